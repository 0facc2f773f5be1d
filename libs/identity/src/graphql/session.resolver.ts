/** Signing in and out, and one's own account. One call each. */
import { Args, Context, Info, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { InstantScalar } from '#record';

import { Identity } from '../identity.js';
import { sourceOf } from '../sign-in/source.js';
import { askedIn, viewerIn, type IdentityContext } from './identity-context.js';
import { ConfirmSignInInput, DeviceSignInInput, Me, ProveAgainInput, ProviderSignInInput, SignInInput, SignInResult } from './identity-types.js';

@Resolver()
export class SessionResolver {
  constructor(private readonly identity: Identity) {}

  @Mutation(() => SignInResult, { description: 'Opens a session, or the second step to it · Sessiya və ya ona aparan ikinci addımı açır' })
  signIn(@Args('input') { login, password }: SignInInput, @Context() context: IdentityContext, @Info() info: GraphQLResolveInfo): Promise<SignInResult> {
    const source = sourceOf(context.req, this.identity.proxies);
    return this.identity.signIns.signIn({ login, password, source }, askedIn(context, info));
  }

  @Mutation(() => SignInResult, { description: 'The second step of signing in; opens a session · Daxil olmanın ikinci addımı; sessiya açır' })
  confirmSignIn(@Args('input') { pending, code, webauthn }: ConfirmSignInInput, @Context() context: IdentityContext, @Info() info: GraphQLResolveInfo): Promise<SignInResult> {
    const source = sourceOf(context.req, this.identity.proxies);
    return this.identity.secondStep.confirm({ pending, code: code ?? null, webauthn: webauthn ?? null, source }, askedIn(context, info));
  }

  @Mutation(() => String, { description: 'Options for navigator.credentials.get, as JSON, to sign in with a device · Cihazla daxil olmaq üçün JSON' })
  beginDeviceSignIn(@Context() context: IdentityContext): Promise<string> {
    return this.identity.secondStep.beginDeviceSignIn(sourceOf(context.req, this.identity.proxies));
  }

  @Mutation(() => SignInResult, { description: 'Opens a session by a device that has verified its user · İstifadəçisini yoxlamış cihazla sessiya açır' })
  signInWithDevice(@Args('input') { webauthn }: DeviceSignInInput, @Context() context: IdentityContext, @Info() info: GraphQLResolveInfo): Promise<SignInResult> {
    const source = sourceOf(context.req, this.identity.proxies);
    return this.identity.secondStep.withDevice({ webauthn, source }, askedIn(context, info));
  }

  @Mutation(() => String, { description: 'Address of the provider to send the person to, good once for five minutes · Şəxsin göndəriləcəyi provayder ünvanı; beş dəqiqə ərzində bir dəfə keçərlidir' })
  beginProviderSignIn(@Context() context: IdentityContext): Promise<string> {
    return this.identity.providerSignIns.begin(sourceOf(context.req, this.identity.proxies));
  }

  @Mutation(() => SignInResult, { description: 'Opens a session by what the provider sent back, or the second step to it · Provayderin qaytardığı ilə sessiya və ya ona aparan ikinci addımı açır' })
  signInWithProvider(@Args('input') { state, code }: ProviderSignInInput, @Context() context: IdentityContext, @Info() info: GraphQLResolveInfo): Promise<SignInResult> {
    const source = sourceOf(context.req, this.identity.proxies);
    return this.identity.providerSignIns.signIn({ state, code, source }, askedIn(context, info));
  }

  @Mutation(() => Boolean, { description: 'Ends this session · Bu sessiyanı bitirir' })
  async signOut(@Context() context: IdentityContext, @Info() info: GraphQLResolveInfo): Promise<boolean> {
    await this.identity.own.signOut(viewerIn(context), askedIn(context, info));
    return true;
  }

  @Mutation(() => InstantScalar, { description: 'Proves again who you are; good for commands until the given time · Kimliyinizi yenidən təsdiq edir; göstərilən vaxta qədər qüvvədədir' })
  proveAgain(@Args('input') input: ProveAgainInput, @Context() context: IdentityContext, @Info() info: GraphQLResolveInfo): Promise<Date> {
    return this.identity.own.proveAgain(viewerIn(context), input, askedIn(context, info));
  }

  @Mutation(() => String, { description: 'Options for navigator.credentials.get, as JSON, to prove again with a device · Cihazla yenidən təsdiq üçün JSON' })
  beginProof(@Context() context: IdentityContext): Promise<string> {
    return this.identity.own.beginProof(viewerIn(context));
  }

  @Mutation(() => Boolean, { description: 'Changes your password and ends your other sessions · Parolunuzu dəyişir və digər sessiyalarınızı bitirir' })
  async changePassword(
    @Args('current', { description: 'Current password · Cari parol' }) current: string,
    @Args('next', { description: 'New password, 12 characters or more · Yeni parol, ən azı 12 simvol' }) next: string,
    @Context() context: IdentityContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<boolean> {
    await this.identity.own.changePassword(viewerIn(context), current, next, askedIn(context, info));
    return true;
  }

  @Query(() => Me, { description: 'Who you are to this request · Bu sorğu üçün kimsiniz' })
  async me(@Context() context: IdentityContext): Promise<Me> {
    const { officer, agency, roles, purpose, provedAt, mustEnrol = false, session } = viewerIn(context);
    const { endsAt, provisional } = await this.identity.sessions.stateOf(session);
    return {
      officer, agency, roles, purpose, sessionEndsAt: endsAt, mustChangePassword: provisional, mustEnrol, provedAt: provedAt === undefined ? null : new Date(provedAt),
    };
  }
}

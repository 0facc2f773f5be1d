/** Signing in and out, and one's own account. One call each. */
import { Args, Context, Info, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';

import { Identity } from '../identity.js';
import { sourceOf } from '../sign-in/source.js';
import { askedIn, viewerIn, type IdentityContext } from './identity-context.js';
import { Me, SignInInput, SignInResult } from './identity-types.js';

/** The one document of this library that a caller without a session may send; the edge lists it by its hash. */
export const SIGN_IN_DOCUMENT = 'mutation SignIn($input: SignInInput!) { signIn(input: $input) { token expiresAt officer roles } }';

@Resolver()
export class SessionResolver {
  constructor(private readonly identity: Identity) {}

  @Mutation(() => SignInResult, { description: 'Opens a session · Sessiya açır' })
  async signIn(@Args('input') { login, password }: SignInInput, @Context() context: IdentityContext, @Info() info: GraphQLResolveInfo): Promise<SignInResult> {
    const source = sourceOf(context.req, this.identity.proxies);
    const { token, expiresAt, officer, roles } = await this.identity.signIns.signIn({ login, password, source }, askedIn(context, info));
    return { token, expiresAt, officer, roles };
  }

  @Mutation(() => Boolean, { description: 'Ends this session · Bu sessiyanı bitirir' })
  async signOut(@Context() context: IdentityContext, @Info() info: GraphQLResolveInfo): Promise<boolean> {
    await this.identity.own.signOut(viewerIn(context), askedIn(context, info));
    return true;
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
    const { officer, agency, roles, purpose, ...rest } = viewerIn(context);
    const { endsAt, provisional } = await this.identity.sessions.stateOf(rest.session);
    return { officer, agency, roles, purpose, sessionEndsAt: endsAt, mustChangePassword: provisional };
  }
}

/** One's own second factors. One call each. */
import { Args, Context, ID, Info, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';

import { Identity } from '../identity.js';
import { askedIn, viewerIn, type IdentityContext } from './identity-context.js';
import { ConfirmDeviceInput, ConfirmTotpInput, Factor, FactorConfirmed, TotpEnrolmentResult } from './identity-types.js';

@Resolver()
export class FactorResolver {
  constructor(private readonly identity: Identity) {}

  @Query(() => [Factor], { description: 'Your second factors · Sizin ikinci amilləriniz' })
  factors(@Context() context: IdentityContext): Promise<readonly Factor[]> {
    return this.identity.factors.held(viewerIn(context));
  }

  @Query(() => Int, { description: 'How many recovery codes you have left · Qalan bərpa kodlarınızın sayı' })
  recoveryCodesLeft(@Context() context: IdentityContext): Promise<number> {
    return this.identity.factors.recoveryLeft(viewerIn(context));
  }

  @Mutation(() => TotpEnrolmentResult, { description: 'Makes a secret for one-time codes; confirmTotp makes it count · Birdəfəlik kodlar üçün açar yaradır' })
  enrolTotp(@Context() context: IdentityContext, @Info() info: GraphQLResolveInfo): Promise<TotpEnrolmentResult> {
    return this.identity.factors.enrolTotp(viewerIn(context), askedIn(context, info));
  }

  @Mutation(() => FactorConfirmed, { description: 'Confirms one-time codes with the first of them; ends your other sessions · Birdəfəlik kodları təsdiq edir; digər sessiyalarınızı bitirir' })
  confirmTotp(@Args('input') { factor, code }: ConfirmTotpInput, @Context() context: IdentityContext, @Info() info: GraphQLResolveInfo): Promise<FactorConfirmed> {
    return this.identity.factors.confirmTotp(viewerIn(context), factor, code, askedIn(context, info));
  }

  @Mutation(() => String, { description: 'Options for navigator.credentials.create, as JSON · navigator.credentials.create üçün JSON' })
  enrolDevice(@Context() context: IdentityContext, @Info() info: GraphQLResolveInfo): Promise<string> {
    return this.identity.factors.enrolDevice(viewerIn(context), askedIn(context, info));
  }

  @Mutation(() => FactorConfirmed, { description: 'Enrols the device that answered; ends your other sessions · Cavab verən cihazı qeyd edir; digər sessiyalarınızı bitirir' })
  confirmDevice(@Args('input') { name, webauthn }: ConfirmDeviceInput, @Context() context: IdentityContext, @Info() info: GraphQLResolveInfo): Promise<FactorConfirmed> {
    return this.identity.factors.confirmDevice(viewerIn(context), name, webauthn, askedIn(context, info));
  }

  @Mutation(() => Boolean, { description: 'Removes a second factor of yours; ends your other sessions · İkinci amilinizi silir; digər sessiyalarınızı bitirir' })
  async removeFactor(
    @Args('factor', { type: () => ID, description: 'Factor · Amil' }) factor: string, @Context() context: IdentityContext, @Info() info: GraphQLResolveInfo,
  ): Promise<boolean> {
    await this.identity.factors.removeFactor(viewerIn(context), factor, askedIn(context, info));
    return true;
  }

  @Mutation(() => [String], { description: 'Makes new recovery codes, shown this once; earlier ones end · Yeni bərpa kodları yaradır; əvvəlkilər ləğv olunur' })
  makeRecoveryCodes(@Context() context: IdentityContext, @Info() info: GraphQLResolveInfo): Promise<readonly string[]> {
    return this.identity.factors.makeRecoveryCodes(viewerIn(context), askedIn(context, info));
  }
}

/** The administrator's commands over GraphQL. One call each; who may is decided behind the call. */
import { Args, Context, ID, Info, Int, Mutation, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { Role } from '#policy';

import { Identity } from '../identity.js';
import { askedIn, viewerIn, type IdentityContext } from './identity-context.js';
import { AccountPassword, CreateAgencyInput, CreateOfficerInput, OfficerRoleInput, RoleEnum } from './identity-types.js';

const officerArgument = { type: () => ID, description: 'Officer · Əməkdaş' };

@Resolver()
export class AccountResolver {
  constructor(private readonly identity: Identity) {}

  @Mutation(() => ID, { description: 'Adds an agency; gives its id · Qurum əlavə edir; identifikatorunu qaytarır' })
  createAgency(@Args('input') input: CreateAgencyInput, @Context() context: IdentityContext, @Info() info: GraphQLResolveInfo): Promise<string> {
    return this.identity.accounts.createAgency(viewerIn(context), input, askedIn(context, info));
  }

  @Mutation(() => AccountPassword, { description: 'Adds an officer with an account; needs an approval · Hesabı olan əməkdaş əlavə edir; təsdiq tələb olunur' })
  createOfficer(@Args('input') input: CreateOfficerInput, @Context() context: IdentityContext, @Info() info: GraphQLResolveInfo): Promise<AccountPassword> {
    return this.identity.accounts.createOfficer(viewerIn(context), input, askedIn(context, info));
  }

  @Mutation(() => [RoleEnum], { description: 'Gives an officer a role, gives back all of them; needs an approval · Əməkdaşa rol verir, bütün rollarını qaytarır; təsdiq tələb olunur' })
  grantRole(@Args('input') { officer, role }: OfficerRoleInput, @Context() context: IdentityContext, @Info() info: GraphQLResolveInfo): Promise<readonly Role[]> {
    return this.identity.accounts.grantRole(viewerIn(context), officer, role, askedIn(context, info));
  }

  @Mutation(() => [RoleEnum], { description: 'Takes a role from an officer, from the next request on; that of administrator needs an approval · Növbəti sorğudan etibarən əməkdaşın rolunu alır; inzibatçı rolu üçün təsdiq tələb olunur' })
  revokeRole(@Args('input') { officer, role }: OfficerRoleInput, @Context() context: IdentityContext, @Info() info: GraphQLResolveInfo): Promise<readonly Role[]> {
    return this.identity.accounts.revokeRole(viewerIn(context), officer, role, askedIn(context, info));
  }

  @Mutation(() => Boolean, { description: 'Keeps an officer out and ends all their sessions; of an administrator it needs an approval · Əməkdaşın girişini bağlayır və bütün sessiyalarını bitirir; inzibatçı üçün təsdiq tələb olunur' })
  async disableOfficer(@Args('officer', officerArgument) officer: string, @Context() context: IdentityContext, @Info() info: GraphQLResolveInfo): Promise<boolean> {
    await this.identity.accounts.disableOfficer(viewerIn(context), officer, askedIn(context, info));
    return true;
  }

  @Mutation(() => Boolean, { description: 'Lets an officer sign in again; needs an approval · Əməkdaşın girişini yenidən açır; təsdiq tələb olunur' })
  async enableOfficer(@Args('officer', officerArgument) officer: string, @Context() context: IdentityContext, @Info() info: GraphQLResolveInfo): Promise<boolean> {
    await this.identity.accounts.enableOfficer(viewerIn(context), officer, askedIn(context, info));
    return true;
  }

  @Mutation(() => AccountPassword, { description: 'Makes up a new password in two halves and ends all sessions; needs an approval · İki hissəli yeni parol yaradır və bütün sessiyaları bitirir; təsdiq tələb olunur' })
  resetPassword(@Args('officer', officerArgument) officer: string, @Context() context: IdentityContext, @Info() info: GraphQLResolveInfo): Promise<AccountPassword> {
    return this.identity.accounts.resetPassword(viewerIn(context), officer, askedIn(context, info));
  }

  @Mutation(() => Boolean, { description: 'Takes all second factors of an officer who has lost them, under four eyes · İtirilmiş ikinci amilləri ləğv edir; iki nəfərin təsdiqi ilə' })
  async resetFactors(@Args('officer', officerArgument) officer: string, @Context() context: IdentityContext, @Info() info: GraphQLResolveInfo): Promise<boolean> {
    await this.identity.accounts.resetFactors(viewerIn(context), officer, askedIn(context, info));
    return true;
  }

  @Mutation(() => Int, { description: 'Ends all sessions of an officer; gives their number · Əməkdaşın bütün sessiyalarını bitirir; sayını qaytarır' })
  endSessions(@Args('officer', officerArgument) officer: string, @Context() context: IdentityContext, @Info() info: GraphQLResolveInfo): Promise<number> {
    return this.identity.accounts.endSessions(viewerIn(context), officer, askedIn(context, info));
  }
}

/** Accounts of machines over GraphQL. One call each; who may is decided behind the call. */
import { Args, Context, ID, Info, Mutation, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';

import { Identity } from '../identity.js';
import { askedIn, viewerIn, type IdentityContext } from './identity-context.js';

const OFFICER = { type: () => ID, description: 'Account of the machine · Proqramın hesabı' };

@Resolver()
export class MachineResolver {
  constructor(private readonly identity: Identity) {}

  @Mutation(() => Boolean, { description: 'Makes an account a machine\'s, for good; needs an approval · Hesabı həmişəlik proqram hesabına çevirir; təsdiq tələb olunur' })
  async makeMachine(@Args('officer', OFFICER) officer: string, @Context() context: IdentityContext, @Info() info: GraphQLResolveInfo): Promise<boolean> {
    await this.identity.machines.makeMachine(viewerIn(context), officer, askedIn(context, info));
    return true;
  }

  @Mutation(() => String, { description: 'Lets a machine send a document, gives its SHA-256; needs an approval · Proqrama sənəd göndərməyə icazə verir, SHA-256 qaytarır; təsdiq tələb olunur' })
  trustDocument(
    @Args('officer', OFFICER) officer: string, @Args('document', { type: () => String, description: 'Its exact text · Dəqiq mətni' }) document: string,
    @Context() context: IdentityContext, @Info() info: GraphQLResolveInfo,
  ): Promise<string> {
    return this.identity.machines.trustDocument(viewerIn(context), officer, document, askedIn(context, info));
  }

  @Mutation(() => Boolean, { description: 'Takes a document from a machine, from the next request on · Növbəti sorğudan etibarən sənədə icazəni ləğv edir' })
  async distrustDocument(
    @Args('officer', OFFICER) officer: string, @Args('sha256', { type: () => String, description: 'SHA-256 of its text, hexadecimal · Mətnin SHA-256 dəyəri' }) sha256: string,
    @Context() context: IdentityContext, @Info() info: GraphQLResolveInfo,
  ): Promise<boolean> {
    await this.identity.machines.distrustDocument(viewerIn(context), officer, sha256, askedIn(context, info));
    return true;
  }
}

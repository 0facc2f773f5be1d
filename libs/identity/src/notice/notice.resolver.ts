/** Reading and acknowledging one's notices. One call each. */
import { Args, Context, ID, Info, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';

import { askedIn, viewerIn, type IdentityContext } from '../graphql/identity-context.js';
import { Identity } from '../identity.js';
import { NoticePageType } from './notice-types.js';
import { NOTICE_PAGE } from './notices.js';

@Resolver()
export class NoticeResolver {
  constructor(private readonly identity: Identity) {}

  @Query(() => NoticePageType, { description: 'Notices to you or to a role of yours, the latest first · Sizə və ya rolunuza ünvanlanmış bildirişlər, ən yenisi əvvəl' })
  notices(
    @Args('first', { type: () => Int, nullable: true, description: `Notices to give: ${NOTICE_PAGE.usual} when not said, ${NOTICE_PAGE.most} at most · Neçə bildiriş` }) first: number | null,
    @Args('after', { type: () => String, nullable: true, description: 'The endCursor of the page before · Əvvəlki səhifənin endCursor dəyəri' }) after: string | null,
    @Args('unacknowledged', { type: () => Boolean, nullable: true, description: 'Only those you have not acknowledged · Yalnız təsdiq etmədikləriniz' }) unacknowledged: boolean | null,
    @Context() context: IdentityContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<NoticePageType> {
    return this.identity.notices.page({ first, after, unacknowledged }, context, info);
  }

  @Mutation(() => Boolean, { description: 'Says that you have seen a notice · Bildirişlə tanış olduğunuzu təsdiq edir' })
  async acknowledgeNotice(
    @Args('id', { type: () => ID, description: 'Notice · Bildiriş' }) id: string, @Context() context: IdentityContext, @Info() info: GraphQLResolveInfo,
  ): Promise<boolean> {
    await this.identity.notices.acknowledge(viewerIn(context), id, askedIn(context, info));
    return true;
  }
}

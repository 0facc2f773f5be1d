/** Approvals over GraphQL. One call each; who may is decided behind the call. */
import { Args, Context, ID, Info, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';

import { askedIn, viewerIn, type IdentityContext } from '../graphql/identity-context.js';
import { Identity } from '../identity.js';
import { APPROVAL_PAGE, type Approvals, type Given } from './approval-desk.js';
import { Approval, ApprovalList, ApprovalStateEnum, GivenApproval } from './approval-types.js';
import type { ApprovalState, ApprovalView } from './approval-view.js';

const ID_ARGUMENT = { type: (): typeof ID => ID, description: 'Approval · Təsdiq' } as const;

@Resolver()
export class ApprovalResolver {
  constructor(private readonly identity: Identity) {}

  @Query(() => ApprovalList, { description: 'What you asked approval for, and what you may approve · Təsdiqini istədikləriniz və təsdiq edə biləcəkləriniz' })
  approvals(
    @Args('state', { type: () => ApprovalStateEnum, nullable: true, description: 'Only those in this state · Yalnız bu vəziyyətdə olanlar' }) state: ApprovalState | null,
    @Args('first', { type: () => Int, nullable: true, description: `How many: ${APPROVAL_PAGE.usual} when not said, ${APPROVAL_PAGE.most} at most · Neçə təsdiq` }) first: number | null,
    @Args('after', { type: () => String, nullable: true, description: 'The endCursor of the page before · Əvvəlki səhifənin endCursor dəyəri' }) after: string | null,
    @Context() context: IdentityContext, @Info() info: GraphQLResolveInfo,
  ): Promise<Approvals> {
    return this.identity.approvals.page(viewerIn(context), { state, first, after }, askedIn(context, info));
  }

  @Query(() => Approval, { nullable: true, description: 'One of them · Onlardan biri' })
  approval(@Args('id', ID_ARGUMENT) id: string, @Context() context: IdentityContext, @Info() info: GraphQLResolveInfo): Promise<ApprovalView | null> {
    return this.identity.approvals.one(viewerIn(context), id, askedIn(context, info));
  }

  @Mutation(() => GivenApproval, { description: 'Approves what another officer asked for; he may then carry it out once · Başqa əməkdaşın istədiyini təsdiq edir; o, bunu bir dəfə icra edə bilər' })
  approve(@Args('id', ID_ARGUMENT) id: string, @Context() context: IdentityContext, @Info() info: GraphQLResolveInfo): Promise<Given> {
    return this.identity.approvals.approve(viewerIn(context), id, askedIn(context, info));
  }

  @Mutation(() => Approval, { description: 'Refuses it, for good · Onu birdəfəlik rədd edir' })
  refuse(
    @Args('id', ID_ARGUMENT) id: string,
    @Args('reason', { description: 'Why, 10 to 500 characters · Səbəb, 10-500 simvol' }) reason: string,
    @Context() context: IdentityContext, @Info() info: GraphQLResolveInfo,
  ): Promise<ApprovalView> {
    return this.identity.approvals.refuse(viewerIn(context), id, reason, askedIn(context, info));
  }
}

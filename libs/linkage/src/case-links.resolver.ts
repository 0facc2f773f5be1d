/** The question for links between cases, and the records that hang on a link. One call each. */
import type { Asking } from '#disclosure';
import { Args, Context, ID, Info, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';

import { CaseLinkFinder, USUAL_LINKS } from './case-link-finder.js';
import { CaseLink, CaseLinkReason, CaseLinks } from './case-links.types.js';

type Row = Promise<object | null>;

@Resolver()
export class CaseLinksResolver {
  constructor(private readonly finder: CaseLinkFinder) {}

  @Query(() => CaseLinks, {
    nullable: true,
    description: 'Other cases that share a crime, an offender or a victim with this one. Null when it does not exist for you · Bu işlə ortaq cinayəti, şəxsi və ya qurbanı olan digər işlər',
  })
  caseLinks(
    @Args('case', { type: () => ID, description: 'Id of the case · İşin identifikatoru' }) id: string,
    @Args('first', { type: () => Int, nullable: true, description: `Links to give: ${USUAL_LINKS} when not said, 50 at most · Neçə əlaqə` }) first: number | null,
    @Context() asking: Asking,
    @Info() info: GraphQLResolveInfo,
  ): Promise<CaseLinks | null> {
    return this.finder.of(id, first, asking, info);
  }
}

@Resolver(() => CaseLink)
export class CaseLinkResolver {
  @ResolveField('case')
  case(@Parent() link: CaseLink, @Context() asking: Asking, @Info() info: GraphQLResolveInfo): Row {
    return link.case(asking, info);
  }
}

@Resolver(() => CaseLinkReason)
export class CaseLinkReasonResolver {
  @ResolveField('crime')
  crime(@Parent() { crime }: CaseLinkReason, @Context() asking: Asking, @Info() info: GraphQLResolveInfo): Row | null {
    return crime?.(asking, info) ?? null;
  }

  @ResolveField('offender')
  offender(@Parent() { offender }: CaseLinkReason, @Context() asking: Asking, @Info() info: GraphQLResolveInfo): Row | null {
    return offender?.(asking, info) ?? null;
  }

  @ResolveField('victim')
  victim(@Parent() { victim }: CaseLinkReason, @Context() asking: Asking, @Info() info: GraphQLResolveInfo): Row | null {
    return victim?.(asking, info) ?? null;
  }
}

/** The questions about access: who read what, and why somebody may or may not. Thin: one call each. */
import type { Registry } from '#record';
import { Inject, type Type } from '@nestjs/common';
import { Args, Context, ID, Info, Int, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';

import type { Asking } from '../disclosure.js';
import { recordNameEnum } from '../history/record-name.js';
import { ACCESS_PAGE, AccessLog } from './access-log.js';
import { AccessDecisions } from './access-decisions.js';
import { AccessHistory } from './access-types.js';
import { AccessDecision } from './decision-types.js';

const FIRST = {
  type: (): typeof Int => Int, nullable: true, description: `Entries to give: ${ACCESS_PAGE.usual} when not said, ${ACCESS_PAGE.most} at most · Neçə yazı`,
} as const;
const AFTER = { type: (): typeof String => String, nullable: true, description: 'The endCursor of the page before · Əvvəlki səhifənin endCursor dəyəri' } as const;

/** @returns the resolver class of `accessHistory`, `myAccessHistory` and `accessDecision`, to be provided by a module that has {@link AccessLog} and {@link AccessDecisions}. */
export function accessQueries(registry: Registry): Type<object> {
  const names = recordNameEnum(registry);

  @Resolver()
  class AccessQueries {
    constructor(@Inject(AccessLog) private readonly log: AccessLog, @Inject(AccessDecisions) private readonly decisions: AccessDecisions) {}

    @Query(() => AccessHistory, {
      description: 'Who touched a record (give `record` and `id`), or what an officer did (give `officer`). For the auditor · Qeydə kim toxunub və ya əməkdaş nə edib. Auditor üçün',
    })
    accessHistory(
      @Args('record', { type: () => names, nullable: true }) record: string | null,
      @Args('id', { type: () => ID, nullable: true }) id: string | null,
      @Args('officer', { type: () => ID, nullable: true }) officer: string | null,
      @Args('first', FIRST) first: number | null,
      @Args('after', AFTER) after: string | null,
      @Context() asking: Asking, @Info() info: GraphQLResolveInfo,
    ): Promise<AccessHistory> {
      return this.log.about({ record: record ?? null, id: id ?? null, officer: officer ?? null }, { first, after }, asking, info);
    }

    @Query(() => AccessHistory, { description: 'What you yourself did · Sizin öz əməlləriniz' })
    myAccessHistory(
      @Args('first', FIRST) first: number | null,
      @Args('after', AFTER) after: string | null,
      @Context() asking: Asking, @Info() info: GraphQLResolveInfo,
    ): Promise<AccessHistory> {
      return this.log.own({ first, after }, asking, info);
    }

    @Query(() => AccessDecision, { description: 'Why a field is shown to you or not, and what would be needed · Sahənin sizə niyə göstərilib-göstərilmədiyi və nəyin lazım olduğu' })
    accessDecision(
      @Args('record', { type: () => names }) record: string,
      @Args('field', { type: () => String, description: 'Name of a field of the record · Qeydin sahəsinin adı' }) field: string,
      @Args('officer', {
        type: () => ID, nullable: true,
        description: 'For an officer you answer for, by roles alone and without a purpose, in the words that officer reads · Cavabdeh olduğunuz əməkdaş üçün, yalnız rollarına görə',
      }) officer: string | null,
      @Context() asking: Asking, @Info() info: GraphQLResolveInfo,
    ): Promise<AccessDecision> {
      return this.decisions.decide({ record, field, officer: officer ?? null }, asking, info);
    }
  }
  return AccessQueries;
}

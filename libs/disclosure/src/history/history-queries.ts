/** The question for the history of any record. Thin: one call of the door. */
import { PAGE_SIZE, type Registry } from '#record';
import { Inject, type Type } from '@nestjs/common';
import { Args, Context, ID, Info, Int, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';

import type { Asking } from '../disclosure.js';
import { Histories } from './histories.js';
import { RecordHistory } from './history-types.js';
import { recordNameEnum } from './record-name.js';

/** @returns the resolver class of `history`, to be provided by a module that has {@link Histories}. */
export function historyQueries(registry: Registry): Type<object> {
  const names = recordNameEnum(registry);

  @Resolver()
  class HistoryQueries {
    constructor(@Inject(Histories) private readonly histories: Histories) {}

    @Query(() => RecordHistory, {
      nullable: true,
      description: 'Who changed what in a record, when and why. Null when it does not exist for you · Qeyddə kim, nəyi, nə vaxt və niyə dəyişib',
    })
    history(
      @Args('record', { type: () => names }) record: string,
      @Args('id', { type: () => ID }) id: string,
      @Args('first', { type: () => Int, nullable: true, description: `Changes to give: ${PAGE_SIZE.usual} when not said, ${PAGE_SIZE.most} at most · Neçə dəyişiklik` })
      first: number | null,
      @Args('after', { type: () => String, nullable: true, description: 'The endCursor of the page before · Əvvəlki səhifənin endCursor dəyəri' }) after: string | null,
      @Context() asking: Asking, @Info() info: GraphQLResolveInfo,
    ): Promise<object | null> {
      return this.histories.of({ record: registry.record(record), id, first, after }, asking, info);
    }
  }
  return HistoryQueries;
}

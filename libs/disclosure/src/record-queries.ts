/** The two questions every record answers: one by id, and a page. Thin: each is one call of the door. */
import { both, inputsOf, PAGE_SIZE, typesOf, type AnyRecord } from '#record';
import { Inject, type Type } from '@nestjs/common';
import { Args, Context, ID, Info, Int, Query, Resolver, type GqlTypeReference } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';

import { Disclosure, type Asking } from './disclosure.js';

/**
 * @param one name of the query for one row, e.g. `victim`.
 * @param many name of the query for pages, e.g. `victims`.
 * @returns a resolver class for the record, to be provided by a module that has the door.
 */
export function recordQueries(record: AnyRecord, one: string, many: string): Type<object> {
  const { type, connection } = typesOf(record);
  const { filter, order } = inputsOf(record);

  @Resolver()
  class RecordQueries {
    constructor(@Inject(Disclosure) private readonly door: Disclosure) {}

    @Query(() => type, { name: one, nullable: true, description: `${both(record.words)}. Null when it does not exist for you.` })
    one(@Args('id', { type: () => ID }) id: string, @Context() asking: Asking, @Info() info: GraphQLResolveInfo): Promise<object | null> {
      return this.door.one(record, id, asking, info);
    }

    @Query(() => connection, { name: many, description: `A page of ${record.name}, of those that exist for you.` })
    page(
      @Args('first', { type: () => Int, nullable: true, description: `Rows to give: ${PAGE_SIZE.usual} when not said, ${PAGE_SIZE.most} at most.` })
      first: number | null,
      @Args('after', { type: () => String, nullable: true, description: 'The endCursor of the page before.' }) after: string | null,
      @Args('filter', { type: () => filter, nullable: true }) given: object | null,
      @Args('orderBy', { type: () => order as GqlTypeReference, nullable: true }) orderBy: string | null,
      @Context() asking: Asking, @Info() info: GraphQLResolveInfo,
    ): Promise<object> {
      return this.door.page(record, { first, after, filter: given, orderBy }, asking, info);
    }
  }
  Object.defineProperty(RecordQueries, 'name', { value: `${record.name}Queries` });
  return RecordQueries;
}

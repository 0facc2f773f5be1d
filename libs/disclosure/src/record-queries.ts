/** The two questions every record answers: one by id, and a page. Thin: each is one call of the door. */
import { both, pageArguments, typesOf, type AnyRecord, type PageArgument } from '#record';
import { Inject, type Type } from '@nestjs/common';
import { Args, Context, ID, Info, Query, Resolver, type ArgsOptions } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';

import { Disclosure, type Asking } from './disclosure.js';

/**
 * @param one name of the query for one row, e.g. `victim`.
 * @param many name of the query for pages, e.g. `victims`.
 * @returns a resolver class for the record, to be provided by a module that has the door.
 */
export function recordQueries(record: AnyRecord, one: string, many: string): Type<object> {
  const { type, connection } = typesOf(record);
  const args = pageArguments(() => record);

  @Resolver()
  class RecordQueries {
    constructor(@Inject(Disclosure) private readonly door: Disclosure) {}

    @Query(() => type, { name: one, nullable: true, description: `${both(record.words)}. Null when it does not exist for you.` })
    one(@Args('id', { type: () => ID }) id: string, @Context() asking: Asking, @Info() info: GraphQLResolveInfo): Promise<object | null> {
      return this.door.one(record, id, asking, info);
    }

    @Query(() => connection, { name: many, description: `A page of ${record.name}, of those that exist for you.` })
    page(
      @Args(pick(args, 'first')) first: number | null,
      @Args(pick(args, 'after')) after: string | null,
      @Args(pick(args, 'filter')) filter: object | null,
      @Args(pick(args, 'orderBy')) orderBy: string | null,
      @Context() asking: Asking, @Info() info: GraphQLResolveInfo,
    ): Promise<object> {
      return this.door.page(record, { first, after, filter, orderBy }, asking, info);
    }
  }
  Object.defineProperty(RecordQueries, 'name', { value: `${record.name}Queries` });
  return RecordQueries;
}

function pick(all: readonly PageArgument[], name: string): ArgsOptions & { name: string } {
  const found = all.find((one) => one.name === name);
  if (!found) throw new Error(`a page has no argument ${name}`);
  return { ...found, nullable: true };
}

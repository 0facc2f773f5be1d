/** A schema of a few fields for trying the edge on: it counts what was executed and fails on request. */
import type { RefusalBook, Refused } from './refusal-book.js';
import { Args, Context, Field, Int, Mutation, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { CodedError } from '#kernel';
import type { EdgeContext } from './edge-context.js';

export interface TinyViewer {
  readonly person: string;
  readonly purpose: string | undefined;
}

/** In every message that must never get out. */
export const CANARY = 'CNRY-edge-value';

/** How many fields were resolved. */
export const seen = { executed: 0 };

@ObjectType()
class Thing {
  @Field(() => String, { nullable: true }) name!: string | null;
  @Field(() => Thing, { nullable: true }) thing!: Thing | null;
}

@Resolver()
export class ThingResolver {
  @Query(() => Thing, { nullable: true })
  thing(@Context() context: EdgeContext<TinyViewer>, @Args('number', { type: () => Int, nullable: true }) number?: number): object {
    seen.executed += 1;
    context.receipts.push({ lane: 'l1', number: number ?? 0, hash: 'ab' });
    const thing: { name: string; thing: unknown } = { name: context.viewer?.purpose ?? 'none', thing: null };
    thing.thing = thing;
    return thing;
  }

  @Query(() => String, { nullable: true })
  fails(@Args('as') as: string): string {
    seen.executed += 1;
    if (as === 'RULE') throw new CodedError('REJECTED', 'NEEDS_REASON');
    if (as === 'TypeError') throw new TypeError(CANARY);
    throw new CodedError(as as 'INTERNAL');
  }

  @Query(() => String, { nullable: true })
  text(@Args('x') x: string): string {
    seen.executed += 1;
    return x;
  }

  @Mutation(() => String)
  signIn(@Args('login') login: string): string {
    seen.executed += 1;
    return login;
  }
}

/** What the edge put on record. While `fails`, it cannot. */
export const onRecord = {
  fails: false, known: [] as { readonly viewer: object; readonly refused: Refused }[], strangers: 0,
};

export const refusals: RefusalBook<TinyViewer> = {
  known: (viewer, refused) => {
    if (onRecord.fails) return Promise.reject(new Error(CANARY));
    onRecord.known.push({ viewer, refused });
    return Promise.resolve();
  },
  stranger: () => {
    onRecord.strangers += 1;
  },
};

/**
 * What a mutation answers: the id of the row it made or changed, and the row itself, read back through the door with the
 * rights of whoever gave the command. Who may write and not read gets the id alone: they made the row, so it tells them nothing.
 */
import type { Asking } from '#disclosure';
import { say, type Id } from '#kernel';
import { both, namedClass, typesOf, type AnyRecord } from '#record';
import { Inject, type Type } from '@nestjs/common';
import { Context, Field, ID, Info, ObjectType, Parent, ResolveField, Resolver, type GqlTypeReference } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';

/** Reads one row for a viewer through the read door; null when it does not exist for them. Implemented by `libs/disclosure`. */
export abstract class Reread {
  abstract one(record: AnyRecord, id: Id, asking: Asking, info: GraphQLResolveInfo): Promise<object | null>;
}

export interface Payload {
  readonly id: Id;
  /** Name of the row's record. */
  readonly record: string;
}

export interface PayloadType {
  readonly type: new () => object;
  /** Resolvers of the fields that hold the row, to be provided by the module. */
  readonly resolvers: readonly Type<object>[];
}

/** @returns the GraphQL type of an answer: `id`, and one nullable field per record, of which the answer's own is filled. */
export function payloadType(name: string, ...records: readonly AnyRecord[]): PayloadType {
  const type = namedClass(name);
  Field(() => ID, { description: both(say('The row that was made or changed', 'Yaradılan və ya dəyişdirilən qeyd')) })(type.prototype as object, 'id');
  ObjectType(name, { description: both(say('Answer of a command', 'Əmrin cavabı')) })(type);
  return { type, resolvers: records.map((record) => rowResolver(type, name, record)) };
}

/** @returns the answer about one row. The row is read only if the client asks for it. */
export function payload(record: AnyRecord, id: Id): Payload {
  return { id, record: record.name };
}

function rowResolver(type: new () => object, name: string, record: AnyRecord): Type<object> {
  const description = both(say('The row as you may see it; null when you may write it but not read it', 'Sizə göründüyü halda qeyd; yalnız yaza bilirsinizsə, boşdur'));

  @Resolver(() => type)
  class RowOfPayload {
    constructor(@Inject(Reread) private readonly reread: Reread) {}

    @ResolveField(() => typesOf(record).type as GqlTypeReference, { name: keyOf(record), nullable: true, description })
    async row(@Parent() answer: Payload, @Context() asking: Asking, @Info() info: GraphQLResolveInfo): Promise<object | null> {
      return answer.record === record.name ? this.reread.one(record, answer.id, asking, info) : null;
    }
  }
  Object.defineProperty(RowOfPayload, 'name', { value: `${name}${record.name}` });
  return RowOfPayload;
}

function keyOf({ name }: AnyRecord): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/**
 * Guards the schema after Nest has built it: every field of a record type reads from a branded row and from nothing
 * else. A resolver that returns a plain object for a record fails the request instead of leaking it.
 */
import { CodedError } from '#kernel';
import type { Registry } from '#record';
import { defaultFieldResolver, isObjectType, type GraphQLSchema } from 'graphql';

import { Disclosed } from './answer/disclosed.js';

/** @returns the same schema, its record types guarded. */
export function guardRecords(schema: GraphQLSchema, registry: Registry): GraphQLSchema {
  const parts = new Set(['PageInfo', ...registry.records.flatMap(({ name }) => [`${name}Edge`, `${name}Connection`])]);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    const isRecord = registry.has(type.name);
    if (!isRecord && !parts.has(type.name)) continue;
    for (const field of Object.values(type.getFields())) {
      field.resolve = (source: unknown, args, context, info) => {
        if (!Disclosed.is(source)) throw new CodedError('INTERNAL');
        return isRecord ? source[info.path.key] : defaultFieldResolver(source, args, context, info);
      };
    }
  }
  return schema;
}

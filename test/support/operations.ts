/** Well-formed operations made from the schema as it is served, so that a test can ask every question and give every command there is. */
import { newId } from '#kernel';
import {
  buildClientSchema, getIntrospectionQuery, isEnumType, isInputObjectType, isLeafType, isListType, isNonNullType, isObjectType, type GraphQLField, type GraphQLInputType,
  type GraphQLSchema, type IntrospectionQuery,
} from 'graphql';

import type { Client } from './api.js';

export type RootField = GraphQLField<unknown, unknown>;

export async function servedSchema(client: Client): Promise<GraphQLSchema> {
  const { data } = await client.ask(getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true }));
  return buildClientSchema(data as unknown as IntrospectionQuery);
}

/** @returns every root field, with the kind of operation it is of. */
export function rootFields(schema: GraphQLSchema): { readonly kind: 'query' | 'mutation'; readonly field: RootField }[] {
  return ([['query', schema.getQueryType()], ['mutation', schema.getMutationType()]] as const)
    .flatMap(([kind, type]) => Object.values(type?.getFields() ?? {}).map((field) => ({ kind, field })));
}

/** A place where a value is given: the argument, and the keys below it. */
export interface Leaf {
  readonly path: readonly string[];
  readonly type: GraphQLInputType;
}

/** @returns every leaf of the arguments of a field, no more than `depth` objects deep. */
export function leavesOf({ args }: RootField, depth = 3): Leaf[] {
  const below = (type: GraphQLInputType, path: readonly string[]): Leaf[] => {
    let named = type;
    while (isNonNullType(named) || isListType(named)) named = named.ofType;
    if (!isInputObjectType(named)) return [{ path, type }];
    if (path.length > depth) return [];
    return Object.values(named.getFields()).flatMap((field) => below(field.type, [...path, field.name]));
  };
  return args.flatMap((arg) => below(arg.type, [arg.name]));
}

/**
 * @param leaf given as the variable `$v`; of all else only what is required.
 * @returns an operation of the field.
 */
export function operationOf(kind: string, { name, args, type }: RootField, more = '', leaf?: Leaf): string {
  const given = args.filter((arg) => isNonNullType(arg.type) || arg.name === leaf?.path[0]).map((arg) => `${arg.name}: ${literalOf(arg.type, leaf?.path[0] === arg.name ? leaf.path.slice(1) : null)}`);
  let named: unknown = type;
  while (isNonNullType(named) || isListType(named)) named = named.ofType;
  const selection = isLeafType(named) ? '' : isObjectType(named) && named.getFields()['totalCount'] ? ' { totalCount }' : ' { __typename }';
  return `${kind}${leaf ? ` ($v: ${String(leaf.type)})` : ''} { ${name}${given.length > 0 ? `(${given.join(', ')})` : ''}${selection} ${more} }`;
}

/** @param path to what is given as `$v`; null when nothing below is. */
function literalOf(type: GraphQLInputType, path: readonly string[] | null = null): string {
  if (path?.length === 0) return '$v';
  if (isNonNullType(type)) return literalOf(type.ofType, path);
  if (isListType(type)) return path === null ? '[]' : `[${literalOf(type.ofType, path)}]`;
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter((field) => isNonNullType(field.type) || field.name === path?.[0]);
    return `{ ${fields.map((field) => `${field.name}: ${literalOf(field.type, path?.[0] === field.name ? path.slice(1) : null)}`).join(', ')} }`;
  }
  return type.name === 'Int' ? '1' : type.name === 'Boolean' ? 'true' : `"${newId()}"`;
}

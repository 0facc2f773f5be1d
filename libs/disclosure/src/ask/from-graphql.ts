/** From a GraphQL field to a question. One pass over the selection; no database, no viewer's rights yet. */
import { CodedError, isId } from '#kernel';
import { isSortable, PAGE_SIZE, type AnyRecord } from '#record';
import { getArgumentValues, getNamedType, isObjectType, type FieldNode, type GraphQLObjectType, type GraphQLResolveInfo } from 'graphql';

import type { Cursors } from '../answer/cursor.js';
import type { After, Ask, FieldAsk, NodeAsk, Order, PageAsk } from './ask.js';
import { AskBuilder } from './ask-builder.js';
import { filterAsk } from './filter-ask.js';
import { selectedFields, type Selected } from './selection.js';

export interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly filter?: object | null;
  readonly orderBy?: string | null;
}

/** Fields of one row at most: a function of PostgreSQL takes a hundred arguments, and the row's masks are among them. */
const MOST_FIELDS = 80;

interface Scene {
  readonly info: GraphQLResolveInfo;
  readonly build: AskBuilder;
  readonly cursors: Cursors;
  readonly viewer: string;
}

/** @returns the question for one row by id; an id that is no id finds nothing, like an absent one. */
export function askOne(record: AnyRecord, id: string, info: GraphQLResolveInfo, cursors: Cursors, viewer: string): Ask {
  const build = new AskBuilder();
  const scene = { info, build, cursors, viewer };
  build.mark(`one ${record.name}`);
  const at = build.input(isId(id) ? id : null);
  const node = nodeAsk(record, selectedFields(info.fieldNodes, info), objectType(info), scene, 1);
  return { root: { kind: 'one', id: at, node }, inputs: build.inputs, shape: build.shape };
}

/** @returns the question for a page of rows. */
export function askPage(record: AnyRecord, given: PageArguments, info: GraphQLResolveInfo, cursors: Cursors, viewer: string): Ask {
  const build = new AskBuilder();
  const page = pageAsk(record, given, info.fieldNodes, objectType(info), { info, build, cursors, viewer }, 1, info.fieldName);
  return { root: { kind: 'page', page }, inputs: build.inputs, shape: build.shape };
}

function objectType(info: GraphQLResolveInfo): GraphQLObjectType {
  return asObjectType(getNamedType(info.returnType));
}

function asObjectType(type: unknown): GraphQLObjectType {
  if (!isObjectType(type)) throw new Error('a record is an object type');
  return type;
}

function nodeAsk(record: AnyRecord, selected: readonly Selected[], type: GraphQLObjectType, scene: Scene, rows: number): NodeAsk {
  scene.build.charge(rows);
  scene.build.mark('(');
  if (selected.length > MOST_FIELDS) throw new CodedError('BAD_REQUEST');
  const fields = selected.filter(({ name }) => name !== '__typename').map((one) => fieldAsk(record, one, type, scene, rows));
  scene.build.mark(')');
  return { record, fields };
}

function fieldAsk(record: AnyRecord, { key, name, nodes }: Selected, type: GraphQLObjectType, scene: Scene, rows: number): FieldAsk {
  // The name, not the response key: what a client calls a field changes no SQL.
  scene.build.mark(name);
  if (name === 'withheld' || name === 'revision') return { kind: name, key };
  const field = record.fields[name];
  const definition = type.getFields()[name];
  const node = nodes[0];
  if (!field || !definition || !node) throw new CodedError('BAD_REQUEST');
  if (!field.target) return { kind: 'value', key, name };
  const target = asObjectType(getNamedType(definition.type));
  if (field.kind === 'one') {
    return { kind: 'one', key, name, node: nodeAsk(field.target(), selectedFields(nodes, scene.info), target, scene, rows) };
  }
  const given = getArgumentValues(definition, node, scene.info.variableValues) as PageArguments;
  return { kind: 'page', key, name, page: pageAsk(field.target(), given, nodes, target, scene, rows, `${record.name}.${name}`) };
}

function pageAsk(
  record: AnyRecord, given: PageArguments, nodes: readonly FieldNode[], connection: GraphQLObjectType, scene: Scene, rows: number, path: string,
): PageAsk {
  const { build, info } = scene;
  const first = given.first ?? PAGE_SIZE.usual;
  if (first < 1 || first > PAGE_SIZE.most) throw new CodedError('BAD_REQUEST', 'PAGE_SIZE');
  build.mark(`page ${record.name}`);
  const order = orderOf(record, given.orderBy);
  build.mark(order ? `by ${order.field} ${order.descending ? 'desc' : 'asc'}` : 'by id');
  const filter = filterAsk(record, given.filter, build);
  const binding = JSON.stringify([path, given.orderBy ?? null, given.filter ?? null]);
  const after = afterOf(given.after, binding, scene);
  build.mark(after ? `after ${after.value === null ? 'nothing' : 'value'}` : 'start');
  const limit = build.input(first + 1);

  const selected = selectedFields(nodes, info);
  const total = selected.some(({ name }) => name === 'totalCount');
  build.mark(total ? 'total' : 'no-total');
  const edges = selected.filter(({ name }) => name === 'edges').flatMap((one) => one.nodes);
  const edgeNodes = selectedFields(edges, info).filter(({ name }) => name === 'node').flatMap((one) => one.nodes);
  const edge = asObjectType(getNamedType(connection.getFields().edges?.type));
  const type = asObjectType(getNamedType(edge.getFields().node?.type));
  return { node: nodeAsk(record, selectedFields(edgeNodes, info), type, scene, rows * first), filter, order, limit, after, total, binding };
}

function orderOf(record: AnyRecord, orderBy: string | null | undefined): Order | null {
  if (orderBy === null || orderBy === undefined) return null;
  const [name = '', way] = orderBy.split(' ');
  const field = record.fields[name];
  if (!field || !isSortable(field)) throw new CodedError('BAD_REQUEST');
  return { field: name, descending: way === 'DESC' };
}

function afterOf(text: string | null | undefined, binding: string, { build, cursors, viewer }: Scene): After | null {
  if (text === null || text === undefined) return null;
  const { id, value } = cursors.open(text, viewer, binding);
  return { id: build.input(id), value: value === null ? null : build.input(value) };
}

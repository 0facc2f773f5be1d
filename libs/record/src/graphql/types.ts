/** GraphQL object types of records: every field nullable but the id, every relation to many a connection. */
import { Field, ID, Int, ObjectType, TypeMetadataStorage, type GqlTypeReference } from '@nestjs/graphql';

import type { Field as RecordField } from '../field.js';
import type { AnyRecord } from '../record.js';
import { both } from './enums.js';
import { inputsOf, outputType } from './inputs.js';
import { namedClass } from './named-class.js';
import { PageInfo, Withheld } from './page-types.js';

export interface RecordTypes {
  readonly type: new () => object;
  readonly edge: new () => object;
  readonly connection: new () => object;
}

/** Rows a page gives when the client does not say, and the most it can ask for. */
export const PAGE_SIZE = { usual: 20, most: 200 } as const;

const made = new Map<AnyRecord, RecordTypes>();

/** @returns the GraphQL classes of a record, made once. Relations are resolved lazily, so records may refer to each other. */
export function typesOf(record: AnyRecord): RecordTypes {
  let types = made.get(record);
  if (!types) {
    types = { type: namedClass(record.name), edge: namedClass(`${record.name}Edge`), connection: namedClass(`${record.name}Connection`) };
    made.set(record, types);
    declareType(record, types.type);
    declareConnection(record, types);
  }
  return types;
}

function declareType(record: AnyRecord, type: new () => object): void {
  const prototype = type.prototype as object;
  for (const [name, field] of Object.entries(record.fields)) {
    const description = `${both(field.words)} [${field.needClass ?? 'ID'}]`;
    if (field.kind === 'id') Field(() => ID, { description: both(field.words) })(prototype, name);
    else if (field.kind === 'many' || field.kind === 'through') declareRelation(type, name, field, description);
    else Field(oneOrValue(field), { nullable: true, description })(prototype, name);
  }
  Field(() => [Withheld], { description: 'Fields of this record that you are not shown. Told by policy, not by data.' })(prototype, 'withheld');
  Field(() => String, {
    nullable: true,
    description: 'Token of what you see of this record. Give it with a correction: the correction is refused with CONFLICT when what you saw has changed.',
  })(prototype, 'revision');
  ObjectType(record.name, { description: both(record.words) })(type);
}

function oneOrValue(field: RecordField): () => GqlTypeReference {
  const { target } = field;
  return (field.kind === 'one' && target ? () => typesOf(target()).type : outputType(field)) as () => GqlTypeReference;
}

function declareRelation(type: new () => object, name: string, field: RecordField, description: string): void {
  Field(() => typesOf(targetOf(field)).connection, { nullable: true, description })(type.prototype as object, name);
  pageArguments(() => targetOf(field)).forEach(({ name: argument, type: typeFn, description: words }, index) => {
    // Nest reads @Args of resolver classes only; a record's type is no resolver, so its arguments are stored directly.
    TypeMetadataStorage.addMethodParamMetadata({
      kind: 'arg', name: argument, description: words, target: type, methodName: name, typeFn, index, options: { nullable: true },
    });
  });
}

function targetOf(field: RecordField): AnyRecord {
  if (!field.target) throw new Error('a relation has a target');
  return field.target();
}

export interface PageArgument {
  readonly name: string;
  readonly type: () => GqlTypeReference;
  readonly description: string;
}

/** @returns the arguments of a page: `first`, `after`, `filter`, `orderBy`. */
export function pageArguments(target: () => AnyRecord): readonly PageArgument[] {
  return [
    { name: 'first', type: () => Int, description: `Rows to give: ${PAGE_SIZE.usual} when not said, ${PAGE_SIZE.most} at most.` },
    { name: 'after', type: () => String, description: 'The endCursor of the page before.' },
    { name: 'filter', type: () => inputsOf(target()).filter, description: 'Which rows; they are the ones you see anyway.' },
    { name: 'orderBy', type: () => inputsOf(target()).order as GqlTypeReference, description: 'In which order; by id when not said.' },
  ];
}

function declareConnection(record: AnyRecord, { type, edge, connection }: RecordTypes): void {
  Field(() => type)(edge.prototype as object, 'node');
  Field(() => String, { description: 'Opaque; valid for you and this question only.' })(edge.prototype as object, 'cursor');
  ObjectType(`${record.name}Edge`)(edge);
  const page = connection.prototype as object;
  Field(() => [edge])(page, 'edges');
  Field(() => PageInfo)(page, 'pageInfo');
  Field(() => Int, { nullable: true, description: 'Rows in your scope that match; counted only when asked.' })(page, 'totalCount');
  ObjectType(`${record.name}Connection`, { description: `A page of ${record.name}.` })(connection);
}

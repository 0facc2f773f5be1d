/**
 * From a question and a standing to one SQL statement. Rows become JSON arrays in the database, masks stand in the
 * SELECT, scopes in every WHERE; a field that is never shown is not selected at all.
 */
import { hasColumn, columnOf, isSealed, type AnyRecord, type Field } from '#record';

import type { Ask, FieldAsk, NodeAsk, PageAsk } from '../ask/ask.js';
import { nodePlansIdentity } from '../identity-fields.js';
import { filterSql, testedFields } from './filter-sql.js';
import { shownLink } from './link-sql.js';
import { Masks } from './masks.js';
import { pageOrder } from './order-sql.js';
import type { FieldPlan, NodePlan, PagePlan, Plan, Right, WithheldPlan } from './plan.js';
import { rowScope, type Scene, type Style } from './scope.js';
import { name, SqlText } from './sql.js';
import { shownValue, toldValue } from './values.js';

interface Compiling extends Scene {
  nodes: number;
}

/**
 * @returns the plan of a question for everybody of this standing.
 * @throws CodedError BAD_REQUEST when a filter or order touches a field this standing is never shown.
 */
export function compile(ask: Ask, scene: Omit<Scene, 'sql'>): Plan {
  const compiling: Compiling = { ...scene, sql: new SqlText(), nodes: 0 };
  if (ask.root.kind === 'one') {
    const alias = compiling.sql.alias();
    const { select, from, plan } = node(compiling, ask.root.node, alias);
    const scope = rowScope(compiling, ask.root.node.record, alias, 'EACH') ?? ['false'];
    const where = [`${alias}.id = ${compiling.sql.input(ask.root.id, 'uuid')}`, ...scope].join(' and ');
    const text = `select ${select}::text as answer from ${from} where ${where}`;
    return finish(compiling, text, { kind: 'one', node: plan }, ask.root.node.record);
  }
  const { sql, plan } = page(compiling, ask.root.page, null, 'SET');
  return finish(compiling, `select (${sql})::text as answer`, { kind: 'page', page: plan }, ask.root.page.node.record);
}

function finish(compiling: Compiling, text: string, root: Plan['root'], record: AnyRecord): Plan {
  const identity = nodePlansIdentity(root.kind === 'one' ? root.node : root.page.node, compiling.registry);
  return { text, slots: compiling.sql.slots, root, record: record.name, nodes: compiling.nodes, identity };
}

interface Node {
  /** `json_build_array(...)` of one row. */
  readonly select: string;
  readonly from: string;
  readonly masks: Masks;
  readonly plan: NodePlan;
}

/** What the page a row stands on adds to it: values for the cursor, the masks begun, the fields its filter and order use. */
interface OnPage {
  readonly last: readonly string[];
  readonly masks: Masks;
  readonly asked: readonly string[];
}

/** Compiles the fields of one row of `ask.record`, known as `alias`. */
function node(scene: Compiling, ask: NodeAsk, alias: string, on: OnPage = { last: [], masks: new Masks(scene, ask.record, alias), asked: [] }): Node {
  const { record } = ask;
  const { last, masks } = on;
  const number = scene.nodes++;
  const rights = new Map<string, Right>();
  const rightTo = (field: string): Right => {
    const right = rights.get(field) ?? masks.rightTo(field);
    rights.set(field, right);
    return right;
  };
  const withheld = ask.fields.some(({ kind }) => kind === 'withheld') ? withheldOf(scene, record, rightTo) : [];
  const planned = ask.fields.map((field) => ({ field, ...fieldSql(scene, record, alias, field, masks, rightTo) }));

  const values: string[] = [];
  const fields = planned.map(({ field, right, sql, node: below, page: pageBelow }): FieldPlan => ({
    kind: field.kind, name: 'name' in field ? field.name : field.kind, right,
    at: sql === null ? -1 : masks.all().length + values.push(sql),
    ...(below && { node: below }), ...(pageBelow && { page: pageBelow }), ...sealedIn(record, field),
  }));
  const asked = on.asked.map((field) => ({ name: field, right: rightTo(field) }));
  const elements = [`${alias}.id`, ...masks.all(), ...values, ...last];
  return {
    select: `json_build_array(${elements.join(', ')})`,
    from: `records.${name(record.table)} ${alias}${masks.lateral()}`,
    masks,
    plan: { record: record.name, number, masks: masks.all().length, fields, withheld, asked },
  };
}

/** Where the answer finds an envelope instead of a value. */
function sealedIn(record: AnyRecord, field: FieldAsk): Pick<FieldPlan, 'sealed'> {
  if (field.kind !== 'value') return {};
  const declared = declaredField(record, field.name);
  return isSealed(declared) ? { sealed: { table: record.table, column: columnOf(field.name, declared) } } : {};
}

interface FieldSql {
  readonly right: Right;
  readonly sql: string | null;
  readonly node?: NodePlan;
  readonly page?: PagePlan;
}

function fieldSql(scene: Compiling, record: AnyRecord, alias: string, field: FieldAsk, masks: Masks, rightTo: (name: string) => Right): FieldSql {
  if (field.kind === 'withheld') return { right: 'always', sql: null };
  if (field.kind === 'revision') return { right: 'always', sql: revisionSql(scene, record, alias, masks, rightTo) };
  const right = rightTo(field.name);
  const declared = declaredField(record, field.name);
  if (right === 'never') return { right, sql: null };
  if (field.kind === 'value') return { right, sql: masks.masked(right, shownValue(alias, field.name, declared)) };
  if (field.kind === 'one') {
    const at = scene.sql.alias();
    const { select, from, plan } = node(scene, field.node, at);
    const scope = rowScope(scene, field.node.record, at, 'EACH') ?? ['false'];
    const where = [`${at}.id = ${alias}.${name(columnOf(field.name, declared))}`, ...scope].join(' and ');
    return { right, sql: masks.masked(right, `(select ${select} from ${from} where ${where})`), node: plan };
  }
  const { sql, plan } = page(scene, field.page, { field: declared, alias }, 'EACH');
  return { right, sql: masks.masked(right, `(${sql})`), page: plan };
}

/** A digest of everything the viewer is shown of the row: a change they may not see does not change it. */
function revisionSql(scene: Scene, record: AnyRecord, alias: string, masks: Masks, rightTo: (name: string) => Right): string {
  const shown = Object.entries(record.fields)
    .filter(([, field]) => hasColumn(field))
    .map(([field, declared]) => (rightTo(field) === 'never' ? 'null' : masks.masked(rightTo(field), told(scene, alias, field, declared))));
  return `left(encode(sha256(convert_to(row(${shown.join(', ')})::text, 'UTF8')), 'hex'), 32)`;
}

function told(scene: Scene, alias: string, field: string, declared: Field): string {
  const target = declared.target?.();
  return target ? shownLink(scene, alias, field, declared, target) : toldValue(alias, field, declared);
}

function withheldOf(scene: Scene, record: AnyRecord, rightTo: (name: string) => Right): WithheldPlan[] {
  return Object.keys(record.fields).filter((field) => field !== 'id').flatMap((field): WithheldPlan[] => {
    const right = rightTo(field);
    const decision = scene.registry.policy.decide(scene.standing, record.name, field);
    if (right === 'always' || decision.kind === 'always') return [];
    return [{ field, right, refusal: decision.kind === 'never' ? decision.refusal : decision.otherwise }];
  });
}

/** The side a page hangs on: the relation, and the alias of the row above. */
interface Parent {
  readonly field: Field;
  readonly alias: string;
}

function page(scene: Compiling, ask: PageAsk, parent: Parent | null, style: Style): { readonly sql: string; readonly plan: PagePlan } {
  const { record } = ask.node;
  const rows = rowsOf(scene, record, ask, parent, style);
  const order = pageOrder({ ...scene, record, alias: rows.alias, masks: rows.masks }, ask);
  const built = node(scene, ask.node, rows.alias, { last: order.value === null ? [] : [order.value], masks: rows.masks, asked: askedFields(ask) });
  const conditions = [...rows.conditions, ...(order.after === null ? [] : [order.after])];
  const list = `select ${built.select} as j from ${built.from}${rows.join}${whereOf(conditions)} order by ${order.by} limit ${scene.sql.input(ask.limit, 'int')}`;
  const total = ask.total ? countSql(scene, record, ask, parent, style) : 'null::int';
  return {
    sql: `select json_build_array((${total}), (select coalesce(json_agg(x.j), '[]'::json) from (${list}) x))`,
    plan: { node: built.plan, ordered: order.value !== null },
  };
}

function askedFields({ filter, order }: PageAsk): string[] {
  return [...new Set([...(filter ? testedFields(filter) : []), ...(order ? [order.field] : [])])];
}

interface Rows {
  readonly alias: string;
  readonly masks: Masks;
  readonly join: string;
  readonly conditions: readonly string[];
}

/** Which rows a page draws from: joined to the row above, in the viewer's scope, passing the filter. */
function rowsOf(scene: Scene, record: AnyRecord, ask: PageAsk, parent: Parent | null, style: Style): Rows {
  const alias = scene.sql.alias();
  const masks = new Masks(scene, record, alias);
  const filter = ask.filter ? [filterSql({ ...scene, record, alias, masks }, ask.filter)] : [];
  const scope = rowScope(scene, record, alias, style) ?? ['false'];
  const hung = parent ? hang(scene, record, alias, masks, parent) : { join: '', conditions: [] };
  return { alias, masks, join: hung.join, conditions: [...hung.conditions, ...scope, ...filter] };
}

/**
 * Ties the rows of a relation to the row above. A link that is not in the viewer's scope ties nothing, and neither does one
 * whose own field for this tie is withheld: that a link exists is one fact, from whichever side it is asked.
 */
function hang(scene: Scene, record: AnyRecord, alias: string, masks: Masks, { field, alias: above }: Parent): { join: string; conditions: readonly string[] } {
  if (field.kind === 'many' && field.by) {
    return { join: '', conditions: [`${alias}.${name(columnOf(field.by, declaredField(record, field.by)))} = ${above}.id`, ...masks.told(field.by)] };
  }
  const link = field.link?.();
  if (!link || !field.from || !field.to) throw new Error('a page hangs on a relation to many');
  const by = scene.sql.alias();
  const linkMasks = new Masks(scene, link, by);
  const told = [...linkMasks.told(field.from), ...linkMasks.told(field.to)];
  // Its ends are the rows on both sides, which are in scope by their own conditions.
  const linkScope = rowScope(scene, { ...link, ends: [] }, by, 'EACH') ?? ['false'];
  return {
    join: ` join records.${name(link.table)} ${by} on ${by}.${name(columnOf(field.to, declaredField(link, field.to)))} = ${alias}.id${linkMasks.lateral()}`,
    conditions: [`${by}.${name(columnOf(field.from, declaredField(link, field.from)))} = ${above}.id`, ...linkScope, ...told],
  };
}

function countSql(scene: Scene, record: AnyRecord, ask: PageAsk, parent: Parent | null, style: Style): string {
  const rows = rowsOf(scene, record, ask, parent, style);
  return `select count(*)::int from records.${name(record.table)} ${rows.alias}${rows.masks.lateral()}${rows.join}${whereOf(rows.conditions)}`;
}

function whereOf(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : ` where ${conditions.join(' and ')}`;
}

function declaredField(record: AnyRecord, field: string): Field {
  const declared = record.fields[field];
  if (!declared) throw new Error(`${record.name} has no field ${field}`);
  return declared;
}

/**
 * attacks.md, row 29: the matrix, every role, record and field, from three sides: the compiled rules, the mask in SQL, the GraphQL
 * answer. Each is held against a naive reading of the cells; what the three say of one row must be one thing.
 */
import { registry } from '#casework';
import { readableTables } from '#disclosure';
import { enumName } from '#kernel';
import { REACHES, ROLE_ORDER, type Decision, type Reach, type Role } from '#policy';
import { columnOf, hasColumn, sealedFields, type AnyRecord } from '#record';
import type { Claims } from '#wall';

import { compile } from '../../libs/disclosure/src/plan/compile.js';
import { bind } from '../../libs/disclosure/src/plan/sql.js';
import type { Ask } from '../../libs/disclosure/src/ask/ask.js';
import { inConflict, mayRead, type Facts } from '../support/cells.js';
import { Dice } from '../support/dice.js';
import { viewerWith } from '../support/door.js';
import { Oracle, type Redacted } from '../support/oracle.js';
import { openSides, type Side, type Sides } from '../support/sides.js';
import { makeWorld, rowsOf } from '../support/worlds.js';

const MOST = 200;
const world = makeWorld(41);
const officer = rowsOf(world, 'Tasking')[0]!.officer as string;

interface Case extends Facts {
  readonly reaches: readonly Reach[];
}

/** Every combination of what a condition may depend on. */
const FACTS: readonly Case[] = [false, true].flatMap((minor) => [false, true].flatMap((evidential) =>
  Array.from({ length: 2 ** REACHES.length }, (_, bits) => REACHES.filter((__, at) => (bits >> at) % 2 === 1))
    .map((reaches) => ({ minor, evidential, reaches, reached: (reach: Reach): boolean => reaches.includes(reach) }))));

function holds(decision: Decision, { minor, evidential, reaches }: Case): boolean {
  if (decision.kind !== 'when') return decision.kind === 'always';
  return decision.any.some((one) => (one.minor === undefined || one.minor === minor) && (!one.evidential || evidential) && (!one.reach || reaches.includes(one.reach)));
}

/** Facts that a row of the record can have: a mark or reach it does not declare, it does not have. */
function factsOf({ marks, reach }: AnyRecord): readonly Case[] {
  return FACTS.filter(({ minor, evidential, reaches }) => (!minor || marks.has('minor')) && (!evidential || marks.has('evidential')) && reaches.every((one) => reach[one]));
}

function disagreements(roles: readonly Role[], facts: (record: AnyRecord) => readonly Case[]): string[] {
  return [true, false].flatMap((purposeStated) => registry.records.flatMap((record) => facts(record).flatMap((row) => {
    const standing = { roles, purposeStated };
    const told = Object.keys(record.fields).filter((field) => field !== 'id' && mayRead(roles, purposeStated, record, field, row));
    const wrong = Object.keys(record.fields).filter((field) => field !== 'id' && holds(registry.policy.decide(standing, record.name, field), row) !== told.includes(field));
    const exists = told.some((field) => !record.marks.has(field as 'minor'));
    if (holds(registry.policy.decideRow(standing, record.name), row) !== exists) wrong.push('the row');
    return wrong.map((field) => `${roles.join('+')} ${purposeStated ? 'with' : 'without'} purpose: ${record.name}.${field} ${JSON.stringify(row)}`);
  })));
}

describe('the compiled rules', () => {
  it.each(ROLE_ORDER)('decide every field of every record for %s as the cells say', (role) => {
    expect(disagreements([role], factsOf)).toEqual([]);
  });

  it('add up over roles, and a conflict of roles leaves nothing: all pairs, and sets of three and four', () => {
    const dice = new Dice(29);
    const pairs = ROLE_ORDER.flatMap((one, at) => ROLE_ORDER.slice(at + 1).map((two) => [one, two]));
    const sets = Array.from({ length: 300 }, () => dice.some(ROLE_ORDER, 3 + dice.below(2)));
    const some = (record: AnyRecord): readonly Case[] => dice.some(factsOf(record), 4);
    expect([...pairs, ...sets].flatMap((roles) => disagreements(roles, some)).slice(0, 5)).toEqual([]);
    expect(pairs.filter((roles) => inConflict(roles)).length).toBeGreaterThan(ROLE_ORDER.length - 1);
  });
});

describe.each([true, false])('with a purpose stated: %s', (purposeStated) => {
  let sides: Sides;
  let side: Side;
  beforeAll(async () => {
    sides = await openSides();
    side = await sides.open(world);
  });
  afterAll(async () => {
    await side.close();
    await sides.close();
  });

  const viewerOf = (role: Role) => viewerWith([role], officer, purposeStated ? undefined : null);

  it.each(ROLE_ORDER)('the statement gives %s the columns of the redacted copy, and nothing else', async (role) => {
    const viewer = viewerOf(role);
    const oracle = new Oracle(world, viewer);
    for (const record of registry.records) {
      const names = Object.entries(record.fields).filter(([, { kind }]) => !['many', 'through', 'one'].includes(kind)).map(([name]) => name);
      const ask: Ask = {
        root: { kind: 'page', page: { node: { record, fields: names.map((name) => ({ kind: 'value', key: name, name })) }, filter: null, order: null, limit: 0, after: null, total: true, binding: '' } },
        inputs: [MOST + 1], shape: '',
      };
      const { text, slots, root } = compile(ask, { registry, standing: { roles: [role], purposeStated } });
      const claims: Claims = { kind: 'READ', officer: viewer.officer, tables: readableTables(registry, { roles: [role], purposeStated }) };
      const { rows } = await side.wall.ask<{ answer: string }>(claims, { text, values: bind(slots, viewer.officer, ask.inputs) });
      const [total, list] = JSON.parse(rows[0]!.answer) as [number, unknown[][]];
      const plan = root.kind === 'page' ? root.page.node.fields : [];
      const given = await opened(sides, record, list.map((row) => Object.fromEntries(plan.map(({ name, at }) => [name, at < 0 ? null : row[at]]))));
      const expected = [...oracle.copyOf(record).values()].map((row) => Object.fromEntries(names.map((name) => [name, row[name] ?? null])));
      expect([record.name, total, given]).toEqual([record.name, expected.length, expected]);
    }
  });

  it.each(ROLE_ORDER)('the answer shows %s the redacted copy, says what is withheld, and why for all rows alike', async (role) => {
    const viewer = viewerOf(role);
    const oracle = new Oracle(world, viewer);
    for (const [root, record] of roots(sides)) {
      const { data, errors } = await side.ask(viewer, `{ page: ${root}(first: ${MOST}) { totalCount edges { node { ${selectionOf(record)} } } } }`);
      expect(errors).toBeUndefined();
      const { totalCount, edges } = (data as { page: { totalCount: number; edges: { node: Answered }[] } }).page;
      const copy = oracle.copyOf(record);
      expect(totalCount).toBe(copy.size);
      expect(edges.map(({ node }) => redactedFrom(record, node))).toEqual([...copy.values()].map((row) => asShown(record, row)));
      const reasons = new Map<string, Set<string>>();
      for (const { field, reason, releasedBy } of edges.flatMap(({ node }) => node.withheld)) {
        reasons.set(field, (reasons.get(field) ?? new Set()).add(`${reason} ${releasedBy}`));
      }
      expect([...reasons].filter(([, told]) => told.size > 1)).toEqual([]);
    }
  });
});

/** The database gives sealed fields as envelopes. @returns the rows with what is in these. */
async function opened({ vault }: Sides, record: AnyRecord, rows: readonly Record<string, unknown>[]): Promise<Record<string, unknown>[]> {
  const cells = rows.flatMap((row, at) => sealedFields(record).filter(([name]) => (row[name] ?? null) !== null).map(([name, field]) => ({ at, name, column: columnOf(name, field), bytes: row[name] as string })));
  const values = await vault.open(cells.map(({ at, column, bytes }) => ({ cell: { table: record.table, row: rows[at]!['id'] as string, column }, envelope: Buffer.from(bytes.slice(2), 'hex') })));
  const whole = rows.map((row) => ({ ...row }));
  cells.forEach(({ at, name }, place) => { whole[at]![name] = values[place]; });
  return whole;
}

type Answered = Record<string, unknown> & { withheld: { field: string; reason: string; releasedBy: string }[] };

/** Every record that can be asked for by pages, and the name of its root field. */
function roots({ schema }: Sides): [string, AnyRecord][] {
  return Object.values(schema.getQueryType()!.getFields()).flatMap((field): [string, AnyRecord][] => {
    const type = /^(\w+)Connection!?$/.exec(String(field.type))?.[1];
    return type === undefined || !registry.has(type) ? [] : [[field.name, registry.record(type)]];
  });
}

function selectionOf(record: AnyRecord): string {
  const fields = Object.entries(record.fields).filter(([, { kind }]) => kind !== 'many' && kind !== 'through');
  return [...fields.map(([name, { target }]) => (target ? `${name} { id }` : name)), 'withheld { field reason releasedBy }'].join(' ');
}

function redactedFrom(record: AnyRecord, node: Answered): object {
  const links = Object.entries(record.fields).filter(([, { kind }]) => kind === 'one').map(([name]) => [name, (node[name] as { id: string } | null)?.id ?? null]);
  return { ...node, ...Object.fromEntries(links) as object, withheld: node.withheld.map(({ field }) => field).sort() };
}

function asShown(record: AnyRecord, row: Redacted): object {
  const columns = Object.entries(record.fields).filter(([, field]) => hasColumn(field));
  const shown = columns.map(([name, { list }]): [string, unknown] => {
    const value = row[name] ?? null;
    if (!list || value === null) return [name, value];
    return [name, Array.isArray(value) ? value.map((one) => enumName(String(one))) : enumName(value as string)];
  });
  return { ...Object.fromEntries(shown) as object, withheld: [...row.withheld as string[]].sort() };
}

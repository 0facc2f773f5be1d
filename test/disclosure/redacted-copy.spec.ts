/**
 * What a viewer gets is what the question would give on the viewer's own redacted copy: random filters, orders and pages of every
 * record, and every field of one row by id, worked out in memory by an independent reading of policy and schema.
 */
import { registry } from '#casework';
import { isSortable, operatorsOf, snake, type AnyRecord } from '#record';

import { Dice } from '../support/dice.js';
import { Oracle, type Redacted } from '../support/oracle.js';
import { ordered, passes, shown, type Filter } from '../support/redacted-copy.js';
import { openSides, type Side, type Sides } from '../support/sides.js';
import { castOf } from '../support/viewers.js';
import { makeWorld, rowsOf } from '../support/worlds.js';

const ROUNDS = process.env.QALXAN_LONG === '1' ? 2_000 : 60;
const world = makeWorld(77);

describe('the answer is that of the redacted copy', () => {
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

  it.each(castOf(world))('for $name', async ({ viewer }) => {
    const dice = new Dice(viewer.roles.length * 31 + ROUNDS);
    const oracle = new Oracle(world, viewer);
    for (let round = 0; round < ROUNDS; round += 1) {
      const [root, record] = dice.pick(roots());
      const copy = [...oracle.copyOf(record).values()];
      const told = (field: string): boolean => copy.some((row) => !(row.withheld as string[]).includes(field));
      const filter = dice.chance(0.8) ? someFilter(record, told, dice, 0) : undefined;
      const sortable = Object.entries(record.fields).filter(([name, field]) => isSortable(field) && told(name)).map(([name]) => name);
      const by = sortable.length > 0 && dice.chance(0.7) ? { field: dice.pick(sortable), descending: dice.chance(0.5) } : null;
      const first = 1 + dice.below(15);
      const expected = ordered(record, copy.filter((row) => !filter || passes(record, row, filter)), by);

      let after: string | null = null;
      for (let from = 0; from === 0 || (after !== null && from < 3 * first); from += first) {
        const variables: Record<string, unknown> = { ...(filter && { filter }), first, after, orderBy: by && `${snake(by.field).toUpperCase()}_${by.descending ? 'DESC' : 'ASC'}` };
        const { data, errors } = await side.ask(viewer, pageQuestion(root, record), variables);
        expect([errors, filter]).toEqual([undefined, filter]);
        const { page } = data as { page: { totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string | null }; edges: { node: object }[] } };
        const rows = expected.slice(from, from + first);
        expect({ by, filter, total: page.totalCount, more: page.pageInfo.hasNextPage, rows: page.edges.map(({ node }) => node) })
          .toEqual({ by, filter, total: expected.length, more: from + first < expected.length, rows: rows.map((row) => asShown(record, row)) });
        after = page.pageInfo.endCursor;
      }
    }
  });

  it.each(castOf(world))('with every field of one row by id, for $name', async ({ viewer }) => {
    const oracle = new Oracle(world, viewer);
    const dice = new Dice(5);
    for (const [, record, one] of roots()) {
      const copy = oracle.copyOf(record);
      for (const { id } of dice.some(rowsOf(world, record.name), 4)) {
        const { data, errors } = await side.ask(viewer, `query($id: ID!) { one: ${one}(id: $id) { ${wholeRow(record)} } }`, { id });
        expect(errors).toBeUndefined();
        const row = copy.get(id);
        expect((data as { one: unknown }).one).toEqual(row ? asWhole(record, row) : null);
      }
    }
  });
});

/** @returns each record's root fields: for pages, and for one. */
function roots(): [many: string, record: AnyRecord, one: string][] {
  return [
    ['agencies', 'Agency'], ['officers', 'Officer'], ['cases', 'Case'], ['crimes', 'Crime'], ['victims', 'Victim'], ['offenders', 'Offender'],
    ['people', 'Person'], ['charges', 'Charge'], ['verdicts', 'Verdict'], ['statusDecisions', 'StatusDecision'], ['taskings', 'Tasking'],
  ].map(([many = '', name = '']) => [many, registry.record(name), `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`]);
}

function pageQuestion(root: string, record: AnyRecord): string {
  return `query($filter: ${record.name}Filter, $first: Int, $after: String, $orderBy: ${record.name}Order) {
    page: ${root}(filter: $filter, first: $first, after: $after, orderBy: $orderBy) {
      totalCount pageInfo { hasNextPage endCursor } edges { node { ${columns(record).map(([name, { target }]) => (target ? `${name} { id }` : name)).join(' ')} } }
    } }`;
}

function columns(record: AnyRecord): [string, AnyRecord['fields'][string]][] {
  return Object.entries(record.fields).filter(([, { kind }]) => kind !== 'many' && kind !== 'through');
}

function wholeRow(record: AnyRecord): string {
  const fields = Object.entries(record.fields).map(([name, { kind, target }]) =>
    (!target ? name : kind === 'one' ? `${name} { id }` : `${name}(first: 150) { totalCount edges { node { id } } }`));
  return [...fields, 'withheld { field }'].join(' ');
}

function asShown(record: AnyRecord, row: Redacted): object {
  return Object.fromEntries(columns(record).map(([name, field]) => [name, field.target ? linked(row[name]) : shown(field, row[name])]));
}

function asWhole(record: AnyRecord, row: Redacted): object {
  const many = Object.entries(record.fields).filter(([, { kind }]) => kind === 'many' || kind === 'through').map(([name]) => {
    const ids = row[name] as string[] | null;
    return [name, ids && { totalCount: ids.length, edges: ids.map((id) => ({ node: { id } })) }];
  });
  return { ...asShown(record, row), ...Object.fromEntries(many) as object, withheld: (row.withheld as string[]).map((field) => ({ field })) };
}

function linked(id: unknown): object | null {
  return id === null ? null : { id };
}

function someFilter(record: AnyRecord, told: (field: string) => boolean, dice: Dice, depth: number): Filter | undefined {
  const roll = depth < 3 ? dice.next() : 1;
  const parts = (): Filter[] => Array.from({ length: 1 + dice.below(3) }, () => someFilter(record, told, dice, depth + 1)).filter((part) => part !== undefined);
  const groups = roll < 0.3 ? parts() : [];
  if (groups.length > 0) return roll < 0.1 ? { not: groups[0] } : { [roll < 0.2 ? 'and' : 'or']: groups };
  const fields = Object.entries(record.fields).filter(([name, field]) => operatorsOf(field) && told(name));
  if (fields.length === 0) return undefined;
  const [name, field] = dice.pick(fields);
  const operator = dice.pick(operatorsOf(field)!);
  if (operator === 'isNull') return { [name]: { isNull: dice.chance(0.5) } };
  const values = rowsOf(world, record.name).map((row) => row[name] ?? null).filter((value) => value !== null);
  const one = (): unknown => {
    const value = shown(field, values.length > 0 ? dice.pick(values) : null);
    if (Array.isArray(value)) return dice.pick(value) as unknown;
    if (operator === 'startsWith') return String(value).slice(0, 1 + dice.below(4)).toUpperCase();
    return operator === 'contains' ? String(value).slice(1, 4) : value;
  };
  if (values.length === 0) return undefined;
  return { [name]: { [operator]: operator === 'in' || operator === 'hasAny' ? Array.from({ length: dice.below(4) }, one) : one() } };
}

/**
 * attacks.md, rows 30-36: a filter or order on a field the viewer is never shown refuses the whole question before any SQL, in
 * every shape it can be given; and what could ask about other rows' fields, groups or aggregates is not in the language.
 */
import { registry } from '#casework';
import { enumName } from '#kernel';
import { isSortable, operatorsOf, snake, type AnyRecord, type Field } from '#record';
import { isInputObjectType, isObjectType } from 'graphql';

import { viewerWith } from '../support/door.js';
import { answerText, useSide } from '../support/sides.js';
import { makeWorld, rowsOf } from '../support/worlds.js';

const world = makeWorld(8);
const stage = useSide(world);
const ROOTS = { Case: 'cases', Crime: 'crimes', Victim: 'victims', Offender: 'offenders', Person: 'people', Charge: 'charges', Tasking: 'taskings', Officer: 'officers' };
const readers = [viewerWith(['ANALYST']), viewerWith(['SHELTER_WORKER'], rowsOf(world, 'Tasking')[0]!.officer as string), viewerWith(['INVESTIGATOR'], undefined, null), viewerWith(['AUDITOR'])];

function operand(field: Field, operator: string, row: unknown): string {
  if (operator === 'isNull') return 'true';
  const value = (Array.isArray(row) ? row[0] : row) as string | number | boolean | null;
  const text = field.kind === 'code' || field.kind === 'codes' ? enumName(String(value ?? field.list!.values[0])) : JSON.stringify(value ?? world.get('Person')!.keys().next().value);
  return operator === 'in' || operator === 'hasAny' ? `[${text}]` : text;
}

function forbidden(viewer: (typeof readers)[number]): { root: string; record: AnyRecord; name: string; field: Field }[] {
  const standing = { roles: viewer.roles, purposeStated: viewer.purpose !== null };
  return Object.entries(ROOTS).flatMap(([record, root]) => Object.entries(registry.record(record).fields)
    .filter(([name]) => registry.policy.decide(standing, record, name).kind === 'never')
    .map(([name, field]) => ({ root, record: registry.record(record), name, field })));
}

describe.each(readers.map((viewer) => [viewer.roles.join(), viewer] as const))('to %s', (_, viewer) => {
  it('every filter on a field that is never shown is refused before any SQL', async () => {
    let tried = 0;
    for (const { root, record, name, field } of forbidden(viewer)) {
      for (const operator of operatorsOf(field) ?? []) {
        const rows = rowsOf(world, record.name).map((row) => row[name] ?? null).filter((value) => value !== null);
        const test = `{ ${name}: { ${operator}: ${operand(field, operator, rows[0])} } }`;
        for (const filter of [test, `{ not: ${test} }`, `{ or: [{ id: { in: [] } }, ${test}] }`, `{ and: [{ id: { in: [] } }, { and: [${test}] }] }`, `{ or: [{ id: { in: [] } }], ${test.slice(1)}`]) {
          const before = stage.statements();
          const answer = answerText(await stage().ask(viewer, `{ ${root}(filter: ${filter}) { totalCount } }`));
          expect([filter, answer]).toEqual([filter, `{"data":null,"errors":[{"message":"Bad request","path":["${root}"],"code":"BAD_REQUEST"}]}`]);
          expect(stage.statements()).toBe(before);
          tried += 1;
        }
      }
    }
    expect(tried).toBeGreaterThan(50);
    expect(stage().entries.slice(-tried).every(({ outcome }) => outcome === 'REFUSED')).toBe(true);
  });

  it('every order by such a field is too', async () => {
    for (const { root, name, field } of forbidden(viewer).filter((one) => isSortable(one.field))) {
      expect(field.kind).not.toBe('many');
      for (const way of ['ASC', 'DESC']) {
        const before = stage.statements();
        const answer = answerText(await stage().ask(viewer, `{ ${root}(orderBy: ${snake(name).toUpperCase()}_${way}) { edges { node { id } } } }`));
        expect(answer).toContain('"code":"BAD_REQUEST"');
        expect(stage.statements()).toBe(before);
      }
    }
  });

  it('also below another record, where the reader sees that one', async () => {
    const answer = answerText(await stage().ask(viewer, '{ agencies { edges { node { id } } } crimes { edges { node { victims(filter: { documentNumber: { eq: "1" } }) { totalCount } } } } }'));
    expect(answer).toMatch(/BAD_REQUEST|"crimes":\{"edges":\[\]\}/);
  });
});

describe('the language', () => {
  it('has no filter over relations, no search, no grouping, no aggregate, no order but by names of fields', () => {
    const types = Object.values(stage.sides().schema.getTypeMap());
    let filters = 0;
    for (const record of registry.records) {
      const filter = types.find(({ name }) => name === `${record.name}Filter`);
      if (!isInputObjectType(filter)) continue; // no list of these anywhere
      filters += 1;
      const filterable = Object.entries(record.fields).filter(([, field]) => operatorsOf(field) !== null).map(([name]) => name);
      expect(Object.keys(filter.getFields()).sort()).toEqual([...filterable, 'and', 'or', 'not'].sort());
      const connection = types.find(({ name }) => name === `${record.name}Connection`);
      if (!isObjectType(connection)) throw new Error(`${record.name} has no pages`);
      expect(Object.keys(connection.getFields()).sort()).toEqual(['edges', 'pageInfo', 'totalCount']);
    }
    expect(filters).toBeGreaterThanOrEqual(Object.keys(ROOTS).length);
    const args = new Set(types.filter(isObjectType).filter(({ name }) => name === 'Query' || registry.has(name)).flatMap((type) => Object.values(type.getFields()).flatMap((field) => field.args.map(({ name }) => name))));
    expect([...args].sort()).toEqual(['after', 'filter', 'first', 'id', 'orderBy']);
  });

  it.each(['orderBy: "familyName"', 'orderBy: [SEX_ASC]', 'orderBy: "sex, family_name"', 'filter: { nobody: { eq: 1 } }', 'filter: { sex: { eq: Female }, sex: { eq: Male } }',
    'filter: { sex: { gt: Female } }', 'filter: { victims: { some: { sex: { eq: Male } } } }', 'search: "a"', 'distinct: [SEX]', 'groupBy: [SEX]', 'filter: "1=1"', 'filter: { AND: [] }'])('refuses %s', async (args) => {
    await expect(stage().ask(viewerWith(['ANALYST']), `{ offenders(${args}) { totalCount } }`)).rejects.toThrow();
  });

  it.each(['{}', 'null', '{ sex: {} }', '{ sex: null }', '{ sex: { eq: null } }', '{ and: [] }', '{ or: null }', '{ not: {} }', '{ and: [{}] }', '{ sex: { in: null } }', '{ id: { in: null } }'])('never takes the filter %s for none', async (filter) => {
    expect(answerText(await stage().ask(viewerWith(['ANALYST']), `{ offenders(filter: ${filter}) { totalCount } }`))).toContain('"code":"BAD_REQUEST"');
  });

  it('an empty list matches nothing', async () => {
    for (const filter of ['{ id: { in: [] } }', '{ sex: { in: [] } }', '{ citizenships: { hasAny: [] } }', '{ familyName: { in: [] } }']) {
      expect(answerText(await stage().ask(viewerWith(['ANALYST']), `{ offenders(filter: ${filter}) { totalCount } }`))).toBe('{"data":{"offenders":{"totalCount":0}}}');
    }
  });
});

/** Rows that are added together are stored, and written down, exactly as rows that are created one by one. */
import { Crime, Person, registry, Victim, VictimInvolvement } from '#casework';
import type { Unit } from '#change';
import type { Viewer } from '#policy';
import type { AnyRecord } from '#record';

import { openWorld, QUESTION, refusalOf, type World } from '../support/casework-world.js';
import { openedChanges, openedRow } from '../support/sealed-rows.js';

let world: World;
let analyst: Viewer;
beforeAll(async () => {
  world = await openWorld();
  analyst = await world.officer('ANALYST');
});
afterAll(() => world.close());

const order = { command: 'importRecords', question: QUESTION } as const;
const make = (unit: Unit, how: 'create' | 'add', pseudonym: string): string[] => {
  const person = unit[how](Person, {});
  const victim = unit[how](Victim, { person, pseudonym, status: 'Presumed', registeredOn: '2014/2018', exploitationForms: ['ForcedLabour', 'Servitude'], givenName: 'A "quoted", {braced}\\ name' });
  const crime = unit[how](Crime, { summary: 'two\nlines', purposes: ['Servitude'] });
  return [person, victim, crime, unit[how](VictimInvolvement, { victim, crime })];
};
const RANDOM = ['id', 'recordedAt', 'person', 'victim', 'crime', 'pseudonym'];

describe('rows that are added together', () => {
  it('have the same values, the same history and an audit entry that names them', async () => {
    const [alone, together] = await Promise.all((['create', 'add'] as const).map((how) => world.change.run(analyst, order, (unit) => Promise.resolve(make(unit, how, `V-${how}`)))));
    const written = async (ids: string[]): Promise<unknown> => {
      const rows = await world.behind(`select record, record_id, field, before, case when field = any($2) then null else after end as after, command, officer
        from records.history where record_id = any($1) order by 1, field`, [ids, RANDOM]) as { record: string; record_id: string; field: string }[];
      return Promise.all(rows.map(async ({ record_id: id, ...row }) => (await openedChanges(world.vault, registry.record(row.record), id, [row]))[0]));
    };
    expect(await written(together!)).toEqual(await written(alone!));
    const stored = async (record: AnyRecord, id: string): Promise<unknown> => {
      const row = await openedRow(world.vault, record, (await world.behind(`select * from records.${record.table} where id = $1`, [id]))[0]!);
      return { ...row, id: null, person_id: null, pseudonym: null, recorded_at: null };
    };
    expect(await stored(Victim, together![1]!)).toEqual(await stored(Victim, alone![1]!));
    expect(await stored(Crime, together![2]!)).toMatchObject({ summary: 'two\nlines' });
    const [indexes] = await world.behind('select count(distinct given_name_index)::int as n, count(given_name_index)::int as all from records.victim');
    expect(indexes).toEqual({ n: 1, all: 2 });
    const [entry] = await world.behind(`select body from audit.entry where body like '%' || $1 || '%' and body like '%' || $2 || '%'`, [together![0], together![3]]);
    expect(entry).toBeDefined();
  });

  it('are checked like any row', async () => {
    const refused = (give: (unit: Unit) => unknown): Promise<string> => refusalOf(world.change.run(analyst, order, (unit) => Promise.resolve(void give(unit))));
    expect(await refused((unit) => unit.add(Victim, {}))).toBe('REJECTED VALUE_REQUIRED');
    expect(await refused((unit) => unit.add(Crime, { summary: 'nul \0' }))).toBe('REJECTED TEXT_NOT_ALLOWED');
    expect(await refused((unit) => unit.add(Crime, { colour: 'red' } as never))).toBe('BAD_REQUEST');
  });

  it('are seen by a question of the same unit', async () => {
    const seen = await world.change.run(analyst, order, (unit) => unit.query('select id from records.person where id = $1', [unit.add(Person, {})]));
    expect(seen).toHaveLength(1);
  });
});

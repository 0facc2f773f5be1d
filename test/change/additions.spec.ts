/** Rows that are added together are stored, and written down, exactly as rows that are created one by one. */
import { Crime, Person, Victim, VictimInvolvement } from '#casework';
import type { Unit } from '#change';
import type { Viewer } from '#policy';
import { openWorld, QUESTION, refusalOf, type World } from '../support/casework-world.js';

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
    const written = (ids: string[]): Promise<unknown> => world.behind(
      `select record, field, before, case when field = any($2) then null else after end as after, command, officer from records.history where record_id = any($1) order by 1, 2`, [ids, RANDOM]);
    expect(await written(together!)).toEqual(await written(alone!));
    const stored = async (id: string): Promise<unknown> => (await world.behind(
      `select to_jsonb(v) - array['id', 'person_id', 'pseudonym', 'recorded_at'] as row from records.victim v where id = $1`, [id]))[0]!['row'];
    expect(await stored(together![1]!)).toEqual(await stored(alone![1]!));
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

/**
 * Looking somebody up by name is worked out before the question, from rows that may bear the name. Rows the viewer may not see
 * have no part in it: however many of them bear it, the answer, its cost limit and its refusal are the same.
 */
import { Victim } from '#casework';
import type { Id } from '#kernel';
import type { Viewer } from '#policy';

import { openSides, answerText, type Side, type Sides } from '../support/sides.js';
import { Oracle } from '../support/oracle.js';
import { castOf } from '../support/viewers.js';
import { makeWorld, rowsOf, someRow, Values, type Row, type World } from '../support/worlds.js';
import { Dice } from '../support/dice.js';

const NAME = 'Çoxadlı Adaşova';
const QUESTION = 'query($name: String!) { victims(first: 5, filter: { familyName: { eq: $name } }) { totalCount edges { node { id familyName } } pageInfo { endCursor } } }';
const world = makeWorld(4242);
const { viewer } = castOf(world).find(({ viewer: one }) => isTold(one, world)) ?? raise();

describe('a name that many bear', () => {
  let sides: Sides;
  let one: Side;
  let other: Side;
  beforeAll(async () => {
    sides = await openSides();
    one = await sides.open(world);
    other = await sides.open(world);
  });
  afterAll(async () => {
    await one.close();
    await other.close();
    await sides.close();
  });

  it('finds those the viewer sees, and is the same beside three thousand hidden namesakes', async () => {
    const seen = toldVictims(viewer, world).slice(0, 2);
    expect(seen).toHaveLength(2);
    for (const row of seen) row.familyName = NAME;
    await one.fill(world);
    await other.fill(withNamesakes(world, 3_000, { sealed: true }));
    const expected = seen.map(({ id }) => id).sort();
    for (const name of [NAME, NAME.toLowerCase(), 'COXADLI-ADASOVA', 'Adaşova', world.get('Victim')!.get(expected[0]!)!.givenName as string]) {
      const [mine, theirs] = await Promise.all([one, other].map((side) => side.ask(viewer, QUESTION, { name })));
      expect(answerText(mine!)).toBe(answerText(theirs!));
      expect(mine!.errors).toBeUndefined();
    }
    const { data } = await other.ask(viewer, QUESTION, { name: NAME });
    expect((data as { victims: { totalCount: number; edges: { node: { id: Id } }[] } }).victims).toMatchObject({ totalCount: 2, edges: expected.map((id) => ({ node: { id, familyName: NAME } })) });
    expect(one.entries.map(withoutOrder)).toEqual(other.entries.slice(0, one.entries.length).map(withoutOrder));
  });

  it('is refused beyond two thousand that the viewer does see', async () => {
    const [model] = toldVictims(viewer, world);
    const crowd = withNamesakes(world, 2_001, { sealed: false }, model);
    expect(toldVictims(viewer, crowd).filter(({ familyName }) => familyName === NAME).length).toBeGreaterThan(2_000);
    await other.fill(crowd);
    const { errors } = await other.ask(viewer, QUESTION, { name: NAME });
    expect(errors?.[0]?.originalError).toMatchObject({ code: 'BAD_REQUEST', rule: 'TOO_MANY_NAMESAKES' });
    expect(other.entries.at(-1)).toMatchObject({ outcome: 'REFUSED', touched: [], detail: { rule: 'TOO_MANY_NAMESAKES' } });
    expect((await other.ask(viewer, QUESTION, { name: 'Heçkim' })).errors).toBeUndefined();
  });
});

/** The same world and more victims of that name; tied to the crimes of the model, where one is given. */
function withNamesakes(of: World, count: number, marks: { readonly sealed: boolean }, model?: Row): World {
  const more: World = new Map([...of].map(([name, rows]) => [name, new Map(rows)]));
  const values = new Values(new Dice(99), 'N');
  const ties = model ? rowsOf(of, 'VictimInvolvement').filter(({ victim }) => victim === model.id) : [];
  const person = rowsOf(of, 'Person')[0]!.id;
  for (let n = 0; n < count; n += 1) {
    const row = { ...someRow(Victim, values, { person, minor: false, majority: 'Adult', evidential: false, ...marks }), familyName: NAME, pseudonym: `V-adas${n}` };
    more.get('Victim')!.set(row.id, row);
    for (const tie of ties) {
      const id = values.dice.id();
      more.get('VictimInvolvement')!.set(id, { ...tie, id, victim: row.id });
    }
  }
  return more;
}

function toldVictims(to: Viewer, of: World): Row[] {
  const oracle = new Oracle(of, to);
  return rowsOf(of, 'Victim').filter((row) => oracle.exists(Victim, row) && oracle.isGranted(Victim, row, 'familyName') && row.minor !== true);
}

/** By crimes, so that more of them can be made: not as somebody's own client. */
function isTold(to: Viewer, of: World): boolean {
  return to.roles.length === 1 && to.roles[0] === 'INVESTIGATOR' && toldVictims(to, of).length >= 2;
}

function withoutOrder(entry: object): string {
  return JSON.stringify(entry);
}

function raise(): never {
  throw new Error('no investigator of this world sees two names');
}

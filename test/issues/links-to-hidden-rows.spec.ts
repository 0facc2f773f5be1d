/**
 * A filter on a link, and the revision of a row, looked at the link's column: they told that a sealed case stands behind a
 * crime, and which. A link to a row that does not exist for the viewer is no value anywhere.
 */
import { viewerWith } from '../support/door.js';
import { answerText, openSides, type Side, type Sides } from '../support/sides.js';
import { makeWorld, rowsOf } from '../support/worlds.js';

describe('a link to a sealed case', () => {
  const world = makeWorld(11);
  const analyst = viewerWith(['ANALYST']);
  const sealed = rowsOf(world, 'Case').find((row) => row.sealed === true)!;
  const crime = rowsOf(world, 'Crime').find((row) => row.sealed !== true)!;
  const another = new Map(world).set('Crime', new Map(world.get('Crime')).set(crime.id, { ...crime, case: null }));
  world.get('Crime')!.set(crime.id, { ...crime, case: sealed.id });
  let sides: Sides;
  let linked: Side;
  let unlinked: Side;

  beforeAll(async () => {
    sides = await openSides();
    linked = await sides.open(world);
    unlinked = await sides.open(another);
  });
  afterAll(async () => {
    await linked.close();
    await unlinked.close();
    await sides.close();
  });

  it.each([
    ['a filter for its id', `crimes(first: 200, filter: { case: { eq: "${sealed.id}" } }) { totalCount }`, '"totalCount":0'],
    ['a filter for one of ids', `crimes(first: 200, filter: { case: { in: ["${sealed.id}"] } }) { totalCount }`, '"totalCount":0'],
    ['a filter that turns it round', `crimes(first: 200, filter: { not: { case: { eq: "${sealed.id}" } } }) { totalCount }`, '"totalCount":22'],
    ['a filter for no value', `crimes(first: 200, filter: { id: { eq: "${crime.id}" }, case: { isNull: true } }) { totalCount }`, '"totalCount":1'],
    ['the revision', `crime(id: "${crime.id}") { revision case { id } }`, '"case":null'],
  ])('is not told by %s', async (_, question, expected) => {
    const answer = answerText(await linked.ask(analyst, `{ ${question} }`));
    expect(answer).toContain(expected);
    expect(answerText(await unlinked.ask(analyst, `{ ${question} }`))).toBe(answer);
  });
});

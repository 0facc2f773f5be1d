/** attacks.md, row 50: five hundred questions at once, of two officers in turn, about rows that both know in part: no byte crosses. */
import { canariesFor, canariesIn, foreignCanaries } from '../support/canary.js';
import { viewerWith } from '../support/door.js';
import { answerText, useSide } from '../support/sides.js';
import { makeWorld, rowsOf } from '../support/worlds.js';

const world = makeWorld(8);
const stage = useSide(world);

it('keeps the answers of officers apart', async () => {
  const officers = rowsOf(world, 'Officer').slice(0, 2).map(({ id }) => ({ viewer: viewerWith(['INVESTIGATOR'], id), allowed: canariesFor(world, viewerWith(['INVESTIGATOR'], id)) }));
  const victims = rowsOf(world, 'Victim');
  const document = stage.sides().document(`query($id: ID!) {
    victim(id: $id) { id familyName phone account person { id } crimes { edges { node { number summary offenders { edges { node { familyName } } } } } } }
    victims(first: 5) { totalCount edges { node { pseudonym givenName } } } }`);
  const serial = new Map<string, string>();
  for (const { viewer } of officers) {
    for (const { id } of victims) serial.set(`${viewer.officer} ${id}`, answerText(await stage().ask(viewer, document, { id })));
  }
  stage().entries.length = 0;
  const asked = Array.from({ length: 500 }, (_, at) => ({ ...officers[at % 2]!, id: victims[Math.floor(at / 2) % victims.length]!.id }));
  const answers = await Promise.all(asked.map(async ({ viewer, id }) => answerText(await stage().ask(viewer, document, { id }))));

  expect(answers.flatMap((answer, at) => foreignCanaries(answer, asked[at]!.allowed))).toEqual([]);
  expect(answers.filter((answer, at) => answer !== serial.get(`${asked[at]!.viewer.officer} ${asked[at]!.id}`))).toEqual([]);
  // Both are shown something, and not the same.
  const seen = officers.map(({ viewer }) => new Set(answers.filter((_, at) => asked[at]!.viewer === viewer).flatMap(canariesIn)));
  expect(seen.map((canaries) => canaries.size > 10)).toEqual([true, true]);
  expect([...seen[0]!].some((canary) => !seen[1]!.has(canary))).toBe(true);
  expect(stage().entries).toHaveLength(1_000);
});

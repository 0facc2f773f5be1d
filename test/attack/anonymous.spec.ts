/** attacks.md, row 22, behind the edge: nobody who is not signed in gets past the first line of the door, by any root field. */
import { answerText, useSide } from '../support/sides.js';
import { makeWorld, rowsOf } from '../support/worlds.js';

const world = makeWorld(8);
const stage = useSide(world);

it('is answered UNAUTHENTICATED by every root field, before any SQL', async () => {
  const fields = Object.values(stage.sides().schema.getQueryType()!.getFields());
  expect(fields.length).toBeGreaterThanOrEqual(22);
  for (const { name, args } of fields) {
    const given = args.some((arg) => arg.name === 'id') ? `(id: "${rowsOf(world, 'Victim')[0]!.id}")` : '';
    const answer = answerText(await stage().ask(null as never, `{ ${name}${given} { __typename } }`));
    expect(answer).toContain('"code":"UNAUTHENTICATED"');
    expect(answer).toMatch(/^\{"data":(null|\{"\w+":null\}),"errors":\[\{"message":"Sign in first",/);
  }
  expect(stage.statements()).toBe(0);
  expect(stage().entries).toEqual([]);
});

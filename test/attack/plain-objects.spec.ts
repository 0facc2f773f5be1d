/** A resolver that forgets the door and hands out a row of its own fails the request; so does one that forges the door's brand. */
import { Disclosed } from '#disclosure';

import { viewerWith } from '../support/door.js';
import { answerText, useSide } from '../support/sides.js';
import { makeWorld, rowsOf } from '../support/worlds.js';

const world = makeWorld(8);
const victim = rowsOf(world, 'Victim')[0]!;
const stage = useSide(world);

/** Ways to look like a row from the door. */
const forgeries: readonly (readonly [string, () => unknown])[] = [
  ['a plain object', () => ({ ...victim })],
  ['an object with the brand\'s prototype', () => Object.assign(Object.create(Disclosed.prototype) as object, victim)],
  ['an object that says it is of the brand', () => ({ ...victim, constructor: Disclosed, '#disclosed': true })],
  ['an object around a real row', () => new Proxy(victim, {})],
  ['a row as the database gives it', () => JSON.parse(JSON.stringify(victim)) as unknown],
];

describe('rows that did not come through the door', () => {
  it.each(forgeries)('are not served: %s', async (_, forge) => {
    const field = stage.sides().schema.getQueryType()!.getFields().victim!;
    const door = field.resolve;
    field.resolve = forge as never;
    const answer = answerText(await stage().ask(viewerWith(['INVESTIGATOR']), `{ victim(id: "${victim.id}") { id familyName pseudonym } }`));
    field.resolve = door!;
    expect(answer).toBe('{"data":{"victim":null},"errors":[{"message":"Internal error","path":["victim","id"],"code":"INTERNAL"}]}');
  });

  it('are not served inside a page', async () => {
    const field = stage.sides().schema.getQueryType()!.getFields().victims!;
    const door = field.resolve;
    field.resolve = (() => ({ totalCount: 1, edges: [{ node: victim }] })) as never;
    const answer = answerText(await stage().ask(viewerWith(['INVESTIGATOR']), '{ victims { totalCount edges { node { familyName } } } }'));
    field.resolve = door!;
    expect(answer).not.toContain('CNRY');
    expect(answer).toContain('"code":"INTERNAL"');
  });
});

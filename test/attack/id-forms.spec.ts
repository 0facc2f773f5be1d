/** attacks.md, rows 23 and 28: whatever stands where an id should, a stranger gets the bytes that an absent row gives. */
import { newId } from '#kernel';

import { viewerWith } from '../support/door.js';
import { answerText, useSide } from '../support/sides.js';
import { makeWorld, rowsOf } from '../support/worlds.js';

const world = makeWorld(8);
const stage = useSide(world);
const [victim, crime] = [rowsOf(world, 'Victim')[0]!.id, rowsOf(world, 'Crime')[0]!.id];

describe.each([['a stranger', viewerWith(['INVESTIGATOR'])], ['a donor', viewerWith(['DONOR'])], ['an analyst', viewerWith(['ANALYST'])]])('%s', (who, viewer) => {
  const forms: readonly (readonly [string, string])[] = [
    ['an id of another type', crime], ['upper case', victim.toUpperCase()], ['braces', `{${victim}}`], ['an urn', `urn:uuid:${victim}`], ['blanks', ` ${victim} `],
    ['a NUL behind it', `${victim}\u0000`], ['a number', '1'], ['a Relay id', Buffer.from(`Victim:${victim}`).toString('base64')], ['nothing', ''], ['ten megabytes', 'a'.repeat(10_000_000)],
    ['SQL', `${victim}' or '1'='1`], ['another version of UUID', `${victim.slice(0, 14)}1${victim.slice(15)}`], ['no hyphens', victim.replaceAll('-', '')],
    ...(who === 'an analyst' ? [] : [['a hidden row', victim] as const]),
  ];

  it.each(forms)('gets nothing by %s', async (_, id) => {
    const ask = async (suffix: string, asked: string): Promise<string> =>
      answerText(await stage().ask(viewer, `query($id: ID!) { victim(id: $id) { id familyName pseudonym withheld { field } ${suffix} } }`, { id: asked }));
    for (const suffix of ['', '__typename', 'revision', 'crimes { totalCount }']) {
      expect(await ask(suffix, id)).toBe('{"data":{"victim":null}}');
      expect(await ask(suffix, newId())).toBe('{"data":{"victim":null}}');
    }
  });

  it('gets nothing by asking for the schema beside it', async () => {
    for (const beside of ['__typename', '__schema { queryType { name } }', '__type(name: "Victim") { name }']) {
      const answer = answerText(await stage().ask(viewer, `{ victim(id: "${newId()}") { id } ${beside} }`));
      expect(answer).toContain('"victim":null');
    }
    for (const beside of ['_entities(representations: []) { __typename }', '_service { sdl }', 'node(id: 1) { id }', 'nodes(ids: [1]) { id }']) {
      await expect(stage().ask(viewer, `{ ${beside} }`)).rejects.toThrow('Cannot query field');
    }
  });
});

it('each attempt is on record, the id as asked where it is one', () => {
  const asked = stage().entries.filter(({ question }) => question.root === 'victim');
  expect(asked.length).toBeGreaterThan(300);
  expect(asked.some(({ touched }) => touched.some(({ ids, disclosed }) => ids.includes(victim) && disclosed.length === 0))).toBe(true);
  expect(JSON.stringify(asked)).not.toContain("or '1'='1");
});

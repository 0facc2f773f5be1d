/** attacks.md, rows 38 and 39: one policy for a field, whatever it is called, whatever fragment it is in, however often it is asked. */
import { viewerWith } from '../support/door.js';
import { canariesIn } from '../support/canary.js';
import { answerText, useSide } from '../support/sides.js';
import { makeWorld, rowsOf } from '../support/worlds.js';

const world = makeWorld(8);
const stage = useSide(world);
const { id } = rowsOf(world, 'Victim').find((row) => row.minor === true && row.sealed === false)!;
const analyst = viewerWith(['ANALYST']);

it.each([
  ['aliases', `{ a: victim(id: "${id}") { familyName } b: victim(id: "${id}") { x: familyName status: phone id: pseudonym } }`],
  ['an alias that is another field\'s name', `{ victim(id: "${id}") { sex: familyName status: account } }`],
  ['aliases that every object has', `{ victim(id: "${id}") { constructor: familyName toString: givenName valueOf: phone hasOwnProperty: address } }`],
  ['an inline fragment', `{ victim(id: "${id}") { ... on Victim { familyName } ... { givenName } } }`],
  ['fragments in fragments', `{ victim(id: "${id}") { ...A } } fragment A on Victim { ...B } fragment B on Victim { familyName ...C } fragment C on Victim { pseudonym }`],
  ['directives', `query($t: Boolean = true, $f: Boolean = false) { victim(id: "${id}") { familyName @include(if: $t) givenName @skip(if: $f) ... @include(if: $t) { phone } } }`],
  ['a page and its edges twice', `{ victims(filter: { id: { eq: "${id}" } }) { edges { node { a: familyName } } e: edges { n: node { b: givenName } node { c: pseudonym } } } }`],
  ['the way back', `{ victim(id: "${id}") { crimes { edges { node { victims { edges { node { person { id } familyName pseudonym: givenName } } } } } } } }`],
])('shows no name through %s', async (_, question) => {
  const { data, errors } = await stage().ask(analyst, question);
  expect(errors).toBeUndefined();
  const hidden = rowsOf(world, 'Victim').flatMap((row) => ['familyName', 'givenName', 'phone', 'address', 'account'].flatMap((field) => canariesIn(row[field] ?? '')));
  const own = canariesIn(rowsOf(world, 'Victim').find((row) => row.id === id));
  expect(canariesIn(data).filter((canary) => hidden.includes(canary) || own.includes(canary))).toEqual([]);
});

it.each([
  ['one key for two fields', `{ victim(id: "${id}") { a: sex ... on Victim { a: familyName } } }`],
  ['one key for two pages', `{ victims { edges { node { c: crimes(first: 1) { totalCount } c: crimes(first: 2) { totalCount } } } } }`],
])('%s is no valid question', async (_, question) => {
  await expect(stage().ask(analyst, question)).rejects.toThrow('conflict');
});

it('one key for two things behind aliases of a page\'s parts is refused', async () => {
  const answer = answerText(await stage().ask(analyst, '{ victims { a: edges { node { x: sex } } b: edges { node { x: familyName } } } }'));
  expect(answer).toContain('"code":"BAD_REQUEST"');
});

it('puts every aliased root on record by itself', async () => {
  stage().entries.length = 0;
  await stage().ask(analyst, `{ ${Array.from({ length: 7 }, (_, at) => `a${at}: victim(id: "${id}") { familyName }`).join(' ')} }`);
  expect(stage().entries).toHaveLength(7);
  expect(stage().entries[0]).toMatchObject({ touched: [{ record: 'Victim', ids: [id], disclosed: [], withheld: ['familyName'] }] });
});

/** attacks.md, row 40: a cursor is noise to whoever holds it, and opens only for its viewer, question and day. */
import { Cursors } from '#disclosure';
import { fixedClock, newId } from '#kernel';

import { viewerWith } from '../support/door.js';
import { answerText, useSide } from '../support/sides.js';
import { makeWorld, rowsOf } from '../support/worlds.js';

const world = makeWorld(8);
const stage = useSide(world);
const analyst = viewerWith(['ANALYST']);
const QUESTION = 'query($after: String) { offenders(first: 3, orderBy: FAMILY_NAME_ASC, after: $after) { pageInfo { endCursor } edges { cursor node { id familyName } } } }';
const REFUSED = '"code":"BAD_REQUEST"';

async function cursor(question = QUESTION, viewer = analyst): Promise<string> {
  return /"endCursor":"([\w-]+)"/.exec(answerText(await stage().ask(viewer, question)))![1]!;
}

it('is taken back by its own question', async () => {
  const after = await cursor();
  expect(answerText(await stage().ask(analyst, QUESTION, { after }))).toContain('"familyName"');
});

it('says nothing of the row, and is the same for the same place', async () => {
  const after = await cursor();
  const { data } = await stage().ask(analyst, QUESTION);
  const { id, familyName } = (data as { offenders: { edges: { node: { id: string; familyName: string } }[] } }).offenders.edges[2]!.node;
  for (const text of [after, Buffer.from(after, 'base64url').toString('latin1'), Buffer.from(after, 'base64url').toString('hex')]) {
    expect(text).not.toContain(id);
    expect(text).not.toContain(familyName.slice(0, 4));
    expect(text).not.toContain('CNRY');
  }
  expect(await cursor()).toBe(after);
});

it('is refused when a single bit is turned, when it is cut, lengthened or spelt otherwise', async () => {
  const after = await cursor();
  const bytes = Buffer.from(after, 'base64url');
  const turned = Array.from({ length: bytes.length }, (_, at) => Buffer.from(bytes.map((byte, index) => (index === at ? byte ^ 1 : byte))).toString('base64url'));
  const others = [after.slice(0, -4), `${after}AAAA`, `${after}=`, after.toUpperCase(), '', 'null', 'a'.repeat(3_000), 'MTox', Buffer.from(`Offender:${newId()}`).toString('base64'), bytes.toString('hex')];
  for (const forged of [...turned, ...others]) {
    expect(answerText(await stage().ask(analyst, QUESTION, { after: forged }))).toContain(REFUSED);
  }
  expect(stage().entries.slice(-others.length).every(({ outcome }) => outcome === 'REFUSED')).toBe(true);
});

it.each([
  ['another order', QUESTION.replace('FAMILY_NAME_ASC', 'FAMILY_NAME_DESC')], ['another field', QUESTION.replace('FAMILY_NAME_ASC', 'BIRTH_DATE_ASC')],
  ['no order', QUESTION.replace('orderBy: FAMILY_NAME_ASC, ', '')], ['a filter', QUESTION.replace('first: 3', 'first: 3, filter: { sex: { isNull: false } }')],
  ['another record', 'query($after: String) { crimes(after: $after) { totalCount } }'],
  ['the same record elsewhere', 'query($after: String) { crimes { edges { node { offenders(first: 3, orderBy: FAMILY_NAME_ASC, after: $after) { totalCount } } } } }'],
])('is refused by a question with %s', async (_, question) => {
  expect(answerText(await stage().ask(analyst, question, { after: await cursor() }))).toContain(REFUSED);
});

it('is refused from anybody else, a colleague of the same roles too', async () => {
  const after = await cursor();
  for (const viewer of [viewerWith(['ANALYST']), viewerWith(['ANALYST', 'INVESTIGATOR']), viewerWith(['INVESTIGATOR'], rowsOf(world, 'Officer')[0]!.id)]) {
    expect(answerText(await stage().ask(viewer, QUESTION, { after }))).toContain(REFUSED);
  }
});

it('opens nothing that was closed since: without a purpose the order itself is refused', async () => {
  const after = await cursor();
  expect(answerText(await stage().ask({ ...analyst, purpose: null }, QUESTION, { after }))).toContain(REFUSED);
  expect(answerText(await stage().ask({ ...analyst, roles: ['DONOR'] }, QUESTION, { after }))).toContain(REFUSED);
});

it('is of today or yesterday, and of this house only', () => {
  const clock = fixedClock(new Date('2026-11-23T12:00:00Z'));
  const cursors = new Cursors(Buffer.alloc(32, 1), clock);
  const [viewer, place] = [newId(), { id: newId(), value: null }];
  const made = cursors.make(place, viewer, 'q');
  clock.advance(86_400_000);
  expect(cursors.open(made, viewer, 'q')).toEqual(place);
  clock.advance(86_400_000);
  expect(() => cursors.open(made, viewer, 'q')).toThrow('Bad request');
  expect(() => new Cursors(Buffer.alloc(32, 2), clock).open(cursors.make(place, viewer, 'q'), viewer, 'q')).toThrow('Bad request');
  expect(() => new Cursors(Buffer.alloc(31), clock)).toThrow();
});

/** attacks.md, row 41: a row that is hidden, sealed, of a child, of another type or never was: one answer, byte for byte. */
import { newId } from '#kernel';

import { viewerWith } from '../support/door.js';
import { answerText, useSide } from '../support/sides.js';
import { makeWorld, rowsOf } from '../support/worlds.js';

const world = makeWorld(8);
const stage = useSide(world);
const sealed = rowsOf(world, 'Victim').find((row) => row.sealed === true)!.id;
const child = rowsOf(world, 'Victim').find((row) => row.minor === true && row.sealed === false)!.id;
const adult = rowsOf(world, 'Victim').find((row) => row.minor === false && row.sealed === false)!.id;
const crime = rowsOf(world, 'Crime')[0]!.id;

it.each([
  ['an analyst', viewerWith(['ANALYST']), [sealed, crime]],
  ['a head of unit', viewerWith(['UNIT_HEAD']), [sealed, crime]],
  ['an officer of the committee for children', viewerWith(['STATE_COMMITTEE_OFFICER']), [sealed, adult, crime]],
  ['an investigator of another case', viewerWith(['INVESTIGATOR']), [sealed, child, adult, crime]],
  ['the Coordinator', viewerWith(['NATIONAL_COORDINATOR']), [sealed, child, adult, crime]],
  ['somebody of two roles that exclude each other', viewerWith(['ANALYST', 'SHELTER_WORKER']), [sealed, child, adult, crime]],
])('%s cannot tell them apart', async (_, viewer, ids) => {
  for (const [question, nothing] of [
    ['one: victim(id: $id) { id withheld { field reason } revision }', 'null'],
    ['one: victims(filter: { id: { eq: $id } }) { totalCount pageInfo { hasNextPage startCursor endCursor } edges { cursor node { id } } }', null],
    ['one: victims(filter: { id: { in: [$id] } }, orderBy: RECORDED_AT_ASC) { totalCount edges { node { id } } }', null],
    ['one: victims(filter: { not: { not: { id: { eq: $id } } } }) { totalCount }', null],
    ['one: taskings(filter: { victim: { eq: $id } }) { totalCount edges { node { id } } }', null],
  ] as const) {
    const ask = async (id: string): Promise<string> => answerText(await stage().ask(viewer, `query($id: ID!) { ${question} }`, { id }));
    const absent = await ask(newId());
    if (nothing !== null) expect(absent).toBe(`{"data":{"one":${nothing}}}`);
    for (const id of ids) expect(await ask(id)).toBe(absent);
  }
});

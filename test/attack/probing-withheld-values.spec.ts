/**
 * attacks.md, rows 31, 36 and 37: an analyst is shown names of adult offenders and not of children. Searching for a child's name by
 * prefix, letter by letter or whole, gives what searching for nothing gives; totals and pages count what is shown.
 */
import { registry } from '#casework';

import { viewerWith } from '../support/door.js';
import { Oracle } from '../support/oracle.js';
import { useSide } from '../support/sides.js';
import { makeWorld, rowsOf } from '../support/worlds.js';

const world = makeWorld(8);
const stage = useSide(world);
const analyst = viewerWith(['ANALYST']);
const oracle = new Oracle(world, analyst);
const copy = [...oracle.copyOf(registry.record('Offender')).values()];
const child = rowsOf(world, 'Offender').find((row) => row.minor === true && row.sealed === false && row.familyName !== null)!;
const name = String(child.familyName);

async function count(filter: string): Promise<number> {
  const { data, errors } = await stage().ask(analyst, `query { offenders(filter: ${filter}) { totalCount } }`);
  expect(errors).toBeUndefined();
  return (data as { offenders: { totalCount: number } }).offenders.totalCount;
}

it.each([
  ['the name', `{ familyName: { eq: ${JSON.stringify(name)} } }`], ['its canary', `{ familyName: { contains: "${name.split(' ')[1]!}" } }`],
  ['its canary in another case', `{ familyName: { contains: "${name.split(' ')[1]!.toLowerCase()}" } }`], ['one of names', `{ familyName: { in: [${JSON.stringify(name)}, "x"] } }`],
  ['the row and any name', `{ id: { eq: "${child.id}" }, familyName: { isNull: false } }`], ['the row and an empty prefix', `{ id: { eq: "${child.id}" }, familyName: { startsWith: "" } }`],
  ['a wildcard', '{ familyName: { contains: "%" } }'], ['another wildcard', '{ familyName: { startsWith: "_" } }'], ['an escape', '{ familyName: { contains: "\\\\" } }'],
])('finds nobody by %s', async (_, filter) => {
  expect(await count(filter)).toBe(0);
});

it('counts by first letters what is shown, and no child', async () => {
  const names = copy.map((row) => row.familyName as string | null);
  for (const letter of ['Ə', 'İ', 'I', ...Array.from('abcçdeəfgğhxıijkqlmnoöprsştuüvyz')]) {
    const expected = names.filter((one) => one?.toLocaleLowerCase('az').startsWith(letter.toLocaleLowerCase('az'))).length;
    expect([letter, await count(`{ familyName: { startsWith: "${letter}" } }`)]).toEqual([letter, expected]);
  }
});

it('pages of any size end where the rows in scope end, in every order', async () => {
  const all = copy.length;
  for (const order of ['FAMILY_NAME_ASC', 'FAMILY_NAME_DESC', 'SEX_ASC', 'BIRTH_DATE_DESC', 'RECORDED_AT_ASC']) {
    const ids: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { data } = await stage().ask(analyst, `query($after: String) { offenders(first: 7, orderBy: ${order}, after: $after) { totalCount pageInfo { hasNextPage endCursor } edges { node { id familyName } } } }`, { after });
      const page = (data as { offenders: { totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string }; edges: { node: { id: string } }[] } }).offenders;
      expect(page.totalCount).toBe(all);
      ids.push(...page.edges.map(({ node }) => node.id));
      [after, more] = [page.pageInfo.endCursor, page.pageInfo.hasNextPage];
    }
    expect([...ids].sort()).toEqual(copy.map(({ id }) => id));
    // A child stands with those without a name, wherever the name itself would be.
    if (order.startsWith('FAMILY_NAME')) expect(ids.indexOf(child.id)).toBeGreaterThanOrEqual(copy.filter((row) => row.familyName !== null).length);
  }
});

it('never shows the name, whatever the question', () => {
  expect(stage().entries.length).toBeGreaterThan(50);
  expect(JSON.stringify(stage().entries)).not.toContain(name);
});

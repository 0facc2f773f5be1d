/** A filter or order tells of the fields it looks at, selected or not; they were missing from the audit entry. */
import { viewerWith } from '../support/door.js';
import { openSides } from '../support/sides.js';
import { makeWorld, rowsOf } from '../support/worlds.js';

it('names the fields that a filter tests and an order follows, also where nothing came back', async () => {
  const world = makeWorld(2);
  const sides = await openSides();
  const side = await sides.open(world);
  const name = String(rowsOf(world, 'Offender').find((row) => row.sealed === false && row.minor === false && row.familyName !== null)!.familyName);
  const ask = (value: string): Promise<unknown> => side.ask(viewerWith(['ANALYST']),
    `{ offenders(filter: { not: { or: [{ familyName: { eq: ${JSON.stringify(value)} } }] } }, orderBy: BIRTH_DATE_ASC, first: 1) { totalCount } }`);
  await ask(name);
  await side.ask(viewerWith(['ANALYST']), '{ offenders(filter: { familyName: { eq: "nobody" } }) { totalCount edges { node { sex } } } }');
  const told = side.entries.map(({ touched }) => touched.map(({ ids, disclosed, withheld }) => ({ rows: ids.length, told: [...disclosed, ...withheld].sort() })));
  await side.close();
  await sides.close();
  expect(told).toEqual([[{ rows: 1, told: ['birthDate', 'familyName'] }], [{ rows: 0, told: ['familyName'] }]]);
  expect(JSON.stringify(side.entries)).not.toContain('CNRY');
});

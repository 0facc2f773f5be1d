/**
 * An investigator who is an analyst too sees every offender, and the humans of his own cases. Asked from the human, the
 * relation to facets told a join that the facet itself withholds. One fact has one right, from whichever side it is asked.
 */
import { registry } from '#casework';

import { viewerWith } from '../support/door.js';
import { Oracle } from '../support/oracle.js';
import { openSides } from '../support/sides.js';
import { makeWorld, rowsOf } from '../support/worlds.js';

it('lists under a human only the facets whose own link to the human is shown', async () => {
  const world = makeWorld(3);
  const officer = rowsOf(world, 'Officer')[0]!.id;
  const viewer = viewerWith(['ANALYST', 'INVESTIGATOR'], officer);
  const sides = await openSides();
  const side = await sides.open(world);
  const { data } = await side.ask(viewer, `{ people(first: 60) { edges { node { offenders(first: 60) { edges { node { id person { id } withheld { field } } } } } } } }`);
  const facets = (data as { people: { edges: { node: { offenders: { edges: { node: { person: unknown } }[] } } }[] } }).people.edges.flatMap(({ node }) => node.offenders.edges);
  await side.close();
  await sides.close();

  expect(facets.length).toBeGreaterThan(0);
  expect(facets.filter(({ node }) => node.person === null)).toEqual([]);
  // The world does hold what would have been told: an offender who is seen, whose human is seen, and whose join is not.
  const oracle = new Oracle(world, viewer);
  const [Offender, Person] = [registry.record('Offender'), registry.record('Person')];
  const hidden = rowsOf(world, 'Offender').filter((row) => {
    const person = world.get('Person')!.get(row.person as string);
    return person && oracle.exists(Person, person) && oracle.exists(Offender, row) && !oracle.isGranted(Offender, row, 'person');
  });
  expect(hidden.length).toBeGreaterThan(0);
});

import { Crime, Victim } from '#casework';
import { newId } from '#kernel';
import { withClient } from '#persistence';

import { openDoor, viewerWith, type Door } from '../support/door.js';
import { insertStored } from '../support/sealed-rows.js';

describe('the door', () => {
  let door: Door;
  const ids = { person: newId(), child: newId(), adult: newId(), crime: newId(), case: newId(), agency: newId(), officer: newId() };

  beforeAll(async () => {
    door = await openDoor();
    await withClient(door.adminUrl, async (admin) => {
      await admin.query(`insert into records.agency (id, name, role) values ('${ids.agency}', 'ATD', 'AntiTraffickingDepartment')`);
      await admin.query(`insert into records.officer (id, name, agency_id, active) values ('${ids.officer}', 'Officer', '${ids.agency}', true)`);
      await admin.query(`insert into records.person (id, recorded_at) values ('${ids.person}', now())`);
      await admin.query(`insert into records."case" (id, number, stage, recorded_at, evidential) values ('${ids.case}', 'C-1', 'Inquiry', now(), false)`);
      const recordedAt = new Date().toISOString();
      const query = (text: string, values: unknown[]): Promise<unknown> => admin.query(text, values);
      await insertStored(query, door.vault, Crime, [{ id: ids.crime, case: ids.case, registeredOn: '2020', summary: 'summary text', recordedAt, sealed: false, evidential: false }]);
      for (const [id, minor, name] of [[ids.adult, false, 'Adult'], [ids.child, true, 'Child']] as const) {
        await insertStored(query, door.vault, Victim, [{
          id, pseudonym: `V-${name}`, status: 'Presumed', minor, familyName: `${name}ova`, person: ids.person, recordedAt, registeredOn: minor ? '2020' : '2021-05', sealed: false, evidential: false,
        }]);
        await admin.query('insert into records.victim_involvement (id, victim_id, crime_id) values ($1, $2, $3)', [newId(), id, ids.crime]);
      }
      await admin.query(`insert into records.tasking (id, officer_id, case_id, purpose, legal_basis, starts_at, ends_at) values ($1, $2, $3, 'Investigation', 'CourtOrder', now() - interval '1 day', now() + interval '1 day')`,
        [newId(), ids.officer, ids.case]);
    });
  });
  afterAll(() => door.close());

  it('shows an analyst the pseudonym of an adult, not of a child, and never a name', async () => {
    const { data, errors } = await door.ask(viewerWith(['ANALYST']), `{ victims(orderBy: REGISTERED_ON_DESC) { totalCount pageInfo { hasNextPage endCursor }
      edges { cursor node { id pseudonym familyName status revision withheld { field reason releasedBy } crimes { edges { node { id registeredOn summary } } } } } } }`);
    expect(errors).toBeUndefined();
    const nodes = (data as { victims: { totalCount: number; edges: { node: Record<string, unknown> }[] } }).victims.edges.map(({ node }) => node);
    expect(nodes.map(({ pseudonym, familyName }) => [pseudonym, familyName])).toEqual([['V-Adult', null], [null, null]]);
    expect(nodes[1]?.withheld).toContainEqual({ field: 'pseudonym', reason: 'CHILD_LAYER', releasedBy: 'NATIONAL_COORDINATOR' });
  });

  it('shows the tasked investigator names, and nobody else a row', async () => {
    const query = `query($id: ID!) { victim(id: $id) { familyName crimes { totalCount edges { node { summary case { number } } } } } }`;
    const tasked = await door.ask(viewerWith(['INVESTIGATOR'], ids.officer), query, { id: ids.child });
    expect(tasked.errors).toBeUndefined();
    expect(tasked.data).toMatchObject({ victim: { familyName: 'Childova', crimes: { totalCount: 1, edges: [{ node: { summary: 'summary text', case: { number: 'C-1' } } }] } } });
    const other = await door.ask(viewerWith(['INVESTIGATOR']), query, { id: ids.child });
    expect(other).toEqual({ data: { victim: null } });
    const page = await door.ask(viewerWith(['INVESTIGATOR'], ids.officer), '{ victims { totalCount edges { node { familyName } } } }');
    expect(page.data).toMatchObject({ victims: { totalCount: 2 } });
  });
});

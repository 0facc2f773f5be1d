/** Gates on real PostgreSQL: every reading of rows asks them, a refusal is on record and tells nothing of the answer. */
import type { AuditTouch } from '#audit';
import { CodedError, newId, type Id } from '#kernel';

import { viewerWith } from '../../../test/support/door.js';
import { openReadings, type Readings } from '../../../test/support/readings.js';

interface Asked { readonly identity: boolean }

const viewer = viewerWith(['ANALYST']);
const QUESTIONS = {
  one: 'query ($id: ID!) { offender(id: $id) { stage familyName } }',
  page: 'query { offenders { totalCount edges { node { familyName } } } }',
  filtered: 'query { offenders(filter: { familyName: { eq: "Quliyev" } }) { edges { node { id } } } }',
  ordered: 'query { offenders(orderBy: FAMILY_NAME_ASC) { edges { node { id } } } }',
  nested: 'query { crimes { edges { node { offenders { edges { node { phone familyName } } } } } } }',
  history: 'query ($id: ID!) { history(record: Offender, id: $id) { edges { node { field after } } } }',
} as const;

describe('gates in the door', () => {
  let at: Readings;
  let offender: Id;
  const before: Asked[] = [];
  const after: (readonly AuditTouch[])[] = [];
  let refusal: { readonly at: 'before' | 'after'; readonly error: Error } | null = null;

  beforeAll(async () => {
    at = await openReadings([{
      before: (_viewer, asks) => {
        before.push(asks);
        if (refusal?.at === 'before') throw refusal.error;
      },
      after: (_viewer, touched) => {
        after.push(touched);
        if (refusal?.at === 'after') throw refusal.error;
      },
    }]);
    offender = newId();
    const crime = newId();
    await at.behind(`insert into records.offender (id, kind, family_name, recorded_at, minor, sealed) values ($1, 'NaturalPerson', 'Quliyev', now(), false, false)`, [offender]);
    await at.behind('insert into records.crime (id, recorded_at, sealed) values ($1, now(), false)', [crime]);
    await at.behind('insert into records.offender_involvement (id, offender_id, crime_id) values ($1, $2, $3)', [newId(), offender, crime]);
  });
  afterAll(() => at.close());
  beforeEach(() => {
    before.length = 0;
    after.length = 0;
    at.entries.length = 0;
    refusal = null;
  });

  it.each(Object.entries(QUESTIONS))('%s: is asked before and after, and knows that identities are asked for', async (_, question) => {
    expect(await at.ask(viewer, question, { id: offender })).not.toHaveProperty('errors');
    expect(before).toEqual([{ identity: true }]);
    expect(after).toHaveLength(1);
    expect(after[0]).toEqual(at.entries[0]!.touched);
    expect(after[0]!.find(({ record }) => record === 'Offender')).toMatchObject({ ids: [offender], disclosed: expect.arrayContaining(['familyName']) as unknown });
  });

  it.each([
    'query { offenders { edges { node { stage residenceRegion withheld { field } revision } } } }',
    'query { victims { edges { node { pseudonym accountPseudonymised familyName phone } } } }',
    'query { history(record: Agency, id: "00000000-0000-4000-8000-000000000000") { edges { node { field } } } }',
    'query { caseLinks(case: "00000000-0000-4000-8000-000000000000") { total } }',
  ])('knows that no identity can be told to this standing by %s', async (question) => {
    expect(await at.ask(viewer, question)).not.toHaveProperty('errors');
    expect(before).toEqual([{ identity: false }]);
  });

  it('is told the same without a purpose: then nothing identifies', async () => {
    await at.ask({ ...viewer, purpose: null }, QUESTIONS.page);
    expect(before).toEqual([{ identity: false }]);
  });

  it.each(['before', 'after'] as const)('refuses %s: everything, on record, telling nothing of what would have been shown', async (when) => {
    refusal = { at: when, error: new CodedError('FORBIDDEN', 'SOME_GATE') };
    const link = 'query { caseLinks(case: "00000000-0000-4000-8000-000000000000") { total } }';
    for (const question of [...Object.values(QUESTIONS), link]) {
      at.entries.length = 0;
      const { data, errors } = await at.ask(viewer, question, { id: offender });
      expect(errors?.[0]?.originalError).toMatchObject({ code: 'FORBIDDEN', rule: 'SOME_GATE' });
      expect(JSON.stringify(data)).not.toContain('Quliyev');
      expect(at.entries).toHaveLength(1);
      expect(at.entries[0]).toMatchObject({ outcome: 'REFUSED', actor: { officer: viewer.officer }, detail: { refusal: 'FORBIDDEN', rule: 'SOME_GATE' } });
      expect(at.entries[0]!.touched.every(({ disclosed, withheld }) => disclosed.length + withheld.length === 0)).toBe(true);
    }
    if (when === 'before') expect(after).toEqual([]);
  });

  it('names no row of a refused page: what was found is not even counted', async () => {
    refusal = { at: 'after', error: new CodedError('UNAVAILABLE', 'SOME_GATE') };
    await at.ask(viewer, QUESTIONS.page);
    expect(at.entries).toEqual([expect.objectContaining({ outcome: 'REFUSED', touched: [] })]);
  });
});

/** Links between cases on real PostgreSQL: each reason, and nothing of what the viewer may not use. No person here exists. */
import { newId, type Id } from '#kernel';
import type { Viewer } from '#policy';

import { openReadings, type Readings } from '../../../test/support/readings.js';
import { viewerWith } from '../../../test/support/door.js';

const QUERY = `query Links($case: ID!, $first: Int) { caseLinks(case: $case, first: $first) { truncated total
  links { id strength crimes offenders victims case { id number } reasons { kind id crime { id } offender { id kind familyName } victim { id pseudonym familyName } } } } }`;

interface Link {
  readonly id: Id; readonly strength: number; readonly crimes: number; readonly offenders: number; readonly victims: number;
  readonly case: { readonly number: string | null } | null;
  readonly reasons: readonly ({ readonly kind: string; readonly id: Id } & Record<'crime' | 'offender' | 'victim', Record<string, unknown> | null>)[];
}
interface Links { readonly truncated: boolean; readonly total: number | null; readonly links: readonly Link[] }

/** Puts records in, one statement each. */
class World {
  private made = 0;
  constructor(private readonly at: Readings) {}

  async case(more: { readonly sealed?: boolean } = {}): Promise<Id> {
    return this.insert('"case"', { number: `C-${++this.made}`, stage: 'Inquiry', recorded_at: NOW, sealed: more.sealed ?? false });
  }

  crime(of: Id | null, more: { readonly sealed?: boolean } = {}): Promise<Id> {
    return this.insert('crime', { case_id: of, recorded_at: NOW, sealed: more.sealed ?? false });
  }

  async offender(crimes: readonly Id[], more: { readonly sealed?: boolean; readonly minor?: boolean } = {}): Promise<Id> {
    const id = await this.insert('offender', { kind: 'NaturalPerson', recorded_at: NOW, family_name: 'Rəşidov', minor: more.minor ?? false, sealed: more.sealed ?? false });
    for (const crime of crimes) await this.insert('offender_involvement', { offender_id: id, crime_id: crime });
    return id;
  }

  async victim(crimes: readonly Id[], more: { readonly sealed?: boolean; readonly minor?: boolean } = {}): Promise<Id> {
    const person = await this.insert('person', { recorded_at: NOW });
    const id = await this.insert('victim', {
      pseudonym: `V-${++this.made}`, status: 'Presumed', person_id: person, recorded_at: NOW, minor: more.minor ?? false, sealed: more.sealed ?? false,
    });
    for (const crime of crimes) await this.insert('victim_involvement', { victim_id: id, crime_id: crime });
    return id;
  }

  charge(offender: Id, of: Id): Promise<Id> {
    return this.insert('charge', { offender_id: offender, case_id: of, article: 'Art144_1', charged_on: '2024' });
  }

  also(crime: Id, of: Id): Promise<Id> {
    return this.insert('crime_in_case', { crime_id: crime, case_id: of });
  }

  async officer(): Promise<Id> {
    const agency = await this.insert('agency', { name: 'Prokurorluq', role: 'Prosecution' });
    return this.insert('officer', { name: 'Prokuror', agency_id: agency, active: true });
  }

  async task(officer: Id, ...cases: readonly Id[]): Promise<void> {
    const purpose = { purpose: 'Prosecution', legal_basis: 'CourtOrder', starts_at: '2020-01-01', ends_at: '2099-01-01' };
    for (const one of cases) await this.insert('tasking', { officer_id: officer, case_id: one, ...purpose });
  }

  private async insert(table: string, row: Readonly<Record<string, unknown>>): Promise<Id> {
    const id = newId();
    const values = { id, ...row };
    const places = Object.keys(values).map((_, index) => `$${index + 1}`);
    await this.at.behind(`insert into records.${table} (${Object.keys(values).join(', ')}) values (${places.join(', ')})`, Object.values(values));
    return id;
  }
}

const NOW = '2026-11-23T08:00:00Z';

describe('links between cases', () => {
  let at: Readings;
  let world: World;
  const supervising = viewerWith(['SUPERVISING_PROSECUTOR']);
  beforeAll(async () => {
    at = await openReadings();
    world = new World(at);
  });
  afterAll(() => at.close());

  const linksOf = async (viewer: Viewer, of: Id, first?: number): Promise<Links | null> => {
    const { data, errors } = await at.ask(viewer, QUERY, { case: of, ...(first !== undefined && { first }) });
    expect(errors).toBeUndefined();
    return (data as { caseLinks: Links | null }).caseLinks;
  };

  it('are found for each reason, the strongest first, each with what is shared', async () => {
    const [asked, byCrime, byOffender, byCharge, byVictim, apart] = await Promise.all([1, 2, 3, 4, 5, 6].map(() => world.case()));
    const crime = await world.crime(asked!);
    await world.also(crime, byCrime!);
    const offender = await world.offender([crime, await world.crime(byOffender!)]);
    await world.charge(offender, byCharge!);
    const victim = await world.victim([crime, await world.crime(byVictim!)]);
    await world.offender([await world.crime(apart!)]);

    const found = await linksOf(supervising, asked!);
    expect(found).toMatchObject({ truncated: false, total: 4 });
    const brief = found!.links.map(({ id, strength, crimes, offenders, victims }) => ({ id, strength, crimes, offenders, victims }));
    const byId = [byOffender!, byCharge!].sort();
    expect(brief).toEqual([
      // The shared crime brings its offender and its victim with it.
      { id: byCrime, strength: 13, crimes: 1, offenders: 1, victims: 1 },
      { id: byId[0], strength: 3, crimes: 0, offenders: 1, victims: 0 },
      { id: byId[1], strength: 3, crimes: 0, offenders: 1, victims: 0 },
      { id: byVictim, strength: 1, crimes: 0, offenders: 0, victims: 1 },
    ]);
    const [first] = found!.links;
    expect(first!.case?.number).toMatch(/^C-/);
    expect(first!.reasons).toEqual([
      { kind: 'CRIME', id: crime, crime: { id: crime }, offender: null, victim: null },
      // Without the role's need, names are withheld here as everywhere: supervising prosecutors read offenders, not victims.
      { kind: 'OFFENDER', id: offender, crime: null, offender: { id: offender, kind: 'NaturalPerson', familyName: 'Rəşidov' }, victim: null },
      { kind: 'VICTIM', id: victim, crime: null, offender: null, victim: { id: victim, pseudonym: expect.stringMatching(/^V-/) as unknown, familyName: null } },
    ]);
  });

  it('work from the case that does not lead the crime, and between two such cases', async () => {
    const [leads, second, third] = await Promise.all([1, 2, 3].map(() => world.case()));
    const crime = await world.crime(leads!);
    await world.also(crime, second!);
    await world.also(crime, third!);
    const found = await linksOf(supervising, second!);
    expect(found!.links.map(({ id, crimes }) => [id, crimes])).toEqual([leads!, third!].sort().map((id) => [id, 1]));
  });

  it('put more of the same before less', async () => {
    const [asked, one, two] = await Promise.all([1, 2, 3].map(() => world.case()));
    const crime = await world.crime(asked!);
    const theirs = await world.crime(two!);
    await world.victim([crime, await world.crime(one!)]);
    await world.victim([crime, theirs]);
    await world.victim([crime, theirs]);
    expect((await linksOf(supervising, asked!))!.links.map(({ id, strength }) => [id, strength])).toEqual([[two, 2], [one, 1]]);
  });

  it('are put on record with every row on the way, and records that hang on them are read in one page per kind', async () => {
    const [asked, other, third] = await Promise.all([1, 2, 3].map(() => world.case()));
    const [crime, theirs, thirds] = [await world.crime(asked!), await world.crime(other!), await world.crime(third!)];
    const offender = await world.offender([crime, theirs, thirds]);
    at.entries.length = 0;
    await linksOf(supervising, asked!);
    const [links, ...reads] = at.entries;
    expect(links).toMatchObject({ act: 'LINKS', outcome: 'ANSWERED', actor: { officer: supervising.officer }, detail: { ends: 2 } });
    const ids = (record: string): Id[] => links!.touched.filter((touch) => touch.record === record).flatMap((touch) => touch.ids).sort();
    expect(ids('Case')).toEqual([asked, other, third].sort());
    expect(ids('Crime')).toEqual([crime, theirs, thirds].sort());
    expect(ids('Offender')).toEqual([offender]);
    expect(ids('OffenderInvolvement')).toHaveLength(3);
    expect(links!.touched[0]).toEqual({ record: 'Case', ids: [asked], disclosed: ['crimes', 'sharedCrimes', 'charges'], withheld: [] });
    expect(links!.touched.find(({ record }) => record === 'Offender')?.disclosed).toEqual(['crimes']);
    expect(reads.map(({ act, question }) => [act, question.root]).sort()).toEqual([['READ', 'CaseLink.case'], ['READ', 'CaseLinkReason.offender']]);
  });

  it('do not exist over what is hidden: the answer is byte for byte that of a world without it', async () => {
    const [asked, strong, weak, sealed] = [await world.case(), await world.case(), await world.case(), await world.case({ sealed: true })];
    const crime = await world.crime(asked);
    const [inStrong, inWeak] = [await world.crime(strong), await world.crime(weak)];
    await world.victim([crime, inStrong]);
    await world.victim([crime, inStrong]);
    await world.victim([crime, inWeak]);
    const answer = async (): Promise<string> => JSON.stringify(await at.ask(supervising, QUERY, { case: asked }));
    const before = await answer();
    expect(JSON.parse(before)).toMatchObject({ data: { caseLinks: { total: 2, links: [{ id: strong }, { id: weak }] } } });

    await world.offender([crime, inWeak], { sealed: true });
    await world.offender([crime, inWeak, await world.crime(sealed)]).then((offender) => world.charge(offender, sealed))
      .then(() => at.behind('update records.offender set sealed = true where id in (select offender_id from records.charge where case_id = $1)', [sealed]));
    await world.offender([await world.crime(asked, { sealed: true }), inWeak]);
    await world.also(await world.crime(asked, { sealed: true }), weak);
    await world.victim([crime, await world.crime(sealed)]);
    await world.also(crime, sealed);
    expect(await answer()).toBe(before);
  });

  it('lead over a child without naming the child to whoever may not know children', async () => {
    const [asked, other] = [await world.case(), await world.case()];
    const child = await world.victim([await world.crime(asked), await world.crime(other)], { minor: true });
    const shared = async (viewer: Viewer): Promise<unknown> => (await linksOf(viewer, asked))!.links.map(({ id, reasons }) => [id, reasons[0]!.victim]);
    expect(await shared(viewerWith(['ANALYST']))).toEqual([[other, { id: child, pseudonym: null, familyName: null }]]);
    expect(await shared(supervising)).toEqual([[other, { id: child, pseudonym: expect.stringMatching(/^V-/) as unknown, familyName: null }]]);
  });

  it('reach a prosecutor only between cases of live taskings', async () => {
    const [asked, own, foreign] = [await world.case(), await world.case(), await world.case()];
    const crime = await world.crime(asked);
    const offender = await world.offender([crime, await world.crime(own), await world.crime(foreign)]);
    const officer = await world.officer();
    await world.task(officer, asked, own);
    const found = await linksOf(viewerWith(['PROSECUTOR'], officer), asked);
    expect(found).toMatchObject({ total: 1, links: [{ id: own, offenders: 1, reasons: [{ id: offender }] }] });
  });

  it('answer alike for a hidden, a missing and an impossible case, and for roles without any right', async () => {
    const [asked, sealed] = [await world.case(), await world.case({ sealed: true })];
    const answers = await Promise.all([
      at.ask(supervising, QUERY, { case: sealed }), at.ask(supervising, QUERY, { case: newId() }), at.ask(supervising, QUERY, { case: 'C-1' }),
      at.ask(viewerWith(['PROSECUTOR']), QUERY, { case: asked }), at.ask(viewerWith(['SHELTER_WORKER']), QUERY, { case: asked }),
      at.ask(viewerWith(['ADMINISTRATOR']), QUERY, { case: asked }), at.ask(viewerWith(['AUDITOR', 'ANALYST', 'INVESTIGATOR']), QUERY, { case: asked }),
    ]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set(['{"data":{"caseLinks":null}}']));
  });

  it('are bounded, and say so', async () => {
    const asked = await world.case();
    const crime = await world.crime(asked);
    const others = await Promise.all([1, 2, 3].map(() => world.case()));
    await world.victim([crime, ...(await Promise.all(others.map((one) => world.crime(one))))]);
    expect(await linksOf(supervising, asked, 2)).toMatchObject({ truncated: true, total: null, links: others.sort().slice(0, 2).map((id) => ({ id })) });
    expect(await linksOf(supervising, asked, 3)).toMatchObject({ truncated: false, total: 3 });
    at.entries.length = 0;
    for (const first of [0, -1, 51]) {
      const { errors, data } = await at.ask(supervising, QUERY, { case: asked, first });
      expect([errors?.[0]?.message, data]).toEqual(['Bad request', { caseLinks: null }]);
    }
    expect(at.entries.map(({ act, outcome }) => `${act} ${outcome}`)).toEqual(Array(3).fill('LINKS REFUSED'));
  });

  it.each(['SUPERVISING_PROSECUTOR', 'PROSECUTOR'] as const)('stay bounded where 5,000 cases share one offender (%s)', async (role) => {
    const asked = await world.case();
    const offender = await world.offender([await world.crime(asked)]);
    const officer = await world.officer();
    await world.task(officer, asked);
    await at.behind(`with c as (insert into records."case" (id, number, stage, recorded_at, evidential)
        select gen_random_uuid(), $2 || n, 'Inquiry', now(), false from generate_series(1, 5000) n returning id),
      k as (insert into records.crime (id, case_id, recorded_at, evidential) select gen_random_uuid(), id, now(), false from c returning id, case_id),
      i as (insert into records.offender_involvement (id, offender_id, crime_id) select gen_random_uuid(), $1, id from k)
      insert into records.tasking (id, officer_id, case_id, purpose, legal_basis, starts_at, ends_at)
        select gen_random_uuid(), $3, case_id, 'Prosecution', 'CourtOrder', '2020-01-01', '2099-01-01' from k`, [offender, `${role}-`, officer]);
    await at.behind('analyze');
    const began = performance.now();
    const found = await linksOf(viewerWith([role], officer), asked, 50);
    process.stdout.write(`caseLinks, ${role}, one offender in 5,000 cases: ${Math.round(performance.now() - began)} ms\n`);
    expect(found).toMatchObject({ truncated: true, total: null });
    expect(found!.links).toHaveLength(50);
    expect(found!.links.map(({ id }) => id)).toEqual(found!.links.map(({ id }) => id).sort());
  });
});

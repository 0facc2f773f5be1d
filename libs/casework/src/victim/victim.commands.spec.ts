/** Registering victims and deciding on their status, on a real database through the real doors. */
import { like, openWorld, QUESTION, refusalOf, type World } from '../../../../test/support/casework-world.js';
import { openedChanges, openedRow } from '../../../../test/support/sealed-rows.js';
import { CaseCommands } from '../case/case.commands.js';
import { CrimeCommands } from '../crime/crime.commands.js';
import type { Given } from '../giving/given.js';
import { newId, type Id } from '#kernel';
import { VictimCommands } from './victim.commands.js';
import { Victim } from './victim.record.js';

let world: World;
let victims: VictimCommands;
let given: Given;
let crimeId: Id;
beforeAll(async () => {
  world = await openWorld();
  victims = new VictimCommands(world.change);
  given = { viewer: await world.officer('INVESTIGATOR'), question: QUESTION };
  const caseId = await new CaseCommands(world.change).open(given, {});
  crimeId = await new CrimeCommands(world.change).report(given, { caseId });
});
afterAll(() => world.close());

const rowOf = async (id: Id): Promise<Record<string, unknown>> => openedRow(world.vault, Victim, (await world.behind('select * from records.victim where id = $1', [id]))[0]!);

describe('registerVictim', () => {
  it('makes a bare person, a pseudonym and a link to the crime, and derives what the birth date says', async () => {
    const id = await victims.register(given, { crimeId, familyName: 'Əliyeva', birthDate: '2015-03', phone: '050 123 45 67', exploitationForms: ['ForcedLabour'] });
    expect(await rowOf(id)).toMatchObject({
      status: 'Presumed', majority: 'Minor', age_band: 'From9To17', minor: true, sealed: false, phone: '+994501234567', family_name: 'Əliyeva',
      pseudonym: like(/^V-[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$/), registered_on: like(/^\d{4}-\d\d-\d\d$/),
    });
    expect(await world.behind('select from records.victim_involvement where victim_id = $1 and crime_id = $2', [id, crimeId])).toHaveLength(1);
    expect(await world.behind('select from records.person p join records.victim v on v.person_id = p.id where v.id = $1', [id])).toHaveLength(1);
    const history = await openedChanges(world.vault, Victim, id, await world.behind('select field, after from records.history where record_id = $1', [id]) as { field: string; after: unknown }[]);
    expect(Object.fromEntries(history.map(({ field, after }) => [field, after]))).toMatchObject({ familyName: 'Əliyeva', minor: true, status: 'Presumed' });
  });

  it('puts a victim of unknown age in the child layer, an adult not', async () => {
    expect(await rowOf(await victims.register(given, {}))).toMatchObject({ majority: null, minor: true });
    expect(await rowOf(await victims.register(given, { majority: 'Adult' }))).toMatchObject({ minor: false });
  });

  it('hangs a second facet on a person the writer sees', async () => {
    const first = await victims.register(given, { crimeId });
    const { person_id: personId } = await rowOf(first);
    const second = await victims.register(given, { crimeId, personId: personId as Id });
    expect((await rowOf(second))['person_id']).toBe(personId);
  });

  it('answers the same for a hidden and a missing crime or person, and stores nothing', async () => {
    const stranger = { ...given, viewer: await world.officer('INVESTIGATOR') };
    const { person_id: hidden } = await rowOf(await victims.register(given, { crimeId }));
    const before = await world.behind('select count(*) from records.victim');
    for (const input of [{ crimeId }, { crimeId: newId() }, { crimeId: 'x' }, { personId: hidden as Id }, { personId: newId() }]) {
      expect(await refusalOf(victims.register(stranger, input))).toBe('NOT_FOUND');
    }
    expect(await world.behind('select count(*) from records.victim')).toEqual(before);
  });

  it.each([
    [{ status: 'Recognised' }, 'REJECTED STATUS_NEEDS_DECISION'],
    [{ status: 'NotRecognised' }, 'REJECTED STATUS_NEEDS_DECISION'],
    [{ birthDate: '2015', majority: 'Adult' }, 'REJECTED MAJORITY_CONTRADICTS_AGE'],
    [{ birthDate: '2999' }, 'REJECTED BIRTH_AFTER_REGISTRATION'],
    [{ registeredOn: '2999' }, 'REJECTED DATE_IN_FUTURE'],
    [{ phone: 'call me' }, 'REJECTED PHONE_NOT_VALID'],
    [{ email: 'nobody' }, 'REJECTED EMAIL_NOT_VALID'],
    [{ familyName: 'a\u0000' }, 'REJECTED TEXT_NOT_ALLOWED'],
    [{ sex: 'X' }, 'REJECTED CODE_NOT_IN_LIST'],
    [{ health: 'written' }, 'FORBIDDEN FIELD_NOT_YOURS'],
    [{ source: 'a neighbour' }, 'FORBIDDEN FIELD_NOT_YOURS'],
    [{ minor: false }, 'BAD_REQUEST'],
    [{ pseudonym: 'V-1' }, 'BAD_REQUEST'],
    [{ recordedAt: new Date(0) }, 'BAD_REQUEST'],
    [{ collectedFrom: 'CTDC' }, 'BAD_REQUEST'],
    [{ person: newId() }, 'BAD_REQUEST'],
    [{ crimes: [] }, 'BAD_REQUEST'],
    [{ owner: 'me' }, 'BAD_REQUEST'],
  ])('%j: %s', async (input, expected) => {
    expect(await refusalOf(victims.register(given, input as never))).toBe(expected);
  });

  it('lets those write who cannot read, within their classes', async () => {
    const police = { ...given, viewer: await world.officer('LOCAL_POLICE') };
    expect(await refusalOf(victims.register(police, { familyName: 'Əliyeva', address: 'Bakı', account: 'Danışdı' }))).toBe('accepted');
    expect(await refusalOf(victims.register(police, { health: 'x' }))).toBe('FORBIDDEN FIELD_NOT_YOURS');
    expect(await refusalOf(victims.register({ ...given, viewer: await world.officer('SHELTER_WORKER') }, {}))).toBe('FORBIDDEN');
  });
});

describe('decideVictimStatus', () => {
  const decide = (victimId: Id, status: string, more: object = {}): Promise<Id> =>
    victims.decideStatus(given, { victimId, status, decidedOn: '2026-01-15', ...more } as never);

  it('records who decided what and why, and gives the victim the status', async () => {
    const victim = await victims.register(given, { crimeId });
    const decision = await decide(victim, 'Recognised', { legalBasis: 'AntiTraffickingLaw' });
    const back = await decide(victim, 'NotRecognised', { reasons: 'Əlamətlər təsdiqlənmədi', organisation: 'CourtOrProsecution' });
    expect(await rowOf(victim)).toMatchObject({ status: 'NotRecognised' });
    const rows = await world.behind('select id, status, decided_on, decided_by_id, organisation from records.status_decision where victim_id = $1', [victim]);
    expect(rows).toEqual(expect.arrayContaining([
      { id: decision, status: 'Recognised', decided_on: '2026-01-15', decided_by_id: given.viewer.officer, organisation: null },
      { id: back, status: 'NotRecognised', decided_on: '2026-01-15', decided_by_id: null, organisation: 'CourtOrProsecution' },
    ]));
    const history = await world.behind(`select before, after from records.history where record_id = $1 and field = 'status' order by at, number`, [victim]);
    expect(history).toEqual([{ before: null, after: 'Presumed' }, { before: 'Presumed', after: 'Recognised' }, { before: 'Recognised', after: 'NotRecognised' }]);
  });

  it('refuses what the rules refuse, and a victim that does not exist for the viewer', async () => {
    const victim = await victims.register(given, { crimeId });
    expect(await refusalOf(decide(victim, 'Presumed'))).toBe('REJECTED STATUS_UNCHANGED');
    expect(await refusalOf(decide(victim, 'Potential'))).toBe('REJECTED STATUS_TRANSITION');
    expect(await refusalOf(decide(victim, 'NotRecognised'))).toBe('REJECTED DECISION_NEEDS_REASONS');
    expect(await refusalOf(decide(victim, 'Recognised', { decidedOn: '2999' }))).toBe('REJECTED DATE_IN_FUTURE');
    const unlinked = await victims.register(given, {});
    for (const id of [unlinked, newId()]) expect(await refusalOf(decide(id, 'Recognised'))).toBe('NOT_FOUND');
    await world.behind('update records.victim set sealed = true where id = $1', [victim]);
    expect(await refusalOf(decide(victim, 'Recognised'))).toBe('NOT_FOUND');
  });
});

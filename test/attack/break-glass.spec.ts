/**
 * attacks.md, row 81: break-glass opens one victim, to be read, for sixty minutes, once, and is told and reviewed. Whoever holds it tries to
 * write, to open a second victim, to go on after the hour, to extend, to review himself, to be left unreviewed, and to try ids.
 */
import { watchOpenings } from '#casework';
import { fixedClock, newId, type Id } from '#kernel';
import type { Role } from '#policy';

import { startApi, type Api, type ApiAnswer, type Client } from '../support/api.js';
import { makeCase, PURPOSE, type SmallCase } from '../support/case-over-http.js';

const BREAK = 'mutation Break($input: BreakGlassInput!) { breakGlass(input: $input) { id emergencyOpening { startsAt endsAt victim { id } } } }';
const REVIEW = 'mutation Review($input: ReviewBreakGlassInput!) { reviewBreakGlass(input: $input) { id emergencyOpening { outcome } } }';
const WHO = 'query Who($id: ID!) { victim(id: $id) { familyName documentNumber status phone account withheld { field reason releasedBy } } }';
const REASON = 'Dünən gecə sərhəddə saxlanılıb, kimliyi dərhal lazımdır';
const WORDS = 'Növbətçi ilə yoxlanıldı, hal həqiqətən təcili idi';
const HOUR = 3_600_000;

let api: Api;
let made: SmallCase;
let other: SmallCase;
let names = 0;
beforeAll(async () => {
  api = await startApi();
  const investigator = await hired('INVESTIGATOR');
  made = await makeCase(investigator, 'Yanğınzadə');
  other = await makeCase(investigator, 'Başqazadə');
}, 60_000);
afterAll(() => api.close());

async function hired(...roles: Role[]): Promise<Client> {
  const login = `glass-${++names}`;
  await api.officer(login, ...roles);
  return api.signIn(login);
}

const open = (by: Client, victim: Id, reason = REASON): Promise<ApiAnswer> => by.ask(BREAK, { input: { victim, reason } }, PURPOSE);
const opened = async (by: Client, victim = made.victim): Promise<Id> => {
  const answer = await open(by, victim);
  const given = answer.data?.['breakGlass'] as { id: Id } | undefined;
  if (!given) throw new Error(answer.text);
  return given.id;
};
const who = async (by: Client, id: Id): Promise<unknown> => (await by.ask(WHO, { id }, PURPOSE)).data?.['victim'];
const refusal = ({ errors, data }: ApiAnswer): string => {
  const { code, rule } = (errors[0]?.extensions ?? {}) as { code?: string; rule?: string };
  return data && errors.length === 0 ? 'accepted' : [code, rule].filter(Boolean).join(' ');
};
const review = (by: Client, id: Id, outcome = 'JUSTIFIED'): Promise<ApiAnswer> => by.ask(REVIEW, { input: { id, outcome: outcomes[outcome], words: WORDS } });
const outcomes: Readonly<Record<string, string>> = { JUSTIFIED: 'Justified', NOT_JUSTIFIED: 'NotJustified' };
const notices = async (about: Client, kind = 'BREAK_GLASS'): Promise<Record<string, unknown>[]> =>
  api.behind('select roles, record, row_id from identity.notice where officer_id = $1 and kind = $2', [about.officer, kind]);
/** Lets time pass for one opening: everything about it lies as much further back. */
const later = (id: Id, milliseconds: number): Promise<unknown> =>
  api.behind(`update records.emergency_opening set starts_at = starts_at - $2 * interval '1 millisecond', ends_at = ends_at - $2 * interval '1 millisecond' where id = $1`, [id, milliseconds]);

it('opens the identity of one victim and nothing else of them, for sixty minutes, and tells the supervisors at once', async () => {
  const coordinator = await hired('NATIONAL_COORDINATOR');
  expect(await who(coordinator, made.victim)).toBeNull();
  const answer = await open(coordinator, made.victim);
  const { id, emergencyOpening } = answer.data?.['breakGlass'] as { id: Id; emergencyOpening: { startsAt: string; endsAt: string; victim: { id: Id } } };
  expect(Date.parse(emergencyOpening.endsAt) - Date.parse(emergencyOpening.startsAt)).toBe(HOUR);
  expect(emergencyOpening.victim).toEqual({ id: made.victim });
  expect(await who(coordinator, made.victim)).toMatchObject({ familyName: 'Yanğınzadə', documentNumber: 'AZE-90000001', status: null, phone: null, account: null });
  expect(await who(coordinator, other.victim)).toBeNull();
  expect((await coordinator.ask('{ victims { totalCount edges { node { id } } } }')).data).toEqual({ victims: { totalCount: 1, edges: [{ node: { id: made.victim } }] } });
  // Without a purpose even now not who it is.
  expect((await coordinator.ask(WHO, { id: made.victim })).data?.['victim']).toMatchObject({ familyName: null });
  expect(await notices(coordinator)).toEqual([{ roles: ['AUDITOR', 'SUPERVISING_PROSECUTOR', 'UNIT_HEAD'], record: 'EmergencyOpening', row_id: id }]);
  expect(await who(await hired('NATIONAL_COORDINATOR'), made.victim)).toBeNull();
});

it('ends with the hour, is not extended, and a new one waits for the review of the last by somebody else', async () => {
  const coordinator = await hired('NATIONAL_COORDINATOR');
  const head = await hired('UNIT_HEAD');
  const id = await opened(coordinator);
  for (const victim of [made.victim, other.victim]) expect(refusal(await open(coordinator, victim))).toBe('REJECTED BREAK_GLASS_OPEN');
  expect(await who(coordinator, other.victim)).toBeNull();
  await later(id, HOUR);
  expect(await who(coordinator, made.victim)).toBeNull();
  expect(refusal(await open(coordinator, made.victim))).toBe('REJECTED BREAK_GLASS_NOT_REVIEWED');
  expect(refusal(await review(coordinator, id))).toBe('FORBIDDEN');
  expect(refusal(await review(await hired('INVESTIGATOR'), id))).toBe('FORBIDDEN');
  expect(refusal(await review(head, newId()))).toBe('NOT_FOUND');
  expect(refusal(await head.ask(REVIEW, { input: { id, outcome: 'Justified', words: 'ok ok ok ok ok' } }))).toBe('REJECTED REASON_EMPTY_WORDS');
  expect(refusal(await review(head, id))).toBe('accepted');
  expect(refusal(await review(head, id))).toBe('REJECTED REVIEWED_ALREADY');
  expect(refusal(await open(coordinator, other.victim))).toBe('accepted');
});

it('is not reviewed by whoever took it, not with a second role and not by SQL', async () => {
  const both = await hired('NATIONAL_COORDINATOR', 'UNIT_HEAD');
  const id = await opened(both);
  expect(refusal(await review(both, id))).toBe('REJECTED REVIEW_OF_ONESELF');
  await expect(api.behind('update records.emergency_opening set reviewed_by_id = officer_id where id = $1', [id])).rejects.toThrow('reviewed_by_somebody_else');
});

it('ends at once when the review finds no emergency', async () => {
  const coordinator = await hired('NATIONAL_COORDINATOR');
  const id = await opened(coordinator);
  expect(await who(coordinator, made.victim)).not.toBeNull();
  expect(refusal(await review(await hired('SUPERVISING_PROSECUTOR'), id, 'NOT_JUSTIFIED'))).toBe('accepted');
  expect(await who(coordinator, made.victim)).toBeNull();
});

it('is to read only: whatever the officer\'s other roles may do to a victim, they do not do to this one', async () => {
  const officer = await hired('NATIONAL_COORDINATOR', 'SUPERVISING_PROSECUTOR');
  const tasked = await hired('INVESTIGATOR');
  const writes = (victim: Id): Promise<ApiAnswer>[] => [
    officer.ask('mutation($input: ClearForCourtInput!) { clearForCourt(input: $input) { id } }', { input: { of: { victimId: victim }, cleared: true, reason: WORDS } }),
    officer.ask('mutation($input: AssignTaskingInput!) { assignTasking(input: $input) { id } }', {
      input: { officerId: tasked.officer, victimId: victim, purpose: 'Protection', legalBasis: 'CourtOrder', endsAt: new Date(Date.now() + HOUR).toISOString() },
    }),
  ];
  const id = await opened(officer);
  expect(await who(officer, made.victim)).toMatchObject({ familyName: 'Yanğınzadə' });
  expect((await Promise.all(writes(made.victim))).map(refusal)).toEqual(['NOT_FOUND', 'NOT_FOUND']);
  expect((await Promise.all(writes(other.victim))).map(refusal)).toEqual(['accepted', 'accepted']);
  await later(id, HOUR);
  expect((await Promise.all(writes(made.victim))).map(refusal)).toEqual(['accepted', 'accepted']);
});

it('tells nothing of an id: missing, sealed, of a child, of another record; the attempt is told to the supervisors without a row', async () => {
  const coordinator = await hired('NATIONAL_COORDINATOR');
  const [child, sealed] = [newId(), newId()];
  for (const [id, minor, isSealed] of [[child, true, false], [sealed, false, true]]) {
    const person = newId();
    await api.behind('insert into records.person (id, recorded_at) values ($1, now())', [person]);
    await api.behind(`insert into records.victim (id, pseudonym, status, person_id, recorded_at, minor, sealed) values ($1, $2, 'Presumed', $3, now(), $4, $5)`, [id, `V-${String(id).slice(0, 8)}`, person, minor, isSealed]);
  }
  const tried = [newId(), child, sealed, made.offender, made.crime, 'x'];
  const answers: string[] = [];
  for (const victim of tried) answers.push((await open(coordinator, victim)).text.replace(/"audit":\[[^\]]*\]/, ''));
  expect(answers).toEqual(answers.map(() => answers[0]));
  expect(answers[0]).toContain('NOT_FOUND');
  expect(await notices(coordinator)).toEqual(tried.map(() => ({ roles: ['AUDITOR', 'SUPERVISING_PROSECUTOR', 'UNIT_HEAD'], record: null, row_id: null })));
});

it('needs a reason that says something, a fresh proof of identity, the right, and a need', async () => {
  const coordinator = await hired('NATIONAL_COORDINATOR');
  expect(refusal(await open(coordinator, made.victim, 'asdf asdf asdf'))).toBe('REJECTED REASON_EMPTY_WORDS');
  for (const role of ['INVESTIGATOR', 'PROTECTION_OFFICER', 'UNIT_HEAD', 'ADMINISTRATOR', 'AUDITOR'] as const) {
    expect(refusal(await open(await hired(role), made.victim))).toBe('FORBIDDEN');
  }
  const also = await hired('NATIONAL_COORDINATOR', 'INVESTIGATOR');
  await api.behind(`insert into records.tasking (id, officer_id, victim_id, purpose, legal_basis, starts_at, ends_at) values ($1, $2, $3, 'Investigation', 'CourtOrder', now(), now() + interval '1 hour')`, [newId(), also.officer, made.victim]);
  expect(refusal(await open(also, made.victim))).toBe('REJECTED BREAK_GLASS_NOT_NEEDED');
  await api.behind(`update identity.session set proved_at = now() - interval '6 minutes' where officer_id = $1`, [coordinator.officer]);
  expect(refusal(await open(coordinator, made.victim))).toBe('REAUTH_REQUIRED');
});

it('is given once to one who asks fifty times at once', async () => {
  const coordinator = await hired('NATIONAL_COORDINATOR');
  const answers = await Promise.all(Array.from({ length: 50 }, (_, at) => open(coordinator, at % 2 === 0 ? made.victim : other.victim)));
  expect(answers.map(refusal).filter((one) => one === 'accepted')).toHaveLength(1);
  expect(await api.behind('select count(*)::int as n from records.emergency_opening where officer_id = $1', [coordinator.officer])).toEqual([{ n: 1 }]);
});

it('has its end on record, and with no review in a day the right is suspended and the supervisors are told, once', async () => {
  const coordinator = await hired('NATIONAL_COORDINATOR');
  const id = await opened(coordinator);
  const { change } = api.assembly;
  const at = (milliseconds: number): Promise<number> => watchOpenings(change, fixedClock(new Date(Date.now() + milliseconds)));
  const row = async (): Promise<unknown> => (await api.behind('select closed_at is not null as closed, overdue_at is not null as overdue from records.emergency_opening where id = $1', [id]))[0];
  await at(HOUR - 60_000);
  expect(await row()).toEqual({ closed: false, overdue: false });
  await at(HOUR + 1_000);
  expect(await row()).toEqual({ closed: true, overdue: false });
  const [entry] = await api.behind(`select body from audit.entry where body like '%watchOpenings%' and body like '%' || $1 || '%'`, [id]);
  expect(JSON.parse(String(entry?.['body']))).toMatchObject({ act: 'CHANGE', outcome: 'ACCEPTED', actor: null, touched: [{ record: 'EmergencyOpening', ids: expect.arrayContaining([id]) as unknown }] });
  await at(24 * HOUR - 60_000);
  expect(await notices(coordinator, 'BREAK_GLASS_REVIEW_OVERDUE')).toEqual([]);
  await at(24 * HOUR + 60_000);
  await at(25 * HOUR);
  expect(await notices(coordinator, 'BREAK_GLASS_REVIEW_OVERDUE')).toEqual([{ roles: ['AUDITOR', 'SUPERVISING_PROSECUTOR', 'UNIT_HEAD'], record: 'EmergencyOpening', row_id: id }]);
  await later(id, 24 * HOUR);
  expect(refusal(await open(coordinator, other.victim))).toBe('REJECTED BREAK_GLASS_SUSPENDED');
  expect(refusal(await review(await hired('UNIT_HEAD'), id))).toBe('accepted');
  expect(refusal(await open(coordinator, other.victim))).toBe('accepted');
});

it('yields to a seal: what is sealed while it is open exists for nobody, and neither does the opening', async () => {
  const coordinator = await hired('NATIONAL_COORDINATOR');
  const prosecutor = await hired('SUPERVISING_PROSECUTOR');
  const id = await opened(coordinator, other.victim);
  await api.behind('update records.victim set sealed = true where id = $1', [other.victim]);
  expect(await who(coordinator, other.victim)).toBeNull();
  const openings = '{ emergencyOpenings { totalCount edges { node { id } } } }';
  expect((await coordinator.ask(openings)).data).toEqual({ emergencyOpenings: { totalCount: 0, edges: [] } });
  expect(refusal(await review(prosecutor, id))).toBe('NOT_FOUND');
  await api.behind('update records.victim set sealed = false where id = $1', [other.victim]);
  expect((await coordinator.ask(openings)).data).toMatchObject({ emergencyOpenings: { totalCount: 1 } });
});

it('counts for nothing in the figures, which are those of before', async () => {
  const coordinator = await hired('NATIONAL_COORDINATOR');
  const figures = async (): Promise<unknown> => (await coordinator.ask('{ statistics(of: { victims: { by: [STATUS, SEX] } }) { total known rows { count } } }')).data;
  const before = await figures();
  await opened(coordinator);
  expect(await figures()).toEqual(before);
});

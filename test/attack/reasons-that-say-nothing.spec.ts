/**
 * attacks.md, row 76: identities asked for without a justification, with a tasking of somebody else, ended or on a closed case, with
 * words that say nothing, and with one sentence copied for record after record.
 */
import { CaseStage, TaskingPurpose } from '#casework';
import { CLOSED_STAGES, PROCEEDINGS } from '#identity';
import { newId, type Id } from '#kernel';

import { startApi, type Api, type ApiAnswer, type Client } from '../support/api.js';

const ONE = 'query ($id: ID!) { offender(id: $id) { stage familyName withheld { field reason } } }';
const SENTENCE = 'Sorğu üzrə şəxsin kimliyi dəqiqləşdirilir';

describe('identities', () => {
  let api: Api;
  let investigator: Client;
  let analyst: Client;
  const ids: Id[] = [];
  const files: Record<string, Id> = {};

  const lastBody = async (): Promise<Record<string, unknown>> =>
    JSON.parse(String((await api.behind('select body from audit.entry order by position desc limit 1'))[0]!['body'])) as Record<string, unknown>;
  const tasking = async (officer: Id, file: Id, until = '2099-01-01', purpose = 'Investigation'): Promise<Id> => {
    const id = newId();
    await api.behind(`insert into records.tasking (id, officer_id, case_id, purpose, legal_basis, starts_at, ends_at) values ($1, $2, $3, $5, 'CourtOrder', '2020-01-01', $4)`, [id, officer, file, until, purpose]);
    return id;
  };
  const told = (answer: ApiAnswer): unknown => (answer.data?.['offender'] as Record<string, unknown> | null)?.['familyName'] ?? null;

  beforeAll(async () => {
    api = await startApi({ QALXAN_DEMO: 'no', QALXAN_IDENTITY_BUDGET: '1000' });
    const officer = await api.officer('investigator', 'INVESTIGATOR');
    await api.officer('analyst', 'ANALYST');
    await api.officer('head', 'UNIT_HEAD');
    [investigator, analyst] = [await api.signIn('investigator'), await api.signIn('analyst')];
    for (const stage of ['Inquiry', 'Closed', 'Discontinued']) {
      files[stage] = newId();
      await api.behind(`insert into records."case" (id, number, stage, recorded_at, sealed) values ($1, $2, $2, now(), false)`, [files[stage], stage]);
    }
    const crime = newId();
    await api.behind('insert into records.crime (id, case_id, recorded_at, sealed) values ($1, $2, now(), false)', [crime, files['Inquiry']]);
    for (let made = 0; made < 45; made++) {
      ids.push(newId());
      await api.behind(`insert into records.offender (id, kind, family_name, recorded_at, minor, sealed) values ($1, 'NaturalPerson', 'Quliyev', now(), false, false)`, [ids[made]]);
      await api.behind('insert into records.offender_involvement (id, offender_id, crime_id) values ($1, $2, $3)', [newId(), ids[made], crime]);
    }
    expect(officer).toBe(investigator.officer);
  });
  afterAll(() => api.close());

  it('are withheld without a purpose, and the field says why', async () => {
    const live = await tasking(investigator.officer, files['Inquiry']!);
    const without = await investigator.ask(ONE, { id: ids[0] });
    expect([told(without), without.text.includes('"field":"familyName","reason":"PURPOSE_REQUIRED"')]).toEqual([null, true]);
    expect(told(await investigator.ask(ONE, { id: ids[0] }, `tasking:${live}`))).toBe('Quliyev');
    expect(await lastBody()).toMatchObject({ outcome: 'ANSWERED', purpose: { tasking: live } });
  });

  it('are refused under a tasking of somebody else, an ended one, none at all, or one on a closed case: in one answer, on record', async () => {
    const closed = await Promise.all(['Closed', 'Discontinued'].map((stage) => tasking(investigator.officer, files[stage]!)));
    const [others, ended] = [await tasking(analyst.officer, files['Inquiry']!), await tasking(investigator.officer, files['Inquiry']!, '2021-01-01')];
    const answers = [];
    for (const id of [...closed, others, ended, newId(), 'x']) {
      answers.push(await investigator.ask(ONE, { id: ids[0] }, `tasking:${id}`));
      expect(await lastBody()).toMatchObject({ act: 'READ', outcome: 'REFUSED', actor: { officer: investigator.officer }, purpose: null, touched: [], detail: { rule: 'PURPOSE' } });
    }
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`))).toEqual(new Set(['400 {"errors":[{"message":"Bad request","extensions":{"code":"BAD_REQUEST","rule":"PURPOSE"}}]}']));
  });

  it('may be needed after the judgment by who protects or cares', async () => {
    const purpose = await tasking(investigator.officer, files['Closed']!, '2099-01-01', 'Protection');
    expect((await investigator.ask('{ me { purpose { tasking } } }', {}, `tasking:${purpose}`)).data).toEqual({ me: { purpose: { tasking: purpose } } });
  });

  it('know stages and purposes by the names casework gives them', () => {
    expect(CaseStage.values).toEqual(expect.arrayContaining([...CLOSED_STAGES]));
    expect(TaskingPurpose.values).toEqual(expect.arrayContaining([...PROCEEDINGS]));
  });

  it.each([
    ['', 'REASON_TOO_SHORT'], [' '.repeat(40), 'REASON_TOO_SHORT'], ['baxış', 'REASON_TOO_SHORT'], ['. . . . . . . . . . .', 'REASON_TOO_SHORT'], ['test test test test', 'REASON_EMPTY_WORDS'],
    ['qwertyuiop asdfghjkl zxcvbnm', 'REASON_EMPTY_WORDS'], ['asdf asdf asdf asdf', 'REASON_EMPTY_WORDS'], ['Request of a court', 'REASON_EMPTY_WORDS'], ['MƏHKƏMƏNİN SORĞUSU: məhkəmənin sorğusu', 'REASON_EMPTY_WORDS'],
  ])('are refused for the words %j, which are told their rule, on record and without the words', async (words, rule) => {
    const answer = await analyst.ask(ONE, { id: ids[0] }, `reason:CourtRequest;${words}`);
    expect([answer.status, answer.data, answer.errors[0]?.extensions]).toEqual([400, null, { code: 'BAD_REQUEST', rule }]);
    expect(await lastBody()).toMatchObject({ outcome: 'REFUSED', actor: { officer: analyst.officer }, purpose: null, detail: { rule } });
  });

  it('are told a stranger nothing: neither words nor taskings are looked at without a session', async () => {
    const answers = await Promise.all(['tasking:x', 'reason:CourtRequest;x', `reason:CourtRequest;${SENTENCE}`].map((purpose) =>
      api.post({ query: ONE, variables: { id: ids[0] } }, { authorization: `Bearer ${'a'.repeat(43)}`, 'x-qalxan-purpose': encodeURIComponent(purpose) })));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]!.status).toBe(401);
  });

  it('are opened by one sentence so often: then a supervisor hears of it, and then it opens nothing more', async () => {
    const variants = [SENTENCE, SENTENCE.toUpperCase().replaceAll('İ', 'I'), `  ${SENTENCE}!!`, SENTENCE.replaceAll(' ', ' - '), `${SENTENCE} 2`];
    const shown: boolean[] = [];
    for (const [at, id] of ids.entries()) {
      // The code does not make it another sentence.
      const code = at % 2 === 0 ? 'CourtRequest' : 'ProsecutorRequest';
      const answer = await analyst.ask(ONE, { id }, `reason:${code};${variants[at % variants.length]}`);
      shown.push(told(answer) === 'Quliyev');
      if (!shown.at(-1)) expect(answer.errors[0]?.extensions).toEqual({ code: 'BAD_REQUEST', rule: 'REASON_REPEATED' });
      const notices = await api.behind(`select roles from identity.notice where kind = 'REASON_REPEATED' and officer_id = $1`, [analyst.officer]);
      expect(notices).toEqual(at < 10 ? [] : [{ roles: ['UNIT_HEAD'] }]);
    }
    expect(shown).toEqual(ids.map((_, at) => at < 30));
    expect(await lastBody()).toMatchObject({ outcome: 'REFUSED', detail: { refusal: 'BAD_REQUEST', rule: 'REASON_REPEATED' }, purpose: { text: variants[4] } });
    // Who was shown stays shown, and another reason opens what is needed.
    expect(told(await analyst.ask(ONE, { id: ids[0] }, `reason:CourtRequest;${SENTENCE}`))).toBe('Quliyev');
    expect(told(await analyst.ask(ONE, { id: ids[40] }, 'reason:CourtRequest;Məhkəmə bu şəxsin sənədini ayrıca tələb edib'))).toBe('Quliyev');
    expect(await lastBody()).toMatchObject({ outcome: 'ANSWERED', purpose: { reason: 'CourtRequest', text: 'Məhkəmə bu şəxsin sənədini ayrıca tələb edib' } });
  });

  it('are not counted by sentence under a tasking: that is the sentence', async () => {
    const live = await tasking(investigator.officer, files['Inquiry']!);
    for (const id of ids) expect(told(await investigator.ask(ONE, { id }, `tasking:${live}`))).toBe('Quliyev');
  });
});

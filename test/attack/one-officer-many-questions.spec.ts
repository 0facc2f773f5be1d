/**
 * attacks.md, row 65: one officer asks two hundred questions at once, each of ten root fields, each as slow as the database allows. Beyond
 * his share he is told to come back; and the connections are not all his, so others are answered while his questions still run.
 */
import { withClient } from '#persistence';

import { startApi, type Api, type Client } from '../support/api.js';
import { makeCase, until, type SmallCase } from '../support/case-over-http.js';

/** Every way to read: rows, figures, histories, links. */
const TEN = `query ($victim: ID!, $case: ID!) {
  ${[1, 2, 3].map((at) => `r${at}: victims { totalCount } s${at}: statistics(of: { victims: { by: [SEX] } }) { total }`).join(' ')}
  ${[1, 2].map((at) => `h${at}: history(record: Victim, id: $victim) { totalCount } l${at}: caseLinks(case: $case) { total }`).join(' ')}
}`;

let api: Api;
let greedy: Client;
let other: Client;
let admin: Client;
let own: SmallCase;
beforeAll(async () => {
  api = await startApi({ QALXAN_DEMO: 'no', QALXAN_STATEMENT_TIMEOUT_MS: '20000' });
  await Promise.all([api.officer('greedy', 'INVESTIGATOR'), api.officer('other', 'INVESTIGATOR'), api.officer('admin', 'ADMINISTRATOR')]);
  [greedy, other, admin] = await Promise.all([api.signIn('greedy'), api.signIn('other'), api.signIn('admin')]);
  own = await makeCase(greedy);
});
afterAll(() => api.close());

it('others are answered meanwhile; who asks too much is told so, and answered in the end within his share', async () => {
  let refused = 0;
  let done = 0;
  const flood = await withClient(api.database.adminUrl, async (holder) => {
    // A lock stands for a slow question: as long as we hold it, none of his ends.
    await holder.query('begin; lock table records.victim in access exclusive mode');
    const asked = Array.from({ length: 200 }, () => greedy.ask(TEN, { victim: own.victim, case: own.caseId }).then((answer) => {
      done += 1;
      refused += answer.status === 429 ? 1 : 0;
      return answer;
    }));
    await until(() => Promise.resolve(done >= 176));
    expect(refused).toBe(done);
    await until(async () => (await holder.query(`select from pg_locks where not granted and relation = 'records.victim'::regclass`)).rowCount! >= 3);
    for (let times = 0; times < 5; times += 1) {
      const answers = await Promise.all([other.ask('{ cases { totalCount } }'), admin.ask('mutation { createAgency(input: { name: "Yeni qurum", role: Police }) }'), other.ask('{ statistics(of: { cases: { by: [STAGE] } }) { total } }')]);
      expect(answers.map(({ status, errors }) => [status, errors])).toEqual(answers.map(() => [200, []]));
    }
    expect(done).toBe(refused);
    return asked;
  });
  const answers = await Promise.all(flood);
  expect(answers.filter(({ status }) => status === 429).map(({ text }) => text)).toEqual(Array.from({ length: 176 }, () => '{"errors":[{"message":"Too many requests","extensions":{"code":"TOO_MANY_REQUESTS"}}]}'));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(24);
  expect((await greedy.ask('{ victims { totalCount } }')).status).toBe(200);
});

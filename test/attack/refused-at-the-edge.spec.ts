/** Whatever the edge turns away is on record: of the signed-in each time, of strangers gathered, and never the text that was sent. */
import { createHash } from 'node:crypto';

import { startApi, type Api, type Client } from '../support/api.js';

let api: Api;
let officer: Client;
beforeAll(async () => {
  api = await startApi({ QALXAN_DEMO: 'no' });
  await api.officer('asks', 'INVESTIGATOR');
  officer = await api.signIn('asks');
});
afterAll(() => api.close());

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
const entries = (): Promise<Record<string, unknown>[]> => api.behind(`
  select officer, body::jsonb -> 'question' ->> 'hash' as hash, body::jsonb -> 'detail' ->> 'rule' as rule, (body::jsonb -> 'detail' ->> 'times')::int as times
    from audit.entry where body::jsonb -> 'question' ->> 'root' = 'edge' order by number`);

it('the signed-in: a document too large, one that does not parse, one that is not valid', async () => {
  const documents = [`{ ${Array.from({ length: 11 }, (_, at) => `a${at}: me { officer }`).join(' ')} }`, '{ CNRYunparsed', '{ CNRYinvalid }'];
  for (const query of documents) expect(await officer.ask(query)).toMatchObject({ status: 400, data: null, errors: [{ message: 'Bad request', extensions: { code: 'BAD_REQUEST' } }] });
  expect(await entries()).toEqual(['DOCUMENT_LIMITS', 'DOCUMENT_INVALID', 'DOCUMENT_INVALID'].map((rule, at) => ({ officer: officer.officer, hash: sha256(documents[at]!), rule, times: 1 })));
  expect(JSON.stringify(await api.behind('select body from audit.entry'))).not.toContain('CNRY');
});

it('strangers: one entry at once, the others with their number when the process stops or the minute ends', async () => {
  const before = (await entries()).length;
  const statuses = await Promise.all(Array.from({ length: 40 }, () => api.post({ query: '{ CNRY }' }, { authorization: 'Bearer nobody-knows-this-token' }).then(({ status }) => status)));
  expect(new Set(statuses)).toEqual(new Set([401]));
  const first = (await entries()).slice(before);
  expect(first).toEqual([{ officer: null, hash: sha256('{ CNRY }'), rule: null, times: 1 }]);
});

it('nothing is refused off the record: without the log a known caller is told that the service cannot answer', async () => {
  await api.behind('revoke insert on audit.entry from qalxan_audit');
  await api.behind('revoke insert (lane, number, recorded_at, hash, act, officer, body) on audit.entry from qalxan_audit');
  expect((await officer.ask('{ nonsense }')).status).toBe(503);
  await api.behind('grant insert (lane, number, recorded_at, hash, act, officer, body) on audit.entry to qalxan_audit');
});

/** attacks.md, row 98: whoever steers a working process has it open the sealed values of everybody. The auditor hears of it, once. */
import { newId } from '#kernel';

import { startApi, type Api } from '../support/api.js';
import { openTestVault } from '../support/vault.js';

let api: Api;
beforeAll(async () => {
  api = await startApi({ QALXAN_DEMO: 'no', QALXAN_UNWRAP_ALARM: '10' });
});
afterAll(() => api.close());

it('tells the auditor when the keys of unusually many people are unwrapped, and no value or person with it', async () => {
  const earlier = await openTestVault(api.database); // another process sealed them
  const subjects = Array.from({ length: 30 }, newId);
  await earlier.prepare(subjects);
  const sealed = subjects.map((subject) => {
    const cell = { table: 'victim', row: subject, column: 'name' };
    return { cell, envelope: earlier.seal(subject, cell, subject) };
  });
  await earlier.close();
  const notices = (): Promise<Record<string, unknown>[]> => api.behind('select kind, officer_id, record, row_id, roles, to_officer from identity.notice');

  await api.assembly.vault.open(sealed.slice(0, 10));
  expect(await notices()).toEqual([]);
  await api.assembly.vault.open(sealed.slice(10, 11));
  await api.assembly.vault.open(sealed.slice(11));
  expect(await notices()).toEqual([{ kind: 'BULK_UNSEALING', officer_id: null, record: null, row_id: null, roles: ['AUDITOR'], to_officer: null }]);
});

/**
 * attacks.md, row 95: whoever swaps or changes envelopes behind the product's back is told of. The auditor hears which row it is, once a
 * minute at most; whoever asked learns nothing but that the service cannot answer.
 */
import type { Client } from '../support/api.js';
import { HISTORY, openSealedCase, VICTIM, type SealedCase } from '../support/sealed-case.js';

let at: SealedCase;
let auditor: Client;
beforeAll(async () => {
  at = await openSealedCase();
  await at.api.officer('auditor', 'AUDITOR');
  auditor = await at.api.signIn('auditor');
});
afterAll(() => at.api.close());

const notices = async (): Promise<unknown[]> => {
  const { data } = await auditor.ask('{ notices { notices { kind record row officer } } }');
  return (data!['notices'] as { notices: { kind: string }[] }).notices.filter(({ kind }) => kind === 'SEAL_BROKEN');
};
/** Changes the last byte of an envelope: its tag. */
const damage = (column: string): Promise<unknown> =>
  at.api.behind(`update records.victim set ${column} = set_byte(${column}, length(${column}) - 1, get_byte(${column}, length(${column}) - 1) # 1) where id = $1`, [at.victim]);

it('the auditor is told of the row, once a minute however often it is asked for, and the viewer of nothing', async () => {
  expect(await notices()).toEqual([]);
  await damage('family_name');
  const answers = await Promise.all(Array.from({ length: 6 }, () => at.ask(VICTIM, { id: at.victim })));
  for (const { data, errors } of answers) expect([data?.['victim'] ?? null, errors.map(({ message, extensions }) => [message, extensions])]).toEqual([null, [['The service cannot answer now', { code: 'UNAVAILABLE' }]]]);
  const told = [{ kind: 'SEAL_BROKEN', record: 'Victim', row: at.victim, officer: null }];
  expect(await notices()).toEqual(told);
  await at.api.behind(`update identity.notice set raised_at = raised_at - interval '61 seconds' where kind = 'SEAL_BROKEN'`);
  await at.ask(VICTIM, { id: at.victim });
  expect(await notices()).toEqual([...told, ...told]);
  await damage('family_name');
  expect((await at.ask(VICTIM, { id: at.victim })).data?.['victim']).toMatchObject({ familyName: expect.any(String) as string });
});

it('is told of its own row, of a page too, and by nobody who does not open it', async () => {
  await at.api.behind('delete from identity.notice');
  await damage('account');
  await at.ask('query($id: ID!) { victim(id: $id) { status } }', { id: at.victim });
  expect(await notices()).toEqual([]);
  const other = await at.another({ familyName: 'Ayrızadə' });
  expect((await at.ask('query($id: ID!) { victim(id: $id) { familyName } }', { id: other })).data?.['victim']).toEqual({ familyName: 'Ayrızadə' });
  await at.ask('{ victims { edges { node { id account } } } }');
  expect(await notices()).toEqual([{ kind: 'SEAL_BROKEN', record: 'Victim', row: at.victim, officer: null }]);
  await damage('account');
  expect((await at.ask(HISTORY, { id: at.victim })).errors).toEqual([]);
});

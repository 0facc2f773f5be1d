/**
 * Found by somebody who had the application's database password, and then SQL injected into signed transactions: he read every
 * password hash, approval and notice, acknowledged alarms for others, emptied counters of guesses, opened officers' budgets,
 * marked real people as decoys, wrote accounts from a transaction signed for reading, and gave a taken role back without four eyes.
 */
import { newId, type Id } from '#kernel';
import { withClient } from '#persistence';
import type { Claims } from '#wall';

import { identityWorld, type IdentityWorld } from '../support/identity-world.js';

let world: IdentityWorld;
let officer: Id;
let session: Id;
const notice = newId();

beforeAll(async () => {
  world = await identityWorld();
  officer = await world.officer('worker', 'INVESTIGATOR');
  ({ session } = await world.session('worker'));
  await world.rows(`insert into identity.notice (id, kind, officer_id, roles, row_roles) values ($1, 'BREAK_GLASS', $2, '{AUDITOR}', '{}')`, [notice, officer]);
});
afterAll(() => world.close());

const thief = (text: string, values: readonly unknown[] = []): Promise<unknown[]> => withClient(world.access.app, async (client) => (await client.query(text, [...values])).rows as unknown[]);
const within = (claims: Claims, text: string, values: readonly unknown[] = []): Promise<unknown> => world.parts.wall.transaction(claims, (query) => query(text, values));
const SESSION: Claims = { kind: 'SESSION', officer: null, tables: ['officer'] };
const COMMAND: Claims = { kind: 'COMMAND', officer: newId(), tables: '*' };
const USE = `select identity.use_identities($1, current_date, now(), 'infinity', $2::jsonb, 0, null, 1, true) as verdict`;
const persons = JSON.stringify([{ id: newId(), record: 'Victim' }]);

describe('the application\'s password alone', () => {
  it.each(['credential', 'approval', 'notice', 'notice_acknowledgement'])('reads nothing of identity.%s', async (table) => {
    await world.rows('insert into identity.notice_acknowledgement (notice_id, officer_id) values ($1, $2) on conflict do nothing', [notice, officer]);
    expect(await thief(`select * from identity.${table}`)).toEqual([]);
  });

  it('quietens no alarm, raises none, and forgets no guess', async () => {
    await expect(thief('insert into identity.notice_acknowledgement (notice_id, officer_id) values ($1, $2)', [notice, newId()])).rejects.toThrow(/signed transactions only/);
    await expect(thief(`insert into identity.notice (id, kind, roles, row_roles) values ($1, 'DECOY_OPENED', '{AUDITOR}', '{}')`, [newId()])).rejects.toThrow(/signed transactions only/);
    await expect(thief(`update identity.attempt_limit set attempts = '{}'`)).rejects.toThrow(/signed transactions only/);
  });

  it('opens nobody\'s budget and marks nobody as a decoy', async () => {
    await expect(thief(USE, [officer, persons])).rejects.toThrow(/signed transactions only/);
    await expect(thief(`select decoy.plant('Victim', $1)`, [newId()])).rejects.toThrow(/signed transactions only/);
    expect(await world.rows('select from identity.identity_budget union all select from decoy.planted')).toEqual([]);
    await expect(thief(`select identity.count_identities($1, current_date, now(), now(), '[]', 0, null, 1, true)`, [officer])).rejects.toThrow('permission denied');
  });
});

describe('SQL injected into a signed transaction', () => {
  it('for reading writes no account', async () => {
    const reading: Claims = { kind: 'READ', officer, tables: ['agency', 'officer'] };
    for (const text of [`update identity.credential set password_hash = '$argon2id$x'`, 'update identity.session set proved_at = now()', 'update identity.attempt_limit set admitted = true']) {
      await expect(within(reading, text)).rejects.toThrow(/signed transactions only/);
    }
    await expect(within(reading, USE, [officer, persons])).rejects.toThrow(/signed transactions only/);
  });

  it('gives back no role, session, factor, code or ticket', async () => {
    await world.rows(`update identity.officer_role set revoked_at = now(), revoked_by = null where officer_id = $1`, [officer]);
    await world.rows(`update identity.session set revoked_at = now(), revoked_reason = 'DISABLED' where id = $1`, [session]);
    const device = await world.hold('worker', officer);
    await world.rows(`update identity.factor set ended_at = now(), ended_reason = 'RESET' where credential_id = $1`, [device.credentialId]);
    await world.rows(`insert into identity.recovery_code (code_hash, officer_id, created_at, used_at) values (sha256('code'), $1, now(), now())`, [officer]);
    await world.rows(`insert into identity.ticket (hash, kind, officer_id, created_at, expires_at, used_at) values (sha256('ticket'), 'SECOND_STEP', $1, now(), now() + interval '5 minutes', now())`, [officer]);
    for (const [table, change] of [
      ['officer_role', 'revoked_at = null'], ['session', 'revoked_at = null, revoked_reason = null'], ['session', 'revoked_at = now() + interval \'1 year\''],
      ['factor', 'ended_at = null, ended_reason = null'], ['recovery_code', 'used_at = null'], ['ticket', 'used_at = null'],
    ] as const) {
      for (const claims of [SESSION, COMMAND]) await expect(within(claims, `update identity.${table} set ${change} where officer_id = $1`, [officer])).rejects.toThrow(/over stays over/);
    }
  });
});

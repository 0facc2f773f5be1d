/** What the application's login may change of credentials, roles and sessions: no more than the life of a row needs. */
import { freshDatabase, type FreshDatabase } from '../../../test/support/database.js';
import { withClient } from '#persistence';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

it.each([
  `update identity.session set officer_id = officer_id`, `update identity.session set expires_at = expires_at`, `update identity.session set token_hash = token_hash`,
  `update identity.credential set login = login`, `update identity.credential set officer_id = officer_id`,
  `update identity.officer_role set role = role`, `update identity.officer_role set granted_by = granted_by`,
  `update identity.factor set secret = secret`, `update identity.factor set officer_id = officer_id`, `update identity.factor set public_key = public_key`,
  `update identity.recovery_code set code_hash = code_hash`, `update identity.recovery_code set officer_id = officer_id`,
  ...['factor', 'recovery_code', 'ticket', 'session', 'credential', 'officer_role', 'attempt_limit'].flatMap((table) => [`delete from identity.${table}`, `truncate identity.${table}`]),
])('not: %s', async (statement) => {
  await withClient(database.access.app, (client) => expect(client.query(statement)).rejects.toThrow('permission denied'));
  for (const other of [database.access.audit, database.access.auditor]) {
    await withClient(other, (client) => expect(client.query('select from identity.session')).rejects.toThrow('permission denied'));
  }
});

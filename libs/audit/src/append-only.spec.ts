import { withClient } from '#persistence';
import { laneOptions, someEntry } from '../../../test/support/audit-entries.js';
import { freshDatabase, type FreshDatabase } from '../../../test/support/database.js';
import { AuditLane } from './audit-lane.js';
import { HistoryIndex } from './history-index.js';

/** attacks.md, rows 82 and 90: what the database itself refuses, whoever asks. */
describe('the tables of the audit log', () => {
  let database: FreshDatabase;
  let lane: string;
  beforeAll(async () => {
    database = await freshDatabase();
    const open = await AuditLane.open(laneOptions(database));
    await Promise.all([1, 2, 3].map(() => open.append(someEntry())));
    await open.close();
    lane = open.id;
    await new HistoryIndex({ connection: { connectionString: database.access.audit } }).catchUp();
  });
  afterAll(() => database.drop());

  const logins = ['owner', 'app', 'audit', 'auditor', 'superuser'] as const;
  const urlOf = (login: (typeof logins)[number]): string => login === 'superuser' ? database.adminUrl : database.access[login]!;
  const CHANGEABLE: Record<string, string> = { lane: "process = 'x'", entry: "body = '{}'", touch: 'position = 1' };
  const CHANGES = Object.keys(CHANGEABLE).flatMap((table) => [
    `update audit.${table} set ${CHANGEABLE[table]!} where false`,
    `delete from audit.${table} where false`,
    `truncate audit.${table} cascade`,
  ]);

  it.each(logins)('cannot be changed, deleted from or emptied by the %s', async (login) => {
    await withClient(urlOf(login), async (client) => {
      for (const change of CHANGES) {
        const message = login === 'owner' || login === 'superuser' ? 'append-only' : 'permission denied';
        await expect(client.query(change)).rejects.toThrow(message);
      }
    });
  });

  it('refuse it also to a session that poses as a replica', async () => {
    await withClient(database.adminUrl, async (admin) => {
      await admin.query('set session_replication_role = replica');
      await expect(admin.query('delete from audit.entry')).rejects.toThrow('append-only');
    });
  });

  it('can be read by the auditor and by no other login of the product', async () => {
    for (const table of ['lane', 'entry', 'touch', 'indexed']) {
      for (const login of ['app', 'audit'] as const) {
        await withClient(urlOf(login), (client) =>
          expect(client.query(`select from audit.${table}`)).rejects.toThrow('permission denied'));
      }
      await withClient(urlOf('auditor'), async (client) => {
        expect((await client.query(`select from audit.${table}`)).rowCount).toBeGreaterThan(0);
        await expect(client.query(`insert into audit.${table} default values`)).rejects.toThrow('permission denied');
      });
    }
  });

  it.each([
    ['a gap', 5, 'does not follow'],
    ['a number used before', 3, 'duplicate key'],
    ['a number below one', 0, 'violates check constraint'],
  ])('refuse %s', async (_, number, message) => {
    await withClient(urlOf('audit'), (client) => expect(client.query(
      `insert into audit.entry (lane, number, recorded_at, hash, act, body) values ($1, $2, now(), $3, 'READ', '{}')`,
      [lane, number, Buffer.alloc(32)])).rejects.toThrow(message));
  });

  it('let nobody choose where an entry appears among the others', async () => {
    await withClient(urlOf('audit'), (client) => expect(client.query(
      `insert into audit.entry (lane, number, position, recorded_at, hash, act, body) overriding system value
       values ($1, 4, 1, now(), $2, 'READ', '{}')`, [lane, Buffer.alloc(32)])).rejects.toThrow('permission denied'));
  });
});

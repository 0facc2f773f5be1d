/** The embedded server through the accidents of a machine: kills, lost pid files, orphans, two starts at once, restarts. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openDatabase, type OpenDatabase } from './databases.js';
import { startEmbedded } from './embedded.js';
import { closedTo } from './embedded/account.js';
import { readPostmaster, servesFolder, stopPostmaster } from './embedded/postmaster.js';
import { migrate } from './migrations.js';
import { openOrm, poolOf } from './orm.js';
import { openPool } from './pool.js';
import { withClient } from './server-check.js';

const folder = mkdtempSync(join(tmpdir(), 'qalxan-embedded-'));
const data = join(folder, 'postgres');
const open = (): Promise<OpenDatabase> => openDatabase({ QALXAN_DATA: folder });
const running = (): { pid: number; port: number } => readPostmaster(data)!;
const gone = async (pid: number): Promise<void> => {
  while (servesFolder(pid, data)) await wait(10);
};

let database: OpenDatabase;
beforeAll(async () => {
  database = await open();
  await withClient(database.server!.adminUrl, (admin) => admin.query('create table kept as select 1 as one'));
});
afterAll(async () => {
  const left = readPostmaster(data);
  if (left) await stopPostmaster(left.pid, data, 'immediate');
  rmSync(folder, { recursive: true, force: true });
});

const kept = async (opened: OpenDatabase): Promise<number | null> =>
  withClient(opened.server!.adminUrl, async (admin) => (await admin.query('select one from kept')).rowCount);

describe('an embedded server', () => {
  it('listens on this machine only, keeps its secret to its owner, and says nothing of statements in its log', async () => {
    await withClient(database.server!.adminUrl, async (admin) => {
      expect((await admin.query('show listen_addresses')).rows).toEqual([{ listen_addresses: '127.0.0.1' }]);
      await expect(admin.query(`select 'a secret word'::int`)).rejects.toThrow();
    });
    for (const file of ['database.secret', 'postgres.log']) expect(statSync(join(folder, file)).mode & 0o077).toBe(0);
    expect(readFileSync(join(folder, 'postgres.log'), 'utf8')).not.toContain('secret word');
    await expect(withClient(database.server!.adminUrl.replace(/:[^:@]*@/, ':wrong@'), () => Promise.resolve())).rejects.toThrow('28P01');
  });

  it('starts again after a SIGKILL that left its pid file, with everything committed', async () => {
    const { pid } = running();
    process.kill(pid, 'SIGKILL');
    await gone(pid);
    expect(readPostmaster(data)?.pid).toBe(pid);
    database = await open();
    expect(running().pid).not.toBe(pid);
    expect(await kept(database)).toBe(1);
  });

  it('starts though the stale pid file names a process that lives and is something else', async () => {
    const before = readFileSync(join(data, 'postmaster.pid'), 'utf8');
    await database.stop();
    writeFileSync(join(data, 'postmaster.pid'), before.replace(/^\d+/, String(process.ppid)));
    database = await open();
    expect(await kept(database)).toBe(1);
  });

  it('is joined when it runs already, and then not stopped by the guest', async () => {
    const { pid } = running();
    const guest = await startEmbedded({ folder, ownerPid: process.ppid });
    writeFileSync(join(folder, 'postgres.owner'), String(process.ppid));
    const second = await startEmbedded({ folder });
    expect([guest.adminUrl, second.owned]).toEqual([database.server!.adminUrl, false]);
    await second.stop();
    expect(running().pid).toBe(pid);
  });

  it('is taken over when its owner is gone', async () => {
    writeFileSync(join(folder, 'postgres.owner'), '4194304'); // above the greatest process id of Linux
    const { pid } = running();
    const heir = await startEmbedded({ folder });
    expect([heir.owned, running().pid]).toEqual([true, pid]);
    await heir.stop();
    expect(readPostmaster(data)).toBeUndefined();
  });

  it('is one server when two start at once', async () => {
    const [one, two] = await Promise.all([open(), open()]);
    expect(one.server!.adminUrl).toBe(two.server!.adminUrl);
    database = one;
  });
});

describe('pools', () => {
  it.each(['fast', 'immediate'] as const)('go on after a %s stop and start of the server, without being opened anew', async (mode) => {
    await migrate(database.access);
    const orm = await openOrm(database.access, [], { poolSize: 4 });
    const pool = await poolOf(orm);
    const own = openPool(database.access.auditor);
    const names = async (): Promise<number | null> => (await pool.query({ name: 'names', text: 'select name from migration.applied' })).rowCount;
    const before = await Promise.all([names(), names(), names(), names()]);
    await own.query('select 1');
    const inFlight = pool.query('select pg_sleep(4)').then(() => 'answered', () => 'failed');
    await wait(100);
    await database.server!.restart(mode);
    expect(await inFlight).toBe('failed');
    for (let tries = 0; tries < 4; tries += 1) await names().catch(() => undefined);
    expect(await Promise.all([names(), names(), names(), names()])).toEqual(before);
    await own.query('select 1').catch(() => undefined);
    expect((await own.query('select 1')).rowCount).toBe(1);
    await own.end();
    await orm.close();
  });

  it('end a statement that takes too long, count in UTC and bear a name', async () => {
    const orm = await openOrm(database.access, [], { statementTimeout: 50, name: 'qalxan test' });
    const pool = await poolOf(orm);
    await expect(pool.query('select pg_sleep(5)')).rejects.toMatchObject({ code: '57014' });
    const { rows } = await pool.query(`select current_user, current_setting('TimeZone') as zone, current_setting('application_name') as name`);
    expect(rows).toEqual([{ current_user: 'qalxan_app', zone: 'UTC', name: 'qalxan test' }]);
    await orm.close();
  });
});

describe('a folder the server cannot enter', () => {
  const closed = mkdtempSync(join(tmpdir(), 'qalxan-closed-')); // mode 700
  afterAll(() => rmSync(closed, { recursive: true, force: true }));

  it('is named', () => {
    expect(closedTo({ uid: 65_533, gid: 65_533 }, join(closed, 'a', 'b'))).toBe(closed);
    expect(closedTo(undefined, closed)).toBeUndefined();
  });

  // Only root runs the server as another account, so only root can meet this.
  (process.getuid?.() === 0 ? it : it.skip)('is refused with one sentence that says what to do', async () => {
    await expect(startEmbedded({ folder: join(closed, 'data') })).rejects.toThrow(
      `PostgreSQL does not run as root but as the account "postgres", which cannot enter ${closed}; set QALXAN_DATA to a folder it can reach, or start as another user`,
    );
  });
});

import { fixedClock } from '#kernel';
import { withClient } from '#persistence';
import { laneOptions, someEntry } from '../../../test/support/audit-entries.js';
import { freshDatabase, type FreshDatabase } from '../../../test/support/database.js';
import { AuditLane } from './audit-lane.js';
import type { Receipt } from './audit-log.js';
import { verifyLane } from './lane-check.js';

const UNAVAILABLE: unknown = expect.objectContaining({ code: 'UNAVAILABLE' });

describe('an audit lane', () => {
  let database: FreshDatabase;
  beforeEach(async () => {
    database = await freshDatabase();
  });
  afterEach(() => database.drop());

  const stored = (): Promise<{ receipts: Receipt[]; commits: number }> => withClient(database.adminUrl, async (admin) => {
    const { rows } = await admin.query<{ lane: string; number: number; hash: string; commit: string }>(
      `select lane, number::int, encode(hash, 'hex') as hash, xmin::text as commit from audit.entry order by position`);
    return {
      receipts: rows.map(({ lane, number, hash }) => ({ lane, number, hash })),
      commits: new Set(rows.map(({ commit }) => commit)).size,
    };
  });

  it('numbers and chains parallel entries in order, in fewer commits than entries', async () => {
    const options = laneOptions(database);
    const lane = await AuditLane.open(options);
    const receipts = await Promise.all(Array.from({ length: 200 }, () => lane.append(someEntry())));
    await lane.close();
    expect(receipts.map(({ number }) => number)).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
    const { receipts: kept, commits } = await stored();
    expect(kept).toEqual(receipts);
    expect(commits).toBe(2); // the first entry alone, the other 199 behind it
    expect(await verifyLane({ connectionString: database.access.auditor }, options.key, lane.id))
      .toEqual({ sound: true, entries: 200, lastHash: receipts[199]!.hash });
  });

  it('puts no more than 256 entries in one commit', async () => {
    const lane = await AuditLane.open(laneOptions(database));
    await Promise.all(Array.from({ length: 514 }, () => lane.append(someEntry())));
    await lane.close();
    expect((await stored()).commits).toBe(4); // 1, 256, 256, 1
  });

  it('keeps its order when the clock goes back', async () => {
    const clock = fixedClock(new Date('2026-11-23T10:00:00Z'));
    const options = laneOptions(database, { clock });
    const lane = await AuditLane.open(options);
    await lane.append(someEntry());
    clock.advance(-3_600_000);
    await lane.append(someEntry());
    await lane.close();
    expect(await verifyLane({ connectionString: database.access.auditor }, options.key, lane.id)).toMatchObject({ sound: true, entries: 2 });
  });

  it('refuses a malformed entry alone: the others are kept, and no number is spent', async () => {
    const lane = await AuditLane.open(laneOptions(database));
    const results = await Promise.allSettled([
      lane.append(someEntry()), lane.append(someEntry({ act: 'NONSENSE' as 'READ' })), lane.append(someEntry()),
    ]);
    await lane.close();
    expect(results).toMatchObject([{ value: { number: 1 } }, { reason: { code: 'INTERNAL' } }, { value: { number: 2 } }]);
  });

  it('refuses more than may wait', async () => {
    const lane = await AuditLane.open(laneOptions(database, { backlog: 10 }));
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => lane.append(someEntry())));
    await lane.close();
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(11); // one in flight, ten waiting
    expect((await stored()).receipts).toHaveLength(11);
  });

  it('gives every waiter an error when its connection is cut in the middle of a batch', async () => {
    const lane = await AuditLane.open(laneOptions(database, { timeoutMs: 30_000 }));
    await withClient(database.adminUrl, async (admin) => {
      await admin.query('begin; lock table audit.entry in access exclusive mode');
      const appends = Array.from({ length: 50 }, () => lane.append(someEntry()));
      const settled = Promise.allSettled(appends);
      while ((await admin.query(WAITING_LANE)).rowCount === 0) await new Promise(setImmediate);
      await admin.query(`select pg_terminate_backend(pid) from (${WAITING_LANE}) lane`);
      for (const result of await settled) expect(result).toMatchObject({ status: 'rejected', reason: UNAVAILABLE });
      await admin.query('commit');
    });
    await expect(lane.append(someEntry())).rejects.toEqual(UNAVAILABLE);
    expect((await stored()).receipts).toEqual([]);
  });

  it('never resolves what is not stored, whenever its connection is cut', async () => {
    for (let round = 0; round < 10; round += 1) {
      const lane = await AuditLane.open(laneOptions(database));
      const settled = Promise.allSettled(Array.from({ length: 600 }, () => lane.append(someEntry())));
      await withClient(database.adminUrl, (admin) =>
        admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'qalxan-audit' and datname = current_database()`));
      const acknowledged = (await settled).filter((result) => result.status === 'fulfilled').map(({ value }) => value);
      await lane.close();
      const kept = (await stored()).receipts.filter((receipt) => receipt.lane === lane.id);
      expect(kept.slice(0, acknowledged.length)).toEqual(acknowledged);
    }
  });

  it('says UNAVAILABLE when the log cannot be reached or was taken away', async () => {
    await withClient(database.adminUrl, (admin) => admin.query('revoke insert on audit.entry from qalxan_audit; drop table audit.entry'));
    const lane = await AuditLane.open(laneOptions(database));
    await expect(lane.append(someEntry())).rejects.toEqual(UNAVAILABLE);
    expect(lane.alive).toBe(false);
    const nowhere = laneOptions(database, { connection: { host: '127.0.0.1', port: 1 } });
    await expect(AuditLane.open(nowhere)).rejects.toEqual(UNAVAILABLE);
  });
});

const WAITING_LANE = `
  select pid from pg_stat_activity where application_name = 'qalxan-audit' and datname = current_database() and wait_event_type = 'Lock'`;

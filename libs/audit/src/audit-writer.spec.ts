import { withClient } from '#persistence';
import { laneOptions, someEntry } from '../../../test/support/audit-entries.js';
import { freshDatabase, type FreshDatabase } from '../../../test/support/database.js';
import type { Receipt } from './audit-log.js';
import { AuditWriter } from './audit-writer.js';

const UNAVAILABLE: unknown = expect.objectContaining({ code: 'UNAVAILABLE' });

describe('an audit writer', () => {
  let database: FreshDatabase;
  let writer: AuditWriter;
  beforeEach(async () => {
    database = await freshDatabase();
    writer = new AuditWriter(laneOptions(database, { timeoutMs: 300 }));
  });
  afterEach(async () => {
    await writer.close();
    await database.drop();
  });

  const untilRecovered = async (): Promise<Receipt> => {
    for (;;) {
      const receipt = await writer.append(someEntry()).catch(() => null);
      if (receipt) return receipt;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };

  it('opens one lane for all who come at once', async () => {
    const receipts = await Promise.all(Array.from({ length: 30 }, () => writer.append(someEntry())));
    expect(new Set(receipts.map(({ lane }) => lane)).size).toBe(1);
    expect(receipts.map(({ number }) => number).sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
  });

  it('fails while the log is locked, and recovers in a new lane by itself', async () => {
    const before = await writer.append(someEntry());
    await withClient(database.adminUrl, async (admin) => {
      await admin.query('begin; lock table audit.entry in access exclusive mode');
      const results = await Promise.allSettled(Array.from({ length: 20 }, () => writer.append(someEntry())));
      for (const result of results) expect(result).toMatchObject({ status: 'rejected', reason: UNAVAILABLE });
      await expect(writer.append(someEntry())).rejects.toEqual(UNAVAILABLE);
      await admin.query('commit');
    });
    const after = await untilRecovered();
    expect(after.lane).not.toBe(before.lane);
    expect(after.number).toBe(1);
  });

  it('recovers when a dropped table is back', async () => {
    await writer.append(someEntry());
    await withClient(database.adminUrl, async (admin) => {
      await admin.query('alter table audit.entry rename to gone');
      await expect(writer.append(someEntry())).rejects.toEqual(UNAVAILABLE);
      await admin.query('alter table audit.gone rename to entry');
    });
    expect((await untilRecovered()).number).toBe(1);
  });

  it('takes nothing after it was closed', async () => {
    const last = writer.append(someEntry());
    await writer.close();
    await expect(last).resolves.toMatchObject({ number: 1 });
    await expect(writer.append(someEntry())).rejects.toEqual(UNAVAILABLE);
  });
});

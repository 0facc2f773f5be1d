import { newId } from '#kernel';
import { withClient } from '#persistence';
import { laneOptions, someEntry, touchOf } from '../../../test/support/audit-entries.js';
import { freshDatabase, type FreshDatabase } from '../../../test/support/database.js';
import { AuditReader, type HistoryQuestion, type HistoryRow } from './audit-reader.js';
import { AuditWriter } from './audit-writer.js';
import { HistoryIndex } from './history-index.js';

describe('the access history', () => {
  const victim = newId();
  let database: FreshDatabase;
  let writer: AuditWriter;
  let reader: AuditReader;
  let index: HistoryIndex;
  beforeEach(async () => {
    database = await freshDatabase();
    writer = new AuditWriter(laneOptions(database));
    reader = new AuditReader({ connectionString: database.access.auditor });
    index = new HistoryIndex({ connection: { connectionString: database.access.audit } });
  });
  afterEach(async () => {
    await Promise.all([writer.close(), reader.close()]);
    await database.drop();
  });

  const all = async (question: HistoryQuestion, first: number): Promise<HistoryRow[]> => {
    const rows: HistoryRow[] = [];
    let after: string | undefined;
    for (;;) {
      const page = await reader.accessHistory(question, { first, ...(after === undefined ? {} : { after }) });
      expect(page.rows.length).toBeLessThanOrEqual(first);
      rows.push(...page.rows);
      if (page.next === null) return rows;
      after = page.next;
    }
  };

  it.each(['not indexed at all', 'indexed half way', 'indexed wholly'])('is complete and newest first when %s', async (state) => {
    const receipts = [];
    for (let i = 0; i < 25; i += 1) {
      receipts.push(await writer.append(someEntry({ touched: [touchOf(newId(), victim)] })));
      await writer.append(someEntry());
      if (state === 'indexed half way' && i === 12) await index.catchUp();
    }
    if (state === 'indexed wholly') expect(await index.catchUp()).toBe(50);
    const rows = await all({ record: 'Victim', id: victim }, 4);
    expect(rows.map(({ receipt }) => receipt)).toEqual(receipts.reverse());
  });

  it('tells who, why and which fields, but not which other records were read along', async () => {
    const tasking = newId();
    const entry = someEntry({ purpose: { tasking }, touched: [touchOf(newId(), victim), { ...touchOf(newId()), record: 'Crime', disclosed: ['article'] }] });
    await writer.append(entry);
    const { rows, next } = await reader.accessHistory({ record: 'Victim', id: victim }, { first: 10 });
    expect(next).toBeNull();
    expect(rows).toMatchObject([{
      act: 'READ', outcome: 'ANSWERED', officer: entry.actor!.officer, agency: entry.actor!.agency, roles: ['INVESTIGATOR'],
      purpose: { tasking }, root: 'victim', disclosed: ['familyName', 'status'], withheld: ['phone'],
    }]);
    expect(rows[0]!.touched).toEqual([touchOf(victim)]);
  });

  it('finds an id only where it was touched, and only as that record', async () => {
    await writer.append(someEntry({ purpose: { tasking: victim }, touched: [{ ...touchOf(victim), record: 'Person' }] }));
    await writer.append(someEntry({ actor: { ...someEntry().actor!, officer: victim } }));
    for (const prepare of [() => Promise.resolve(0), () => index.catchUp()]) {
      await prepare();
      expect(await all({ record: 'Victim', id: victim }, 5)).toEqual([]);
      expect(await all({ record: 'Person', id: victim }, 5)).toHaveLength(1);
    }
  });

  it('shows an officer their own acts in pages, refused ones too', async () => {
    const actor = { ...someEntry().actor!, officer: newId() };
    for (let i = 0; i < 7; i += 1) {
      await writer.append(someEntry({ actor, outcome: i % 2 === 0 ? 'ANSWERED' : 'REFUSED' }));
      await writer.append(someEntry({ actor: null, act: 'SIGN_IN', outcome: 'REFUSED' }));
    }
    const rows = await all({ officer: actor.officer }, 3);
    expect(rows.map(({ receipt }) => receipt.number)).toEqual([13, 11, 9, 7, 5, 3, 1]);
    expect(rows.filter(({ outcome }) => outcome === 'REFUSED')).toHaveLength(3);
  });

  it('is not deceived or stopped by rows that a stolen login wrote into the log', async () => {
    const receipt = await writer.append(someEntry({ touched: [touchOf(victim)] }));
    await withClient(database.access.audit, async (thief) => {
      for (const [place, body] of [`not json ${victim}`, `"${victim}"`, `{"touched":[{"ids":["no id",7,"${victim}"]}]}`].entries()) {
        await thief.query(`insert into audit.entry (lane, number, recorded_at, hash, act, officer, body) values ($1, $2, now(), $3, 'READ', $4, $5)`,
          [receipt.lane, place + 2, Buffer.alloc(32), someEntry().actor!.officer, body]);
      }
    });
    expect(await all({ officer: someEntry().actor!.officer }, 2)).toMatchObject([{ receipt }]);
    expect(await all({ record: 'Victim', id: victim }, 5)).toHaveLength(1);
    await index.catchUp();
    expect(await all({ record: 'Victim', id: victim }, 5)).toHaveLength(1);
  });

  it.each<[string, unknown, number, string | undefined]>([
    ['an id that is none', 'x', 5, undefined],
    ['no rows', victim, 0, undefined],
    ['too many rows', victim, 501, undefined],
    ['half a row', victim, 1.5, undefined],
    ['a cursor of somebody else', victim, 5, 'abc'],
    ['a cursor beyond all numbers', victim, 5, '9999999999999999999'],
  ])('refuses %s', async (_, id, first, after) => {
    const page = { first, ...(after === undefined ? {} : { after }) };
    await expect(reader.accessHistory({ record: 'Victim', id: id as string }, page)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    await expect(reader.accessHistory({ officer: id as string }, page)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  it('is UNAVAILABLE, not empty, when the log is gone', async () => {
    await withClient(database.adminUrl, (admin) => admin.query('drop table audit.entry'));
    await expect(reader.accessHistory({ officer: victim }, { first: 5 })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('is indexed by itself once started', async () => {
    await writer.append(someEntry({ touched: [touchOf(victim)] }));
    const busy = new HistoryIndex({ connection: { connectionString: database.access.audit }, everyMs: 5 });
    busy.start();
    await withClient(database.adminUrl, async (admin) => {
      while ((await admin.query('select from audit.touch')).rowCount === 0) await new Promise(setImmediate);
    });
    await busy.stop();
  });
});

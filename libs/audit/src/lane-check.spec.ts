import { createSecretKey, randomBytes } from 'node:crypto';
import { newId } from '#kernel';
import { withClient } from '#persistence';
import { laneOptions, someEntry } from '../../../test/support/audit-entries.js';
import { freshDatabase, type FreshDatabase } from '../../../test/support/database.js';
import { AuditLane, type AuditLaneOptions } from './audit-lane.js';
import { verifyLane, type LaneCheck } from './lane-check.js';

/** attacks.md, row 82: somebody with every right in the database, but without the key. */
describe('tampering with a lane', () => {
  let database: FreshDatabase;
  let options: AuditLaneOptions;
  let lane: string;
  beforeEach(async () => {
    database = await freshDatabase();
    options = laneOptions(database);
    const open = await AuditLane.open(options);
    await Promise.all(Array.from({ length: 10 }, () => open.append(someEntry())));
    await open.close();
    lane = open.id;
  });
  afterEach(() => database.drop());

  const check = (key = options.key, id = lane): Promise<LaneCheck> =>
    verifyLane({ connectionString: database.access.auditor }, key, id);

  const tamper = (statement: string): Promise<unknown> => withClient(database.adminUrl, async (admin) => {
    await admin.query(`
      alter table audit.entry disable trigger all; alter table audit.lane disable trigger all;
      ${statement};
      alter table audit.entry enable always trigger append_only; alter table audit.lane enable always trigger append_only`);
  });

  it('is not suspected where there was none', async () => {
    expect(await check()).toMatchObject({ sound: true, entries: 10 });
  });

  it.each<[string, string, string, number]>([
    ['a changed body', `update audit.entry set body = replace(body, 'familyName', 'status') where number = 4`, 'LINK', 4],
    ['a changed time', `update audit.entry set recorded_at = recorded_at - interval '1 hour' where number = 4`, 'LINK', 4],
    ['a changed link', `update audit.entry set hash = sha256(body::bytea) where number = 4`, 'LINK', 4],
    ['a removed entry', `delete from audit.entry where number = 7`, 'GAP', 7],
    ['a removed entry with the gap closed', `delete from audit.entry where number = 7; update audit.entry set number = number - 1 where number > 7`, 'LINK', 7],
    ['two entries swapped', `update audit.entry e set body = o.body from audit.entry o where e.number + o.number = 7 and e.number in (3, 4)`, 'LINK', 3],
    ['an entry added at the end', `insert into audit.entry (lane, number, recorded_at, hash, act, officer, body) select lane, 11, recorded_at, hash, act, officer, body from audit.entry where number = 10`, 'LINK', 11],
    ['an entry hidden from its officer', `update audit.entry set officer = gen_random_uuid() where number = 5`, 'COLUMN', 5],
    ['an act renamed for look-ups', `update audit.entry set act = 'COUNT' where number = 6`, 'COLUMN', 6],
    ['another opening time', `update audit.lane set opened_at = opened_at - interval '1 day'`, 'LANE', 0],
    ['another process', `update audit.lane set process = 'console'`, 'LANE', 0],
    ['a lane of another key', `update audit.lane set key_id = '0000000000000000'`, 'KEY', 0],
  ])('is found: %s', async (_, statement, fault, firstBad) => {
    await tamper(statement);
    expect(await check()).toEqual({ sound: false, fault, firstBad });
  });

  it('is found when a lane is gone or checked with a foreign key', async () => {
    expect(await check(options.key, newId())).toEqual({ sound: false, fault: 'LANE', firstBad: 0 });
    expect(await check(createSecretKey(randomBytes(32)))).toEqual({ sound: false, fault: 'KEY', firstBad: 0 });
    await expect(check(options.key, "' or true")).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });
});

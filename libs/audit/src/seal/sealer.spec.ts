/** attacks.md, rows 82, 83 and 87: what somebody with every right in the database can do to the log, and where it is found. */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { fixedClock } from '#kernel';
import { withClient } from '#persistence';
import { laneOptions, someEntry } from '../../../../test/support/audit-entries.js';
import { freshDatabase, type FreshDatabase } from '../../../../test/support/database.js';
import { sealing, tamperWith, type Sealing } from '../../../../test/support/sealing.js';
import { AuditLane } from '../audit-lane.js';
import { Frontier } from '../tree/frontier.js';
import { extendsTree } from '../tree/proof.js';
import { edgeAt } from '../tree/stored-tree.js';
import { LogCheck } from './log-check.js';

let database: FreshDatabase;
let log: Sealing;
beforeEach(async () => {
  database = await freshDatabase();
  log = sealing(database);
});
afterEach(async () => {
  log.remove();
  await database.drop();
});

const write = async (count: number, change: Parameters<typeof laneOptions>[1] = {}): Promise<string> => {
  const lane = await AuditLane.open(laneOptions(database, change));
  await Promise.all(Array.from({ length: count }, () => lane.append(someEntry())));
  await lane.close();
  return lane.id;
};
const behind = <T>(text: string): Promise<T[]> => withClient(database.adminUrl, async (admin) => (await admin.query<T & object>(text)).rows);
const tamper = (statement: string): Promise<unknown> => tamperWith(database, statement);

describe('sealing', () => {
  it('anchors an empty log, so that reading may begin', async () => {
    await log.seal();
    expect(log.lines()).toMatchObject([{ size: 0, leaves: '', said: { size: 0, root: createHash('sha256').digest() } }]);
    expect(await behind('select size::int, note from audit.anchoring')).toEqual([{ size: 0, note: log.lines()[0]!.checkpoint }]);
  });

  it('puts every entry of every lane into the tree once, in number order within a lane', async () => {
    const lanes = [await write(300), await write(5), await write(40)];
    const sealer = log.sealer();
    expect(await sealer.seal()).toBe(true);
    lanes.push(await write(270));
    await sealer.seal();
    await sealer.close();
    const leaves = await behind<{ lane: string; number: number }>('select lane, number::int from audit.leaf order by index');
    for (const lane of lanes) {
      const numbers = leaves.filter((leaf) => leaf.lane === lane).map(({ number }) => number);
      expect(numbers).toEqual(numbers.map((_, at) => at + 1));
    }
    expect(leaves).toHaveLength(615);
    expect(await behind('select level, index::int from audit.node order by 2')).toEqual([{ level: 1, index: 0 }, { level: 1, index: 1 }]);
  });

  it('writes an anchor file from which alone every leaf hash and root can be told', async () => {
    const sealer = log.sealer();
    for (const count of [3, 260, 1]) {
      await write(count);
      await sealer.seal();
    }
    await sealer.close();
    const edge = new Frontier();
    for (const { size, leaves, said, at } of log.lines()) {
      const joined = Buffer.from(leaves, 'base64');
      for (let place = 0; place < joined.length; place += 32) edge.append(joined.subarray(place, place + 32));
      expect([edge.size, edge.root()]).toEqual([size, said!.root]);
      expect(said!.time).toBe(Math.floor(Date.parse(at) / 1_000));
    }
    expect(edge.size).toBe(264);
  });

  it('goes by lane and number, not by clocks', async () => {
    const ahead = await write(3, { clock: fixedClock(new Date('2031-01-01')) });
    await log.seal();
    const back = await write(3, { clock: fixedClock(new Date('2001-01-01')) });
    await log.seal();
    expect(await behind('select lane from audit.leaf order by index')).toEqual([ahead, ahead, ahead, back, back, back].map((lane) => ({ lane })));
    await withClient(database.access.auditor, (client) => new LogCheck(client, 0).upTo(6));
  });

  it('is done by one at a time, and by the next when that one is gone', async () => {
    const [one, other] = [log.sealer(), log.sealer()];
    expect(await one.seal()).toBe(true);
    expect(await other.seal()).toBe(false);
    await write(2);
    expect(await other.seal()).toBe(false);
    await behind(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'qalxan-sealer' and datname = current_database()`);
    while (!(await other.seal())) await new Promise(setImmediate);
    expect(log.lines().at(-1)).toMatchObject({ size: 2 });
    await Promise.all([one.close(), other.close()]);
  });

  it('waits for a gap and passes the other lanes on', async () => {
    const lane = await write(5);
    await tamper('create table audit.kept as select * from audit.entry where number = 3; delete from audit.entry where number = 3');
    const other = await write(2);
    const sealer = log.sealer();
    await sealer.seal();
    expect(await sealer.waitingLanes()).toEqual([lane]);
    expect((await behind<{ lane: string; number: number }>(`select lane, number::int from audit.leaf order by lane = '${other}', number`)))
      .toEqual([{ lane, number: 1 }, { lane, number: 2 }, { lane: other, number: 1 }, { lane: other, number: 2 }]);
    await tamper(`insert into audit.entry (lane, number, recorded_at, hash, act, officer, body) select lane, number, recorded_at, hash, act, officer, body from audit.kept`);
    await sealer.seal();
    expect([await sealer.waitingLanes(), log.lines().at(-1)!.size]).toEqual([[], 7]);
    await sealer.close();
  });

  it('anchors a log at rest again after a while, and not before', async () => {
    const clock = fixedClock(new Date('2026-05-01T10:00:00Z'));
    await write(1);
    const sealer = log.sealer({ clock, restMs: 60_000 });
    await sealer.seal();
    clock.advance(59_000);
    await sealer.seal();
    expect(log.lines()).toHaveLength(1);
    clock.advance(1_000);
    await sealer.seal();
    expect(log.lines().map(({ size, leaves, said }) => [size, leaves.length, said!.time! * 1_000])).toEqual([
      [1, 44, Date.parse('2026-05-01T10:00:00Z')], [1, 0, Date.parse('2026-05-01T10:01:00Z')]]);
    await sealer.close();
  });

  it('makes of all checkpoints beginnings of one another, and closes a line that a crash has torn', async () => {
    await write(7);
    await log.seal();
    appendFileSync(log.anchorPath, '{"size":9,"checkpoint":"qalx');
    await write(3);
    await log.seal();
    const text = readFileSync(log.anchorPath, 'utf8').split('\n');
    expect(text.map((line) => line.slice(0, 9))).toEqual(['{"size":7', '{"size":9', '{"size":1', '']);
    expect(JSON.parse(text[2]!)).toMatchObject({ size: 10 });
  });
});

describe('what a database administrator does', () => {
  beforeEach(async () => {
    await write(20);
    await log.seal();
    await write(20);
    await log.seal();
  });

  it('is not suspected where nothing was done', async () => {
    await write(3);
    await expect(log.seal()).resolves.toBeUndefined();
  });

  it.each<[string, string, string, number]>([
    ['changes an entry', `update audit.entry e set body = replace(e.body, 'familyName', 'status') from audit.leaf l where l.index = 7 and (l.lane, l.number) = (e.lane, e.number)`, 'ENTRY_CHANGED', 7],
    ['changes a time', `update audit.entry e set recorded_at = 'infinity' from audit.leaf l where l.index = 12 and (l.lane, l.number) = (e.lane, e.number)`, 'ENTRY_CHANGED', 12],
    ['removes an entry', `delete from audit.entry e using audit.leaf l where l.index = 31 and (l.lane, l.number) = (e.lane, e.number)`, 'ENTRY_CHANGED', 31],
    ['changes an entry and its leaf', `update audit.entry e set body = '{}' from audit.leaf l where l.index = 3 and (l.lane, l.number) = (e.lane, e.number);
       update audit.leaf set hash = sha256('\\x00'::bytea || uuid_send(lane) || int8send(number)) where index = 3`, 'FORKED', 40],
    ['swaps two leaves', `update audit.leaf l set hash = o.hash from audit.leaf o where l.index + o.index = 9 and l.index in (4, 5)`, 'FORKED', 40],
    ['cuts the tail off', `delete from audit.entry e using audit.leaf l where l.index >= 35 and (l.lane, l.number) = (e.lane, e.number); delete from audit.leaf where index >= 35`, 'ROLLED_BACK', 35],
    ['cuts the tail off with its checkpoints', `delete from audit.anchoring where size > 20; delete from audit.checkpoint where size > 20; delete from audit.leaf where index >= 20`, 'ROLLED_BACK', 20],
    ['takes leaves out of the middle', `delete from audit.leaf where index = 9`, 'LEAF_CHANGED', 40],
    ['removes checkpoints', `delete from audit.anchoring where size > 20; delete from audit.checkpoint where size > 20`, 'ROLLED_BACK', 20],
    ['puts a checkpoint of another in the place', `update audit.checkpoint set note = replace(note, '40', '39') where size = 40`, 'FORKED', 40],
  ])('is found before the next signature: %s', async (_, statement, rule, index) => {
    await tamper(statement);
    const before = log.lines().length;
    const sealer = log.sealer();
    await expect(sealer.seal()).rejects.toMatchObject({ name: 'SealFault', rule, index });
    await expect(sealer.seal()).rejects.toMatchObject({ rule });
    expect(log.lines()).toHaveLength(before);
    await sealer.close();
  });

  it('is found when the tree is changed under a sealer at work', async () => {
    const sealer = log.sealer();
    await sealer.seal();
    await tamper('delete from audit.leaf where index >= 39; delete from audit.node');
    await write(1);
    await expect(sealer.seal()).rejects.toThrow('follow');
    await expect(sealer.seal()).rejects.toMatchObject({ rule: 'ROLLED_BACK' });
    await sealer.close();
  });

  it('is found when leaves were added that no entry gives', async () => {
    await tamper(`insert into audit.leaf select 40, gen_random_uuid(), 1, sha256('x')`);
    await expect(log.seal()).rejects.toMatchObject({ rule: 'ENTRY_CHANGED', index: 40 });
  });

  it('is found when the anchor file is gone, cut, or somebody else\'s', async () => {
    const whole = readFileSync(log.anchorPath, 'utf8');
    for (const [text, rule] of [['', 'ANCHORS_CUT'], [`${whole.split('\n')[0]}\n`, 'ANCHORS_CUT'], [whole.replaceAll('qalxan.test', 'qalxan.best'), 'FORKED']]) {
      writeFileSync(log.anchorPath, text!);
      await expect(log.seal()).rejects.toMatchObject({ rule });
    }
  });

  it('is found by the check of the whole log, also where tree and nodes were made anew', async () => {
    await write(300);
    await log.seal();
    await tamper(`update audit.node set hash = sha256('x')`);
    await withClient(database.access.auditor, async (client) => {
      await expect(new LogCheck(client, 0).upTo(340)).rejects.toMatchObject({ rule: 'LEAF_CHANGED', index: 0 });
    });
  });

  it('leaves every checkpoint a beginning of the next, which anybody can check', async () => {
    await withClient(database.access.auditor, async (client) => {
      const [older, newer] = await Promise.all([20, 40].map(async (size) => ({ size, root: (await edgeAt(client, size)).root() })));
      expect(log.lines().map(({ said }) => said!.root)).toEqual([older!.root, newer!.root]);
      expect(extendsTree(older!, newer!, [])).toBe(false);
    });
  });

});

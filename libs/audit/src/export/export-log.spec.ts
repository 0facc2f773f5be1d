/** The export as somebody reads it who has the decision page and nothing of ours but a hash function. */
import { createHash } from 'node:crypto';
import { withClient } from '#persistence';
import { laneOptions, someEntry } from '../../../../test/support/audit-entries.js';
import { freshDatabase, type FreshDatabase } from '../../../../test/support/database.js';
import { sealing, tamperWith, type Sealing } from '../../../../test/support/sealing.js';
import { AuditLane } from '../audit-lane.js';
import { verifierKey } from '../checkpoint/note-key.js';
import { exportLog } from './export-log.js';

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

const sha = (...parts: readonly Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
const root = (leaves: readonly Buffer[]): Buffer => {
  if (leaves.length < 2) return leaves[0] ?? sha();
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return sha(Buffer.of(1), root(leaves.slice(0, k)), root(leaves.slice(k)));
};
const bigEndian = (number: string): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(number));
  return bytes;
};
const leafOf = (line: string): Buffer => {
  const [, lane, number, time, , ...body] = line.split(' ');
  return sha(Buffer.of(0), Buffer.from(lane!.replaceAll('-', ''), 'hex'), bigEndian(number!), bigEndian(time!), Buffer.from(body.join(' ')));
};
const write = async (count: number): Promise<void> => {
  const lane = await AuditLane.open(laneOptions(database));
  await Promise.all(Array.from({ length: count }, () => lane.append(someEntry())));
  await lane.close();
};
const exported = async (): Promise<string[]> => {
  let text = '';
  await exportLog({ connectionString: database.access.auditor }, verifierKey(log.signer.keys.log), (more) => { text += more; return Promise.resolve(); });
  return text.split('\n');
};
const between = (lines: readonly string[], from: string, to: string): string[] => lines.slice(lines.indexOf(from) + 1, lines.indexOf(to));

describe('the export of the log', () => {
  it('of an empty log is whole, with the empty tree if it was signed', async () => {
    expect((await exported()).slice(2)).toEqual(['size 0', 'entries', 'checkpoints', 'end', '']);
    await log.seal();
    expect(await exported()).toHaveLength(8);
  });

  it('gives every signed root to whoever computes it from the entries', async () => {
    for (const count of [3, 600]) {
      await write(count);
      await log.seal();
    }
    await write(1);
    const lines = await exported();
    expect(lines.slice(0, 3)).toEqual(['qalxan-audit-export 1', `log ${verifierKey(log.signer.keys.log)}`, 'size 603']);
    expect(lines.filter((line) => /^lane \S{36} [0-9]{13} [0-9a-f]{16} [0-9a-f]{64} test$/.test(line))).toHaveLength(3);
    const entries = between(lines, 'entries', 'checkpoints');
    expect(entries.map((line) => Number(line.split(' ')[0]))).toEqual(Array.from({ length: 603 }, (_, at) => at));
    const leaves = entries.map(leafOf);
    const checkpoints = between(lines, 'checkpoints', 'end').map((line) => Buffer.from(line.split(' ')[2]!, 'base64').toString().split('\n'));
    expect(checkpoints.map(([, size, hash]) => [size, hash])).toEqual([3, 603].map((size) => [String(size), root(leaves.slice(0, size)).toString('base64')]));
    expect(lines.slice(-2)).toEqual(['end', '']);
  });

  it('is not deceived about its lines by what somebody put into the database', async () => {
    await write(6);
    await log.seal();
    const at = (index: number): string => `from audit.leaf l where l.index = ${index} and (l.lane, l.number) = (e.lane, e.number)`;
    await tamperWith(database, `
      update audit.entry e set body = E'{}\\n1 forged' ${at(0)}; update audit.entry e set body = 'no json' ${at(1)}; update audit.entry e set recorded_at = '-infinity' ${at(2)};
      delete from audit.entry e using audit.leaf l where l.index = 3 and (l.lane, l.number) = (e.lane, e.number); delete from audit.leaf where index = 4;
      update audit.lane set process = E'x\\nend'`);
    const lines = await exported();
    const entries = between(lines, 'entries', 'checkpoints');
    expect(entries).toHaveLength(6);
    expect(entries[0]).toMatch(new RegExp(`\\*${Buffer.from('{}\n1 forged').toString('base64')}$`));
    expect(entries[1]).toMatch(/ \*bm8ganNvbg==$/);
    expect(entries[2]).toMatch(/^2 \S{36} 3 - [0-9a-f]{64} \{/);
    expect(entries[3]).toMatch(/^3 \S{36} 4 - - -$/);
    expect(entries[4]).toBe('4 - - - - -');
    expect(lines.indexOf('end')).toBe(lines.length - 2);
  });

  it('has no end when the log could not be read', async () => {
    await write(2);
    await log.seal();
    await withClient(database.adminUrl, (admin) => admin.query('revoke select on audit.entry from qalxan_auditor'));
    await expect(exported()).rejects.toThrow('permission denied');
  });
});

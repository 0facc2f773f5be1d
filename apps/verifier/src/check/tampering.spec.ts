/**
 * attacks.md, row 82: ways to change a log after it was anchored: each is found, and the first bad entry is named. What stands at an
 * index in the tampered log is compared with what stood there by the generator itself, which knows nothing of trees.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Dice } from '../../../../test/support/dice.js';
import { leafOf, naiveRoot, sampleLog, signer, writeLog, type SampleEntry, type SampleLog } from '../../../../test/support/sample-log.js';
import { readVerifierKey, type VerifierKey } from '../tree/note.js';
import { verifyLog } from './verify.js';

const CASES = process.env['QALXAN_LONG'] === '1' ? 10_000 : 1_000;
type Log = readonly (SampleEntry | null)[];
type Tampering = (log: SampleLog, at: number, dice: Dice) => Log;

/** Everything that a database administrator can do to entries: the anchors are out of reach. */
const TAMPERINGS: Readonly<Record<string, Tampering>> = {
  'body changed': ({ entries }, at) => entries.map((entry, index) => (index === at ? { ...entry, body: entry.body.replace('READ', 'HIDE') } : entry)),
  'body made a byte longer': ({ entries }, at) => entries.map((entry, index) => (index === at ? { ...entry, body: `${entry.body} ` } : entry)),
  'time changed': ({ entries }, at, dice) => entries.map((entry, index) => (index === at ? { ...entry, time: entry.time + 1 + dice.below(1_000) } : entry)),
  'number changed': ({ entries }, at) => entries.map((entry, index) => (index === at ? { ...entry, number: entry.number + 1 } : entry)),
  'moved to another lane': (log, at, dice) => {
    const other = log.lanes.filter(({ id }) => id !== log.entries[at]?.lane);
    return log.entries.map((entry, index) => (index === at ? { ...entry, lane: dice.pick(other).id } : entry));
  },
  'entry deleted': ({ entries }, at) => entries.map((entry, index) => (index === at ? null : entry)),
  'entry deleted and the rest moved up': ({ entries }, at) => entries.filter((_, index) => index !== at),
  'entry forged in between': ({ entries }, at) => entries.flatMap((entry, index) => (index === at ? [{ ...entry, body: '{"act":"FORGED"}' }, entry] : [entry])),
  'entry doubled': ({ entries }, at) => entries.flatMap((entry, index) => (index === at ? [entry, entry] : [entry])),
  'two entries swapped': ({ entries }, at) => {
    const other = (at + 1) % entries.length;
    return entries.map((entry, index) => (index === at ? entries[other] : index === other ? entries[at] : entry) ?? entry);
  },
  'tail cut off': ({ entries }, at) => entries.slice(0, at),
};

describe('a log that was changed before its last anchor', () => {
  const folder = mkdtempSync(join(tmpdir(), 'qalxan-verifier-'));
  afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

  it(`is found out in each of ${CASES} cases, and its first bad entry named`, async () => {
    const dice = new Dice(20_260_101);
    const by = signer();
    const key = trusted(by.key);
    const missed: string[] = [];
    for (let number = 0; number < CASES; number++) {
      const log = freshOrSame(number, () => sampleLog(3, 8 + dice.below(30), [], by, () => dice.next()));
      anchor(log, by, dice);
      const name = dice.pick(Object.keys(TAMPERINGS));
      const tampered = TAMPERINGS[name]?.(log, dice.below(log.entries.length), dice) ?? [];
      const expected = firstDifference(log.entries, tampered);
      const { file, anchors } = writeLog(folder, log, tampered);
      const { findings } = await verifyLog({ export: file, log: key, anchors });
      if (findings.first[0]?.index !== expected) missed.push(`${name}: ${JSON.stringify(findings.first[0])} instead of ${expected}`);
    }
    expect(missed.slice(0, 5)).toEqual([]);
  }, 300_000);

  it('is found out without the anchor file too, within the range between two checkpoints', async () => {
    const dice = new Dice(7);
    const by = signer();
    const log = sampleLog(2, 40, [10, 25, 40], by, () => dice.next());
    const tampered = log.entries.map((entry, index) => (index === 17 ? { ...entry, body: '{"act":"HIDE"}' } : entry));
    const { findings } = await verifyLog({ export: writeLog(folder, log, tampered).file, log: trusted(by.key) });
    expect(findings.first[0]).toEqual({ index: 10, words: 'entries 10 to 24 are not what was signed: the stored checkpoint of size 25 has another root' });
  });

  it('is found out when everything in the database was made again under a key of the administrator', async () => {
    const dice = new Dice(8);
    const by = signer();
    const log = sampleLog(2, 8, [8], by, () => dice.next());
    const forged = sampleLog(2, 8, [8], signer(), () => dice.next());
    const { file } = writeLog(folder, forged);
    const kept = mkdtempSync(join(folder, 'kept-'));
    const { anchors } = writeLog(kept, log);
    const { findings } = await verifyLog({ export: file, log: trusted(by.key), anchors });
    expect(findings.first[0]?.index).toBe(0);
    expect(findings.first.some(({ words }) => words === 'the stored checkpoint of size 8 is not signed by the log')).toBe(true);
  });

  it('is found out by the chain alone after the last anchor, for whoever holds its key', async () => {
    const dice = new Dice(9);
    const by = signer();
    const log = sampleLog(2, 20, [5], by, () => dice.next());
    const tampered = log.entries.map((entry, index) => (index === 12 ? { ...entry, body: '{"act":"HIDE"}' } : entry));
    const { file, anchors } = writeLog(folder, log, tampered);
    expect((await verifyLog({ export: file, log: trusted(by.key), anchors })).findings.count).toBe(0);
    const { findings } = await verifyLog({ export: file, log: trusted(by.key), anchors, chainKey: log.chainKey });
    expect(findings.first[0]?.index).toBe(12);
  });

  it('is found out by a receipt of the entry', async () => {
    const dice = new Dice(10);
    const by = signer();
    const log = sampleLog(1, 6, [], by, () => dice.next());
    const [, second] = log.entries;
    const receipts = [{ lane: second?.lane ?? '', number: 2, hash: 'f'.repeat(64) }, { lane: second?.lane ?? '', number: 99, hash: second?.link ?? '' }];
    const { findings } = await verifyLog({ export: writeLog(folder, log).file, log: trusted(by.key), receipts });
    expect(findings.first.map(({ index }) => index)).toEqual([1, null]);
  });
});

function trusted(text: string): VerifierKey {
  const key = readVerifierKey(text);
  if (!key) throw new Error('no key');
  return key;
}

let kept: SampleLog | undefined;

/** Building a log costs more than checking it: twenty cases share one. */
function freshOrSame(number: number, build: () => SampleLog): SampleLog {
  if (number % 20 === 0 || !kept) kept = build();
  return kept;
}

/** Anchors at two random sizes and at the end: everything is before the last anchor. */
function anchor(log: SampleLog, by: ReturnType<typeof signer>, dice: Dice): void {
  if (log.checkpoints.length > 0) return;
  const leaves = log.entries.map(leafOf);
  const sizes = [...new Set([dice.below(leaves.length), dice.below(leaves.length), leaves.length])].sort((one, other) => one - other);
  let before = 0;
  for (const size of sizes) {
    const note = by.note(size, naiveRoot(leaves.slice(0, size)));
    log.checkpoints.push({ size, note });
    log.anchors.push(JSON.stringify({ size, checkpoint: note, leaves: Buffer.concat(leaves.slice(before, size)).toString('base64'), at: '2026-01-01T00:00:00.000Z' }));
    before = size;
  }
}

function firstDifference(before: Log, after: Log): number {
  for (let index = 0; index < before.length; index++) {
    if (JSON.stringify(before[index] ?? null) !== JSON.stringify(after[index] ?? null)) return index;
  }
  return before.length;
}

/**
 * An exported log made up for tests of the verifier, entry by entry, with its checkpoints and anchors. Built the naive way, by
 * the definitions of RFC 6962 alone, and by nothing of the product: so the verifier is held to the written format.
 */
import { createHmac, generateKeyPairSync, hash, randomUUID, sign } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface SampleEntry {
  lane: string;
  number: number;
  time: number;
  link: string;
  body: string;
}

export interface SampleLog {
  readonly key: string;
  readonly chainKey: Buffer;
  lanes: { id: string; openedAt: number; keyId: string; firstLink: string; process: string }[];
  entries: SampleEntry[];
  /** Signed notes, by size. */
  checkpoints: { size: number; note: string }[];
  readonly anchors: string[];
}

export interface Signer {
  readonly key: string;
  note(size: number, root: Buffer): string;
}

const ORIGIN = 'example.test/audit';

/** @returns a log key: how it signs, and how a verifier is told of it. */
export function signer(): Signer {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
  const id = hash('sha256', Buffer.concat([Buffer.from(`${ORIGIN}\n\x01`), raw]), 'buffer').subarray(0, 4);
  return {
    key: `${ORIGIN}+${id.toString('hex')}+${Buffer.concat([Buffer.of(1), raw]).toString('base64')}`,
    note: (size, root) => {
      const text = `${ORIGIN}\n${size}\n${root.toString('base64')}\n`;
      return `${text}\n— ${ORIGIN} ${Buffer.concat([id, sign(null, Buffer.from(text), privateKey)]).toString('base64')}\n`;
    },
  };
}

/** RFC 6962, section 2.1, as it is written there. */
export function naiveRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return hash('sha256', Buffer.alloc(0), 'buffer');
  if (leaves.length === 1) return leaves[0] ?? Buffer.alloc(0);
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return hash('sha256', Buffer.concat([Buffer.of(1), naiveRoot(leaves.slice(0, split)), naiveRoot(leaves.slice(split))]), 'buffer');
}

/** RFC 6962, section 2.1.2: the proof that the first `size` leaves are a prefix. */
export function naiveConsistency(size: number, leaves: readonly Buffer[], whole = true): Buffer[] {
  if (size === leaves.length) return whole ? [] : [naiveRoot(leaves)];
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return size <= split
    ? [...naiveConsistency(size, leaves.slice(0, split), whole), naiveRoot(leaves.slice(split))]
    : [...naiveConsistency(size - split, leaves.slice(split), false), naiveRoot(leaves.slice(0, split))];
}

export function leafOf({ lane, number, time, body }: SampleEntry): Buffer {
  return hash('sha256', Buffer.concat([Buffer.of(0), bytesOf(lane, number, time, body)]), 'buffer');
}

/** @param sizes where checkpoints were signed and anchored; the last one is the whole log. */
export function sampleLog(laneCount: number, entryCount: number, sizes: readonly number[], by: Signer, random: () => number): SampleLog {
  const chainKey = hash('sha256', Buffer.from('the key of a chain'), 'buffer');
  const keyId = createHmac('sha256', chainKey).update('qalxan audit key id 1\0').digest('hex').slice(0, 16);
  const links = new Map<string, Buffer>();
  const lanes = Array.from({ length: laneCount }, () => {
    const id = randomUUID();
    const first = createHmac('sha256', chainKey).update('qalxan audit lane 1\0').update(idBytes(id)).update(int64(1_000)).update(`${keyId}\0api`).digest();
    links.set(id, first);
    return { id, openedAt: 1_000, keyId, firstLink: first.toString('hex'), process: 'api' };
  });
  const numbers = new Map<string, number>();
  const entries = Array.from({ length: entryCount }, (_, index): SampleEntry => {
    const lane = lanes[Math.floor(random() * laneCount)]?.id ?? '';
    const number = (numbers.get(lane) ?? 0) + 1;
    numbers.set(lane, number);
    const body = JSON.stringify({ act: 'READ', index, words: 'ə\u2028 ı' });
    const time = 1_700_000_000_000 + index;
    const link = createHmac('sha256', chainKey).update('qalxan audit entry 1\0').update(links.get(lane) ?? '').update(bytesOf(lane, number, time, body)).digest();
    links.set(lane, link);
    return { lane, number, time, link: link.toString('hex'), body };
  });
  const log: SampleLog = { key: by.key, chainKey, lanes, entries, checkpoints: [], anchors: [] };
  const leaves = entries.map(leafOf);
  let before = 0;
  for (const size of sizes) {
    const note = by.note(size, naiveRoot(leaves.slice(0, size)));
    log.checkpoints.push({ size, note });
    log.anchors.push(JSON.stringify({ size, checkpoint: note, leaves: Buffer.concat(leaves.slice(before, size)).toString('base64'), at: '2026-01-01T00:00:00.000Z' }));
    before = size;
  }
  return log;
}

/** @returns the lines of the export. A null stands for an entry that is gone. */
export function exportText(log: SampleLog, entries: readonly (SampleEntry | null)[] = log.entries): string {
  return [
    'qalxan-audit-export 1', `log ${log.key}`, `size ${entries.length}`,
    ...log.lanes.map(({ id, openedAt, keyId, firstLink, process }) => `lane ${id} ${openedAt} ${keyId} ${firstLink} ${process}`),
    'entries',
    ...entries.map((entry, index) => (entry ? `${index} ${entry.lane} ${entry.number} ${entry.time} ${entry.link} ${entry.body}` : `${index} - - - - -`)),
    'checkpoints', ...log.checkpoints.map(({ size, note }) => `checkpoint ${size} ${Buffer.from(note).toString('base64')}`),
    'end', '',
  ].join('\n');
}

/** Writes export and anchor file. @returns their paths. */
export function writeLog(folder: string, log: SampleLog, entries?: readonly (SampleEntry | null)[]): { readonly file: string; readonly anchors: string } {
  const [file, anchors] = [join(folder, 'log.txt'), join(folder, 'anchors.jsonl')];
  writeFileSync(file, exportText(log, entries));
  writeFileSync(anchors, log.anchors.map((line) => `${line}\n`).join(''));
  return { file, anchors };
}

function bytesOf(lane: string, number: number, time: number, body: string): Buffer {
  return Buffer.concat([idBytes(lane), int64(number), int64(time), Buffer.from(body)]);
}

function idBytes(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}

function int64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(value));
  return bytes;
}

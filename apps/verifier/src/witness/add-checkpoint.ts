/**
 * What a witness does with a checkpoint (C2SP tlog-witness): it signs only a tree that contains the last one it signed.
 * So a log that forks its history or forgets its tail finds nobody to sign for it.
 */
import { sign, type KeyObject } from 'node:crypto';

import { isConsistent, type Tree } from '../tree/consistency.js';
import { fromBase64, keyId, readCheckpoint, signedAt, timed, type VerifierKey } from '../tree/note.js';

export interface WitnessAnswer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly type: 'text/plain; charset=utf-8' | 'text/x.tlog.size';
  readonly body: string;
}

/** What the witness signed last. `save` returns when it is on disk: only then may the signature be given. */
export interface Memory {
  load(): Tree | null;
  save(tree: Tree): void;
}

export interface Witness {
  readonly log: VerifierKey;
  readonly name: string;
  readonly key: KeyObject;
  readonly publicKey: Buffer;
  readonly memory: Memory;
  /** Seconds since 1970. */
  readonly now: () => number;
}

/** Hashes in one proof: enough for 2^63 entries. */
const LONGEST_PROOF = 63;

/** Answers one request. Synchronous, so that two requests never see the same memory. */
export function addCheckpoint(witness: Witness, body: string): WitnessAnswer {
  const asked = read(body);
  if (!asked) return plain(400, 'not a request to add a checkpoint');
  const checkpoint = readCheckpoint(asked.note);
  if (!checkpoint) return plain(400, 'not a checkpoint');
  if (checkpoint.origin !== witness.log.name) return plain(404, 'a log this witness does not know');
  if (signedAt(asked.note, witness.log) === null) return plain(403, 'not signed by the log');
  if (asked.old > checkpoint.size) return plain(400, 'the old size is above the new one');

  const last = witness.memory.load();
  const size = last?.size ?? 0;
  if (asked.old !== size) return { status: 409, type: 'text/x.tlog.size', body: `${size}\n` };
  // The same size with another root: two histories. Told as the protocol tells it.
  if (last?.size === checkpoint.size && !last.root.equals(checkpoint.root)) return { status: 409, type: 'text/x.tlog.size', body: `${size}\n` };
  if (last && !isConsistent(last, checkpoint, asked.proof)) return plain(422, 'the proof does not hold');
  if (!last && asked.proof.length > 0) return plain(422, 'the proof does not hold');

  if (!last || checkpoint.size > last.size) witness.memory.save({ size: checkpoint.size, root: checkpoint.root });
  return plain(200, cosignature(witness, checkpoint.text));
}

function read(body: string): { readonly old: number; readonly proof: readonly Buffer[]; readonly note: string } | null {
  const end = body.indexOf('\n\n');
  const [first = '', ...hashes] = body.slice(0, Math.max(end, 0)).split('\n');
  const [, old] = /^old (0|[1-9][0-9]{0,15})$/.exec(first) ?? [];
  const proof = hashes.map(fromBase64);
  if (old === undefined || proof.length > LONGEST_PROOF || proof.some((hash) => hash?.length !== 32)) return null;
  return { old: Number(old), proof: proof as Buffer[], note: body.slice(end + 2) };
}

function cosignature({ name, key, publicKey, now }: Witness, text: string): string {
  const seconds = now();
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(seconds));
  const signature = sign(null, Buffer.from(timed(text, seconds)), key);
  return `— ${name} ${Buffer.concat([keyId(name, 4, publicKey), time, signature]).toString('base64')}\n`;
}

function plain(status: WitnessAnswer['status'], body: string): WitnessAnswer {
  return { status, type: 'text/plain; charset=utf-8', body: body.endsWith('\n') ? body : `${body}\n` };
}

/**
 * Lets a log go on that was restored from an older backup. The anchor file still has the leaf hash of every lost entry, so the tree is
 * filled up to what was anchored: the same root, nothing signed is contradicted, every witness goes on. The entries stay lost, and a
 * signed declaration says so in the database and in the anchor file, for ever.
 */
import { CodedError, newId, type Clock } from '#kernel';
import type { Client } from 'pg';

import type { AnchorFile } from '../anchor/anchor-file.js';
import type { CheckpointSigner } from '../checkpoint/checkpoint.js';
import { takeLock, addLeaves, insertCheckpoint, type Leaf } from '../seal/sealer-rows.js';
import { SealFault } from '../seal/seal-fault.js';
import { entryLeaf } from '../tree/hash.js';
import { edgeAt } from '../tree/stored-tree.js';
import type { Loss } from './loss.js';
import { checkRestored } from './restored-log.js';

/** Leaves written at once. */
const AT_ONCE = 2_048;

export interface AcceptLoss {
  /** The owner's login, on a connection of its own. */
  readonly client: Client;
  readonly anchors: AnchorFile;
  readonly signer: CheckpointSigner;
  readonly clock: Clock;
}

/**
 * @returns what was declared and how many entries are gone; null when the database is not behind the anchors.
 * @throws SealFault when what there is is not a true beginning of what was anchored; CodedError UNAVAILABLE rule SEALER_AT_WORK.
 */
export async function acceptLoss({ client, anchors, signer, clock }: AcceptLoss): Promise<{ readonly loss: Loss; readonly entries: number } | null> {
  if (!(await takeLock(client))) throw new CodedError('UNAVAILABLE', 'SEALER_AT_WORK');
  await client.query('begin isolation level repeatable read');
  try {
    const { size, anchored, history } = await checkRestored(client, anchors.path, signer.keys);
    const { last } = history;
    if (!last || anchored <= size) {
      await client.query('rollback');
      return null;
    }
    const loss: Loss = { first: size, until: anchored, lane: newId(), root: last.checkpoint.root, at: clock.now() };
    const entries = await fillUp(client, loss, history.leaves);
    await insertCheckpoint(client, anchored, last.checkpoint.root, last.note, clock.now());
    const note = signer.declare(loss);
    await client.query('insert into audit.loss (note, declared_at) values ($1, $2)', [note, loss.at]);
    // In the file first: a declaration too many excuses nothing, one too few would leave a hole without a word.
    await anchors.declare(note);
    await client.query('commit');
    return { loss, entries };
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

/** @returns how many of the leaves have no entry any more. */
async function fillUp(client: Client, { first, until, lane, root, at }: Loss, hashes: Buffer): Promise<number> {
  const kept = await unsequenced(client);
  await client.query(`insert into audit.lane (id, opened_at, process, key_id, first_link) values ($1, $2, 'lost entries', 'none', $3)`, [lane, at, Buffer.alloc(32)]);
  const edge = await edgeAt(client, first);
  let lost = 0;
  for (let from = first; from < until; from += AT_ONCE) {
    const leaves: Leaf[] = [];
    for (let index = from; index < Math.min(until, from + AT_ONCE); index += 1) {
      const hash = hashes.subarray(index * 32, index * 32 + 32);
      const entry = kept.get(hash.toString('hex'));
      leaves.push(entry ?? { lane, number: (lost += 1), hash });
    }
    await addLeaves(client, from, leaves, leaves.flatMap(({ hash }) => edge.append(hash)));
  }
  if (!edge.root().equals(root)) throw new SealFault('FORKED', until);
  return lost;
}

/** Entries that were written before the backup and sequenced after it: they are not lost, and take their own places. */
async function unsequenced(client: Client): Promise<ReadonlyMap<string, Leaf>> {
  const { rows } = await client.query<{ lane: string; number: string; recorded_at: Date; body: string }>(
    `select e.lane, e.number, e.recorded_at, e.body from audit.entry e
      where not exists (select from audit.leaf l where l.lane = e.lane and l.number = e.number)`);
  return new Map(rows.map(({ lane, number: stored, recorded_at: recordedAt, body }) => {
    const number = Number(stored);
    const hash = entryLeaf({ lane, number, recordedAt, body });
    return [hash.toString('hex'), { lane, number, hash }];
  }));
}

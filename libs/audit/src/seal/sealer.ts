/**
 * The sealer: puts committed entries into the tree, signs its head, and hands that to the anchors. It keeps nothing but what it can
 * take from the tables again, so it may be killed anywhere; and it stops for good when they are not what was signed.
 */
import { systemClock, type Clock, type Id } from '#kernel';
import type { Client, ClientConfig } from 'pg';

import type { AnchorFile } from '../anchor/anchor-file.js';
import type { Witness } from '../anchor/witness.js';
import { connectForAudit, discard } from '../audit-connection.js';
import type { CheckpointSigner } from '../checkpoint/checkpoint.js';
import { consistencyRuns } from '../tree/proof.js';
import { rootsOf, TreeBroken } from '../tree/stored-tree.js';
import { SealFault } from './seal-fault.js';
import { dueLeaves, insertAnchoring, insertCheckpoint, insertLeaves, lanesWithGaps, takeLock, BATCH } from './sealer-rows.js';
import { startingState, type SealerState } from './starting-state.js';

export interface SealerOptions {
  /** Role `qalxan_sealer`. */
  readonly connection: ClientConfig;
  readonly signer: CheckpointSigner;
  readonly anchors: AnchorFile;
  readonly witness?: Witness | null;
  readonly clock?: Clock;
  /** Milliseconds after which a log at rest is anchored again. Default 60,000. */
  readonly restMs?: number;
}

const STATEMENT_TIMEOUT = 60_000;
/** Batches under one checkpoint at most, so that a line of the anchor file stays short when much has to be caught up with. */
const BATCHES = 16;

export class Sealer {
  readonly #options: SealerOptions & { readonly clock: Clock; readonly restMs: number };
  #client: Client | null = null;
  #state: SealerState | null = null;
  #fault: SealFault | null = null;

  constructor(options: SealerOptions) {
    this.#options = { clock: systemClock, restMs: 60_000, ...options };
  }

  /**
   * Seals what is committed now, and anchors it.
   * @returns false when another sealer is at work.
   * @throws SealFault when the log is not what was signed: this and every later call; Error when something could not be reached.
   */
  async seal(stopping?: AbortSignal): Promise<boolean> {
    if (this.#fault) throw this.#fault;
    try {
      const client = await this.#connected();
      if (!client) return false;
      const state = (this.#state ??= await startingState(client, this.#options.anchors, this.#options.signer.keys, stopping));
      while (stopping?.aborted !== true) {
        const more = await this.#sequence(client, state);
        await this.#sign(client, state);
        await this.#anchor(client, state);
        if (!more) break;
      }
      return true;
    } catch (error) {
      this.#forget();
      if (error instanceof SealFault) this.#fault = error;
      throw error;
    }
  }

  /** Stops sealing for good, for a fault that somebody else has found. */
  refuse(fault: SealFault): void {
    this.#fault ??= fault;
    this.#forget();
  }

  /** @returns lanes whose entries wait behind a gap; empty for a sealer that is not at work. */
  async waitingLanes(): Promise<readonly Id[]> {
    return this.#client && this.#state ? lanesWithGaps(this.#client) : [];
  }

  /** Lets the lock go. */
  async close(): Promise<void> {
    const client = this.#client;
    [this.#client, this.#state] = [null, null];
    await client?.end().catch(() => undefined);
  }

  async #connected(): Promise<Client | null> {
    if (this.#client) return this.#client;
    const client = await connectForAudit({ application_name: 'qalxan-sealer', ...this.#options.connection }, STATEMENT_TIMEOUT);
    client.on('error', () => this.#forget());
    if (await takeLock(client).catch((error: unknown) => { discard(client); throw error; })) {
      this.#client = client;
      return client;
    }
    await client.end().catch(() => undefined);
    return null;
  }

  /** @returns whether more may be waiting. The edge grows only when the leaves are durable. */
  async #sequence(client: Client, state: SealerState): Promise<boolean> {
    for (let batch = 0; batch < BATCHES; batch += 1) {
      const leaves = await dueLeaves(client);
      if (leaves.length === 0) return false;
      const edge = state.edge.copy();
      const nodes = leaves.flatMap(({ hash }) => edge.append(hash));
      await insertLeaves(client, state.edge.size, leaves, nodes);
      state.edge = edge;
      for (const { hash } of leaves) state.unanchored.push(hash);
      if (leaves.length < BATCH.entries / 2) return false;
    }
    return true;
  }

  async #sign(client: Client, state: SealerState): Promise<void> {
    const { size } = state.edge;
    if (state.signed?.size === size) return;
    const root = state.edge.root();
    const note = this.#options.signer.sign({ size, root });
    await insertCheckpoint(client, size, root, note, this.#options.clock.now());
    state.signed = { size, note };
  }

  async #anchor(client: Client, state: SealerState): Promise<void> {
    const { signer, anchors, witness, clock, restMs } = this.#options;
    const { signed } = state;
    const now = clock.now();
    const rested = state.anchoredAt === null || Math.abs(now.getTime() - state.anchoredAt) >= restMs;
    if (!signed || (state.unanchored.length === 0 && !rested)) return;
    const checkpoint = signer.stamp(signed.note, now);
    await anchors.append({ size: signed.size, checkpoint, leaves: Buffer.concat(state.unanchored), at: now });
    state.unanchored = [];
    const lines = await witness?.cosign({ size: signed.size, checkpoint, proofFrom: (older) => this.#proof(client, older, signed.size) });
    await insertAnchoring(client, signed.size, checkpoint + (lines ?? ''), now);
    state.anchoredAt = now.getTime();
  }

  async #proof(client: Client, older: number, newer: number): Promise<readonly Buffer[]> {
    try {
      return await rootsOf(client, consistencyRuns(older, newer));
    } catch (error) {
      throw error instanceof TreeBroken ? new SealFault('LEAF_CHANGED', older) : error;
    }
  }

  #forget(): void {
    const client = this.#client;
    [this.#client, this.#state] = [null, null];
    if (client) discard(client);
  }
}

/** The jobs that keep the log provable: one seals and anchors what was written, one goes through the whole log again and again. */
import { openSealing, SettingsRefusal } from '#assembly';
import { LogCheck, readLosses, Sealer, SealFault, treeSize } from '#audit';
import { openPool } from '#persistence';

import type { Job } from './job.js';
import type { WorkerParts } from './jobs.js';
import { SealAlarm } from './seal-alarm.js';

/** Twice a second, so that anchors are at most a second apart while there is something to anchor. */
const SEAL_EVERY = 500;
const CHECK_EVERY = 30_000;
/** Entries that one turn of the check goes through. */
const CHECK_AT_ONCE = 20_000;
/** Milliseconds between two words about a lane that waits. */
const REMIND_AFTER = 60_000;

export interface Sealing {
  readonly jobs: readonly Job[];
  readonly close: () => Promise<void>;
}

/** @throws SettingsRefusal when there is no login, key or anchor to seal with. */
export async function sealing({ assembly, log }: WorkerParts): Promise<Sealing> {
  const { access, settings, clock } = assembly;
  if (access.sealer === undefined) throw new SettingsRefusal('The worker needs DATABASE_SEALER_URL');
  const keeper = await openSealing(settings.seal);
  const sealer = new Sealer({ connection: { connectionString: access.sealer }, clock, ...keeper });
  const pool = openPool(access.sealer, { name: 'qalxan audit check', poolSize: 1 });
  const alarm = new SealAlarm(assembly.wall, log);
  let remindedAt = Number.NEGATIVE_INFINITY;
  let check: { readonly turn: LogCheck; upTo: number } | null = null;

  const seal = async (stopping: AbortSignal): Promise<void> => {
    try {
      await sealer.seal(stopping);
      alarm.sealed();
    } catch (error) {
      await alarm.failed(error);
      throw error;
    }
    if (performance.now() - remindedAt < REMIND_AFTER) return;
    const waiting = await sealer.waitingLanes();
    if (waiting.length === 0) return;
    remindedAt = performance.now();
    for (const lane of waiting.slice(0, 12)) log.error('seal.gap', { lane });
  };

  /** A turn of the check over the whole log. Its end is a signed size, so that the root can be compared too. */
  const goThrough = async (stopping: AbortSignal): Promise<void> => {
    const checkpoint = check ? null : await assembly.proofs.checkpoint(null);
    check ??= { turn: new LogCheck(pool, 0, await readLosses(pool, keeper.signer.keys)), upTo: Math.min(checkpoint?.size ?? 0, await treeSize(pool)) };
    const { turn, upTo } = check;
    try {
      await turn.upTo(Math.min(upTo, turn.next + CHECK_AT_ONCE), stopping);
      if (turn.next < upTo) return;
      const signed = await assembly.proofs.checkpoint(upTo);
      if (signed) turn.compareRoot(upTo, signed.root);
      check = null;
    } catch (error) {
      check = null;
      // Sealing stops for good, and with it, five minutes later, the reading of identities.
      if (error instanceof SealFault) sealer.refuse(error);
      throw error;
    }
  };

  return {
    jobs: [{ name: 'seal', everyMs: SEAL_EVERY, run: seal }, { name: 'audit-check', everyMs: CHECK_EVERY, run: goThrough }],
    close: async () => {
      await sealer.close();
      await pool.end();
    },
  };
}

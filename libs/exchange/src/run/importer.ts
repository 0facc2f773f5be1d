/**
 * Imports a file: first the plan over the whole file, then exactly that plan, batch by batch. Each batch is one transaction
 * that holds its records, their history and the note that its rows are done; so an import that ends in the middle, however it
 * ends, is continued by giving the same command again.
 */
import { stat } from 'node:fs/promises';

import { today, type Query } from '#change';
import { CodedError, systemClock, type Clock } from '#kernel';
import type { Viewer } from '#policy';
import type { Pool } from 'pg';

import { FileRefusal } from '../format/file-refusal.js';
import { importFormats } from '../format/formats.js';
import { finishJob, openJob } from '../job/import-rows.js';
import { holdingSource } from '../job/source-lock.js';
import type { ImportPlan } from '../plan/import-plan.js';
import { survey, type Surveyed } from '../plan/survey.js';
import { RejectsFile } from '../rejects/rejects-file.js';
import { admit, putOnRecord } from './admission.js';
import { batchesOf } from './batches.js';
import { carryOut, type Batch, type ChangeParts } from './batch.js';
import { Line } from './line.js';
import { sourceOf, type ImportRequest, type Progress } from './import-request.js';

export interface ImporterParts extends ChangeParts {
  /** Connections of the application's login, for tables of imports only: records are behind the wall. */
  readonly pool: Pool;
  readonly clock?: Clock;
}

export interface PlanOptions {
  readonly watch?: ((progress: Progress) => void) | undefined;
}

export interface RunOptions extends PlanOptions {
  /** Digest of the plan that is to be carried out; any other is refused. */
  readonly plan?: string | undefined;
  /** Where rejected rows go; beside the file unless given. */
  readonly rejects?: string | undefined;
  /** Ends the import after the batch under way. */
  readonly signal?: AbortSignal | undefined;
}

export interface ImportReport {
  readonly plan: ImportPlan;
  /** Rows created by this run. */
  readonly created: number;
  /** False when it was interrupted: the same command continues it. */
  readonly finished: boolean;
  readonly rejectsFile: string | null;
}

/** While the database stores one batch, the next is made. More gained nothing. */
const BATCHES_AT_ONCE = 2;

/** Who imports, asked anew before every batch: whoever is disabled or loses the role stops at the next one. */
export type Authority = Viewer | (() => Promise<Viewer>);

export class Importer {
  readonly #query: Query;
  readonly #clock: Clock;

  constructor(private readonly parts: ImporterParts) {
    this.#clock = parts.clock ?? systemClock;
    this.#query = async (text, values) => {
      try {
        return (await parts.pool.query<Record<string, unknown>>(text, [...values])).rows;
      } catch (error) {
        throw new CodedError('UNAVAILABLE', undefined, { cause: error });
      }
    };
  }

  /**
   * Says what an import would do, and stores nothing but that it was asked.
   * @throws FileRefusal when the file cannot be taken; CodedError FORBIDDEN, REAUTH_REQUIRED, UNAVAILABLE.
   */
  async plan(authority: Authority, request: ImportRequest, options: PlanOptions = {}): Promise<ImportPlan> {
    const viewer = await viewerOf(authority);
    await admit(this.parts.audit, viewer, this.#clock);
    return (await this.survey(viewer, request, options)).plan;
  }

  /**
   * Imports the file. Repeating it creates nothing twice; after an interruption it goes on where it stopped.
   * @throws FileRefusal when the file or the plan cannot be taken; CodedError FORBIDDEN, REAUTH_REQUIRED, UNAVAILABLE, CONFLICT. Batches that were
   *   committed before stay; the same command continues.
   */
  async run(authority: Authority, request: ImportRequest, options: RunOptions = {}): Promise<ImportReport> {
    const viewer = await viewerOf(authority);
    const begun = this.#clock.now();
    await admit(this.parts.audit, viewer, this.#clock);
    return holdingSource(this.parts.pool, sourceOf(request), async () => {
      const rejects = new RejectsFile(options.rejects ?? `${request.file}.rejects.csv`);
      try {
        const surveyed = await this.survey(viewer, request, options, rejects);
        if (options.plan !== undefined && options.plan !== surveyed.plan.digest) throw new FileRefusal('PLAN_CHANGED');
        const rejectsFile = await rejects.close();
        return { ...(await this.carryOut(authority, { ...request, begun }, surveyed, options)), rejectsFile };
      } catch (error) {
        await rejects.abandon();
        throw error;
      }
    });
  }

  private async survey(viewer: Viewer, request: ImportRequest, { watch }: PlanOptions, rejects?: RejectsFile): Promise<Surveyed> {
    const bytesTotal = await sizeOf(request.file);
    const surveyed = await survey({
      format: importFormats[request.format], file: request.file, source: sourceOf(request), query: this.#query,
      today: today(this.#clock.now()), digestKey: this.parts.vault,
      watch: (bytes, rows) => watch?.({ phase: 'PLAN', bytes, bytesTotal, rows }),
      rejects: rejects && ((cells, fault) => rejects.add(cells, fault)),
    });
    await putOnRecord(this.parts.audit, viewer, surveyed.plan);
    return surveyed;
  }

  private async carryOut(authority: Authority, request: ImportRequest & Pick<Batch, 'begun'>, { plan, rows }: Surveyed, options: RunOptions): Promise<Omit<ImportReport, 'rejectsFile'>> {
    if (plan.create === plan.done && plan.done === 0) return { plan, created: 0, finished: true };
    const { format, source, fileDigest } = plan;
    const question = { operation: null, root: 'importRecords', hash: fileDigest };
    const bytesTotal = await sizeOf(request.file);
    const job = await openJob(this.#query, plan, (await viewerOf(authority)).officer, plan.rows);
    const about = { source, today: today(this.#clock.now()), digestKey: this.parts.vault };
    const line = new Line(BATCHES_AT_ONCE);
    let created = 0;
    for await (const batch of batchesOf(importFormats[request.format], request.file, rows, about)) {
      if (options.signal?.aborted) break;
      await line.enter(async () => {
        await carryOut(this.parts, await viewerOf(authority), { job: job.id, format, source, rows: batch.rows, question, begun: request.begun });
        created += batch.rows.length;
        options.watch?.({ phase: 'RUN', bytes: batch.bytes, bytesTotal, rows: batch.upTo });
      });
    }
    await line.empty();
    if (created < plan.create - plan.done) return { plan, created, finished: false };
    await finishJob(this.#query, job.id, plan.duplicate, plan.reject);
    return { plan, created, finished: true };
  }
}

async function viewerOf(authority: Authority): Promise<Viewer> {
  return typeof authority === 'function' ? authority() : authority;
}

async function sizeOf(file: string): Promise<number> {
  try {
    const found = await stat(file);
    if (found.isFile()) return found.size;
  } catch (error) {
    throw new FileRefusal('NOT_READABLE', {}, { cause: error });
  }
  throw new FileRefusal('NOT_READABLE');
}

/**
 * The one door. Everything a viewer reads of a record passes `one` or `page`: decided, asked in one statement, masked in
 * SQL, put on record, and only then handed out.
 */
import type { AuditEntry, AuditLog, AuditTouch, Receipt } from '#audit';
import { throwCoded } from '#change';
import { CodedError, isId, type Id } from '#kernel';
import type { Viewer } from '#policy';
import type { AnyRecord, Registry } from '#record';
import type { Vault } from '#vault';
import type { Wall } from '#wall';
import type { GraphQLResolveInfo } from 'graphql';

import { Cursors } from './answer/cursor.js';
import { decode, type Decoded } from './answer/decode.js';
import type { Answer } from './answer/disclosed.js';
import type { Ask } from './ask/ask.js';
import { askOne, askPage, type PageArguments } from './ask/from-graphql.js';
import { questionOf } from './ask/question.js';
import { detailOf, Gates, isRefusal, type Gate } from './gate.js';
import { Names } from './sealed/names.js';
import { openCells } from './sealed/sealed-cells.js';
import { PlanCache } from './plan/plan-cache.js';
import { bind } from './plan/sql.js';
import { readingClaims } from './reading-claims.js';
import { sharesOf } from './shares.js';
import { standingOf } from './standing.js';

/** What a resolver passes on: who asks, where receipts are left, and the selection. */
export interface Asking {
  readonly viewer: Viewer | null | undefined;
  readonly receipts: Receipt[];
}

export interface DisclosureOptions {
  readonly wall: Pick<Wall, 'ask'>;
  readonly registry: Registry;
  readonly audit: AuditLog;
  readonly vault: Vault;
  readonly cursors: Cursors;
  /** Asked by every reading, in this order. Required, so that a door without gates is somebody's decision. */
  readonly gates: readonly Gate[];
}

export class Disclosure {
  private readonly plans: PlanCache;
  private readonly gates: Gates;
  private readonly names: Names;

  constructor(private readonly options: DisclosureOptions) {
    this.plans = new PlanCache(options.registry);
    this.gates = new Gates(options.gates);
    this.names = new Names(options);
  }

  /**
   * Reads one row for the viewer: null when it does not exist for them, whatever the reason.
   * @throws CodedError UNAUTHENTICATED without a viewer, BAD_REQUEST for a refused question, UNAVAILABLE when database, keys or
   *   audit log cannot answer or a seal is broken, and what a gate refuses with.
   */
  async one(record: AnyRecord, id: string, asking: Asking, info: GraphQLResolveInfo): Promise<Answer | null> {
    const viewer = signedIn(asking);
    const asked = isId(id) ? [{ record: record.name, ids: [id], disclosed: [], withheld: [] }] : [];
    return this.answer(viewer, asking, info, asked, () => askOne(record, id, info, this.options.cursors, viewer.officer));
  }

  /** Reads a page of rows for the viewer. Errors as for {@link one}. */
  async page(record: AnyRecord, args: PageArguments, asking: Asking, info: GraphQLResolveInfo): Promise<Answer> {
    const viewer = signedIn(asking);
    const answer = await this.answer(viewer, asking, info, [], () => askPage(record, args, info, this.options.cursors, viewer.officer));
    if (!answer) throw new CodedError('INTERNAL');
    return answer;
  }

  private async answer(
    viewer: Viewer, asking: Asking, info: GraphQLResolveInfo, asked: readonly AuditTouch[], ask: () => Ask,
  ): Promise<Answer | null> {
    const onRecord = (outcome: 'ANSWERED' | 'REFUSED', touched: readonly AuditTouch[], detail?: AuditEntry['detail']): Promise<Receipt> =>
      this.options.audit.append({
        act: 'READ', outcome, actor: actorOf(viewer), purpose: viewer.purpose, question: questionOf(info), touched, ...(detail && { detail }),
      });
    let read: Decoded;
    try {
      read = await sharesOf(this.options.wall).run(viewer.officer, () => this.read(viewer, ask()));
      await this.gates.after(viewer, read.touched);
      await openCells(this.options.vault, read.sealed);
    } catch (error) {
      // A refusal must be on record before it is told. What failed on our side gave nothing away: it is noted if it can be.
      const noted = onRecord('REFUSED', asked, detailOf(error));
      if (isRefusal(error)) await noted;
      else void noted.catch(() => undefined);
      throw error;
    }
    asking.receipts.push(await onRecord('ANSWERED', read.touched.length > 0 ? read.touched : asked));
    return read.answer;
  }

  private async read(viewer: Viewer, ask: Ask): Promise<Decoded> {
    const plan = this.plans.planFor(ask, standingOf(viewer));
    await this.gates.before(viewer, plan.plan.identity);
    const resolved = await this.names.resolve(plan.plan.slots, viewer, ask.inputs);
    const values = bind(plan.plan.slots, viewer.officer, ask.inputs, resolved);
    const { rows } = await this.options.wall
      .ask<{ answer: string }>(readingClaims(this.options.registry, viewer), { text: plan.plan.text, values, ...(plan.statement && { name: plan.statement }) })
      .catch(throwCoded);
    return decode({ plan: plan.plan, ask, viewer: viewer.officer, cursors: this.options.cursors }, rows[0]?.answer ?? null);
  }
}

/** @returns the viewer as the audit log names them. */
export function actorOf({ officer, agency, session, roles }: Viewer): { officer: Id; agency: Id; session: Id; roles: readonly string[] } {
  return { officer, agency, session, roles };
}

function signedIn({ viewer }: Asking): Viewer {
  if (!viewer) throw new CodedError('UNAUTHENTICATED');
  return viewer;
}

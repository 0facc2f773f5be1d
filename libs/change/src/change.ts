/**
 * The write door. One command is one transaction: allowed or not, carried out, put on record, and only then committed.
 * Nothing is ever committed without its audit entry and its history; a refused attempt is on record too
 * (decisions/0001-one-door-for-writes.md).
 */
import type { AuditEntry, AuditLog, Receipt } from '#audit';
import { ApprovalRequired, CodedError, systemClock, type Clock, type ErrorCode, type Id } from '#kernel';
import { conflictOf, fourEyesOf, mayCommand, PROOF_COMMANDS, requireRecentProof, type Command, type Role, type Viewer } from '#policy';
import type { Vault } from '#vault';
import type { Claims, Wall } from '#wall';
import type { MikroORM } from '@mikro-orm/postgresql';

import { requestApproval, type Asked } from './approval/approval-rows.js';
import { ApprovalMissing, FourEyesGuard } from './approval/four-eyes.js';
import type { Matter } from './approval/matter.js';
import { codedFailure, throwCoded } from './database-failure.js';
import { acceptedEntry, refusedEntry, type Told } from './entry.js';
import { writeHistory } from './history.js';
import { guardFlushes, openJournal } from './journal.js';
import type { Query, Sight } from './sight.js';
import { faultOfReason } from './reason.rules.js';
import { allowedText } from './text-rules.js';
import { inTransaction } from './transaction.js';
import { Unit } from './unit.js';

export interface ChangeOptions {
  readonly orm: MikroORM;
  readonly audit: AuditLog;
  readonly sight: Sight;
  readonly vault: Vault;
  readonly wall: Pick<Wall, 'enter'>;
  /** Tells how old a proof of identity is. Default: the machine's own. */
  readonly clock?: Clock;
  /** Told of a new request for an approval, in its transaction: whoever may approve should hear of it. */
  readonly approvalAsked?: ApprovalAsked;
}

/** @param approvers the roles that may approve. */
export type ApprovalAsked = (query: Query, about: { readonly approval: Id; readonly requester: Id; readonly approvers: readonly Role[] }) => Promise<void>;

export interface Order {
  readonly command: Command;
  /** Which of the commands that are granted under one name; looked up in `FOUR_EYES`. Default: the command itself. */
  readonly part?: string | undefined;
  /** Why, in the officer's own words: 10 to 500 characters that say something (reason.rules.ts), kept in the history. */
  readonly reason?: string | undefined;
  readonly question: AuditEntry['question'];
  /** Where the receipt of the accepted command is left. */
  readonly receipts?: Receipt[] | undefined;
  /** For one act of many commands, such as an import in batches: when it began. A fresh proof of identity had to be fresh then. */
  readonly begun?: Date | undefined;
  /** What is asked for, of a command that may need four eyes. A command on that list without it is not carried out. */
  readonly matter?: Matter | undefined;
  /** The accepted command's entry names the rows it changed, not those it was aimed at: that somebody was sealed is told by the order alone. */
  readonly discreet?: true;
}

/** What is done by the clock has no viewer, needs no role and proves nothing; every rule of the command itself holds. */
export type HouseOrder = Pick<Order, 'command' | 'question'>;

export const REASON_LENGTH = { least: 10, most: 500 } as const;

/** Refusals that are the caller's affair and go on record. Failures of our own go to the error log. */
const REFUSALS: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['FORBIDDEN', 'REAUTH_REQUIRED', 'NOT_FOUND', 'CONFLICT', 'REJECTED', 'BAD_REQUEST']);

/** Stands where a unit wants a viewer and the clock acts: no role, so that nothing exists for it. */
const NOBODY = '00000000-0000-4000-8000-000000000000';
const HOUSE: Viewer = Object.freeze({ officer: NOBODY, agency: NOBODY, session: NOBODY, roles: Object.freeze([]), purpose: null });

export class Change {
  constructor(private readonly options: ChangeOptions) {
    guardFlushes(options.orm.em.getEventManager());
  }

  /**
   * Carries out one command for the viewer.
   * @param work what the command does; it runs once, inside the transaction, and its result is returned after the commit.
   * @throws CodedError FORBIDDEN when no role of the viewer may give the command; REAUTH_REQUIRED for one of `PROOF_COMMANDS`
   *   without a proof of identity of the last five minutes; ApprovalRequired for one of `FOUR_EYES` without an approval, which is
   *   then asked for; REJECTED (APPROVAL_...) with one that is none for this; whatever `work` refuses; UNAVAILABLE when the
   *   audit log or the database cannot take it or the outcome is unknown. Except in that last case nothing was stored.
   */
  async run<T>(viewer: Viewer, order: Order, work: (unit: Unit) => Promise<T>): Promise<T> {
    const told = { viewer, command: order.command, question: order.question, aimedAt: [] as Told['aimedAt'][number][] };
    try {
      if (conflictOf(viewer.roles) !== null || !mayCommand(viewer.roles, order.command)) throw new CodedError('FORBIDDEN');
      if (PROOF_COMMANDS.has(order.command)) requireRecentProof(viewer, this.clockOf(order));
      return await this.transact(told, { ...order, reason: allowedReason(order.reason) }, work).catch(async (error: unknown) => {
        throw error instanceof ApprovalMissing ? await this.askApproval(told, error.asked) : error;
      });
    } catch (error) {
      const refusal = codedFailure(error);
      if (REFUSALS.has(refusal.code)) await this.options.audit.append(refusedEntry(told, refusal));
      throw refusal;
    }
  }

  /** The request is on record before it can be seen. @returns what to throw. */
  private askApproval(told: Told & { readonly viewer: Viewer }, asked: Asked): Promise<CodedError> {
    const { orm, audit, wall, approvalAsked } = this.options;
    return inTransaction(orm, wall, claimsFor(told), async ({ query }) => {
      const { approval, isNew } = await requestApproval(query, told.viewer, asked);
      if (isNew) await approvalAsked?.(query, { approval, requester: told.viewer.officer, approvers: fourEyesOf(asked.command)?.approvers ?? [] });
      const required = new ApprovalRequired(approval);
      await audit.append(refusedEntry(told, required, { approval: required.approval }));
      return required;
    }).catch(throwCoded);
  }

  /**
   * Carries out what time alone demands, such as lifting an order that has run out. On record with no actor, in the history with no officer.
   * For jobs of the worker only: MUST NOT be called for a person. The unit's viewer sees nothing; a job loads what it knows.
   * @returns what `work` returns. @throws CodedError as {@link run}. Where nothing changed, nothing is put on record.
   */
  async runForHouse<T>(order: HouseOrder, work: (unit: Unit) => Promise<T>): Promise<T> {
    const told = { viewer: null, command: order.command, question: order.question, aimedAt: [] as Told['aimedAt'][number][] };
    return this.transact(told, order, work).catch((error: unknown) => { throw codedFailure(error); });
  }

  private clockOf({ begun }: Order): Clock {
    return begun ? { now: () => begun } : this.options.clock ?? systemClock;
  }

  private async transact<T>(told: Told & { aimedAt: Told['aimedAt'] }, order: Order, work: (unit: Unit) => Promise<T>): Promise<T> {
    const { orm, audit, sight, vault, wall } = this.options;
    const { result, receipt } = await inTransaction(orm, wall, claimsFor(told), async ({ em, query, now }) => {
      const journal = openJournal(em);
      // What the house does was decided before, by people; it has no second human to ask.
      const eyes = new FourEyesGuard(told.viewer ?? HOUSE, told.viewer ? order : { command: 'house' }, query);
      const unit = new Unit({ viewer: told.viewer ?? HOUSE, now, em, journal, sight, vault, query, eyes });
      told.aimedAt = unit.aimedAt;
      await eyes.before();
      const done = await work(unit);
      await unit.flush();
      await eyes.after();
      const changes = journal.close();
      if (told.viewer === null && changes.length === 0) return { result: done, receipt: null };
      const entry = await audit.append(acceptedEntry(order.discreet ? { ...told, aimedAt: [] } : told, changes, eyes.detail));
      await writeHistory(query, changes, {
        at: now, officer: told.viewer?.officer ?? null, command: order.command, reason: order.reason ?? null, receipt: entry,
      });
      return { result: done, receipt: entry };
    });
    if (receipt) order.receipts?.push(receipt);
    return result;
  }
}

function allowedReason(reason: string | undefined): string | undefined {
  if (reason === undefined) return undefined;
  if (reason.trim().length < REASON_LENGTH.least) throw new CodedError('REJECTED', 'REASON_TOO_SHORT');
  const text = allowedText(reason, REASON_LENGTH.most);
  const fault = faultOfReason(text);
  if (fault !== null) throw new CodedError('REJECTED', fault);
  return text;
}

/** The tables of accounts. Whoever manages these has no business with any other, whatever a command of theirs might ask. */
const ACCOUNT_TABLES = ['agency', 'officer', 'history'];

function claimsFor({ viewer, command }: Told): Claims {
  if (!viewer) return { kind: 'SYSTEM', officer: null, tables: '*' };
  return { kind: 'COMMAND', officer: viewer.officer, tables: command === 'manageAccounts' ? ACCOUNT_TABLES : '*' };
}

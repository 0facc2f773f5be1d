/**
 * The way every account command goes: through the write door, under the one command `manageAccounts`, and into the log as an
 * act on an account. So an agency or officer that is made here has its history like every record, and a refused command is
 * on record too.
 */
import type { MikroORM } from '@mikro-orm/postgresql';
import type { AuditLog } from '#audit';
import { Change, noVault, type Matter, type Sight, type Unit } from '#change';
import { CodedError, type Clock, type Id } from '#kernel';
import { isRecentlyProved, mayCommand, type Viewer } from '#policy';
import type { Wall } from '#wall';

import { tellApprovers } from '../approval/tell-approvers.js';
import { questionOf, type Asked } from '../asked.js';
import type { Sql } from '../sql.js';

/** One command, as it will stand in the log. */
export interface AccountCommand {
  readonly name: string;
  readonly asked: Asked;
  /** Codes and counts only. */
  readonly detail?: Readonly<Record<string, string | number>>;
  /** What an approver is shown; for the commands of `FOUR_EYES`. */
  readonly matter?: Matter;
}

export class AccountDoor {
  constructor(
    private readonly orm: MikroORM, private readonly audit: AuditLog, private readonly sight: Sight, private readonly wall: Wall, readonly clock: Clock,
  ) {}

  /** Asks before costly work whether the viewer may. @throws CodedError FORBIDDEN or REAUTH_REQUIRED, on record. */
  async admit(viewer: Viewer, command: AccountCommand): Promise<void> {
    if (!mayCommand(viewer.roles, 'manageAccounts') || !isRecentlyProved(viewer, this.clock)) await this.refuse(viewer, command, new CodedError('FORBIDDEN'));
  }

  /** Puts a refusal on record and throws it; nothing is carried out, so nothing needs an approval. */
  refuse(viewer: Viewer, command: AccountCommand, error: CodedError): Promise<never> {
    return this.enter(viewer, command, undefined, () => Promise.reject(error));
  }

  /** Carries a command out, or nothing of it. @throws CodedError as `Change.run`. */
  run<T>(viewer: Viewer, command: AccountCommand, work: (unit: Unit) => Promise<T>): Promise<T> {
    return this.enter(viewer, command, command.name, work);
  }

  private enter<T>(viewer: Viewer, { name, asked, detail, matter }: AccountCommand, part: string | undefined, work: (unit: Unit) => Promise<T>): Promise<T> {
    const log: AuditLog = { append: (entry) => this.audit.append({ ...entry, act: 'ACCOUNT', detail: { ...entry.detail, ...detail } }) };
    const change = new Change({ orm: this.orm, audit: log, sight: this.sight, vault: noVault, wall: this.wall, clock: this.clock, approvalAsked: tellApprovers });
    return change.run(viewer, { command: 'manageAccounts', part, matter, question: questionOf(name, asked), receipts: asked.receipts }, work);
  }
}

/** Statements of this library in the command's transaction: its tables are no records and have no history to miss. */
export function sqlOf(unit: Unit): Sql {
  return async <R extends object>(text: string, values: Parameters<Sql>[1]) => (await unit.query(text, values)) as readonly R[];
}

/** Whoever works at the operator's command line; an id that no officer has. */
export const OPERATOR: Id = '00000000-0000-4000-8000-000000000000';

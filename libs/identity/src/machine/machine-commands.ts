/**
 * Accounts of programs. What a machine may ask is a list of documents, each approved by two administrators who have read it; whoever
 * steals its token can ask these and nothing else (decisions/0007-trusted-documents.md).
 */
import { createHash } from 'node:crypto';
import { parse } from 'graphql';
import { CodedError, type Id } from '#kernel';
import type { Unit } from '#change';
import { mayCommand, type Viewer } from '#policy';
import type { Wall } from '#wall';

import { sqlOf, type AccountCommand, type AccountDoor } from '../account/account-door.js';
import { NO_DOCUMENT, type Asked } from '../asked.js';
import type { CredentialRows } from '../credential/credential-rows.js';
import { normaliseLogin } from '../credential/login.js';
import { Officer } from '../officer/officer.record.js';
import type { SessionRows } from '../session/session-rows.js';
import { orUnavailable, sqlOn } from '../sql.js';

/** Characters of a document at most: an approver reads it. */
export const MOST_OF_A_DOCUMENT = 8_000;

export class MachineCommands {
  constructor(
    private readonly wall: Wall, private readonly door: AccountDoor, private readonly credentials: CredentialRows, private readonly sessions: SessionRows,
  ) {}

  /**
   * Makes an account a machine's, for good, and ends its sessions.
   * @throws CodedError APPROVAL_REQUIRED; FORBIDDEN; REAUTH_REQUIRED; NOT_FOUND; REJECTED with rule SELF_CHANGE or MACHINE.
   */
  makeMachine(viewer: Viewer, officer: Id, asked: Asked = NO_DOCUMENT): Promise<void> {
    return this.door.run(viewer, aboutMachine(officer, { name: 'makeMachine', asked }), async (unit) => {
      await this.lock(unit, viewer, officer);
      const made = await unit.query('insert into identity.machine (officer_id) values ($1) on conflict do nothing returning officer_id', [officer]);
      if (made.length === 0) throw new CodedError('REJECTED', 'MACHINE');
      await this.sessions.endAll(sqlOf(unit), officer, 'BECAME_MACHINE');
    });
  }

  /**
   * Lets a machine send a document.
   * @returns its hash. @throws CodedError APPROVAL_REQUIRED; FORBIDDEN; REAUTH_REQUIRED; NOT_FOUND; REJECTED with rule SELF_CHANGE, NOT_A_MACHINE,
   *   DOCUMENT (no GraphQL, or too long) or DOCUMENT_LISTED.
   */
  async trustDocument(viewer: Viewer, officer: Id, document: string, asked: Asked = NO_DOCUMENT): Promise<string> {
    const plain: AccountCommand = { name: 'trustDocument', asked };
    await this.door.admit(viewer, plain);
    if (!isDocument(document)) return this.door.refuse(viewer, plain, new CodedError('REJECTED', 'DOCUMENT'));
    const hash = createHash('sha256').update(document, 'utf8').digest('hex');
    return this.door.run(viewer, aboutMachine(officer, plain, { document, sha256: hash }), async (unit) => {
      await this.lock(unit, viewer, officer);
      if ((await unit.query('select from identity.machine where officer_id = $1', [officer])).length === 0) throw new CodedError('REJECTED', 'NOT_A_MACHINE');
      const added = await unit.query(
        `insert into identity.trusted_document (officer_id, hash, document) values ($1, $2, $3)
         on conflict (officer_id, hash) where removed_at is null do nothing returning hash`, [officer, hash, document]);
      if (added.length === 0) throw new CodedError('REJECTED', 'DOCUMENT_LISTED');
      return hash;
    });
  }

  /** Takes a document off the list, from the next request on. One administrator may: it gives nobody anything. @throws CodedError FORBIDDEN; REAUTH_REQUIRED; NOT_FOUND. */
  distrustDocument(viewer: Viewer, officer: Id, hash: string, asked: Asked = NO_DOCUMENT): Promise<void> {
    return this.door.run(viewer, { name: 'distrustDocument', asked }, async (unit) => {
      await this.lock(unit, viewer, officer);
      const removed = await unit.query(
        'update identity.trusted_document set removed_at = clock_timestamp() where officer_id = $1 and hash = $2 and removed_at is null returning hash', [officer, hash]);
      if (removed.length === 0) throw new CodedError('NOT_FOUND');
    });
  }

  /** @returns the account of a login, for administrators; null when there is none. @throws CodedError FORBIDDEN; UNAVAILABLE. */
  async accountOf({ roles }: Viewer, login: string): Promise<Id | null> {
    if (!mayCommand(roles, 'manageAccounts')) throw new CodedError('FORBIDDEN');
    return (await orUnavailable(() => this.credentials.byLogin(sqlOn(this.wall), normaliseLogin(login) ?? '')))?.officer ?? null;
  }

  /** @returns the text of a document the machine may send, or null. Asked anew each time. @throws CodedError UNAVAILABLE. */
  async documentOf(officer: Id, hash: string): Promise<string | null> {
    const [row] = await orUnavailable(() => sqlOn(this.wall)<{ document: string }>(
      'select document from identity.trusted_document where officer_id = $1 and hash = $2 and removed_at is null', [officer, hash]));
    return row?.document ?? null;
  }

  private async lock(unit: Unit, viewer: Viewer, officer: Id): Promise<void> {
    if (officer === viewer.officer) throw new CodedError('REJECTED', 'SELF_CHANGE');
    await unit.visible(Officer, officer);
    const [account, own] = [await this.credentials.lock(sqlOf(unit), officer), await this.credentials.byOfficer(sqlOf(unit), viewer.officer)];
    if (!account) throw new CodedError('NOT_FOUND');
    if (account.human !== null && account.human === own?.human) throw new CodedError('REJECTED', 'SELF_CHANGE');
  }
}

function aboutMachine(officer: Id, command: AccountCommand, more: Readonly<Record<string, string>> = {}): AccountCommand {
  return { ...command, matter: { payload: { officer, ...more }, concerns: { officer }, rehearsed: true } };
}

function isDocument(text: string): boolean {
  if (text.length === 0 || text.length > MOST_OF_A_DOCUMENT || !text.isWellFormed() || text.includes('\0')) return false;
  try {
    parse(text, { maxTokens: 2_000 });
    return true;
  } catch {
    return false;
  }
}

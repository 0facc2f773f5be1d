/**
 * The administrator's commands. An administrator makes and ends accounts and sees no record. Nothing that lets anybody in, or gives
 * anybody more, is done by one administrator alone: it is asked for, approved by another human, and carried out once
 * (libs/change/decisions/0003-four-eyes.md). No administrator ever holds a password of somebody else.
 */
import type { Unit } from '#change';
import { ADVISORY_LOCK, CodedError, newId, type Id } from '#kernel';
import { conflictOf, type Role, type Viewer } from '#policy';

import { Agency, type AgencyRole } from '../agency/agency.record.js';
import { NO_DOCUMENT, type Asked } from '../asked.js';
import type { Credential, CredentialRows } from '../credential/credential-rows.js';
import { normaliseLogin } from '../credential/login.js';
import type { PasswordHalves } from '../credential/password-halves.js';
import { passwordFault } from '../credential/password-rules.js';
import type { Passwords } from '../credential/passwords.js';
import { normalisePersonnelNumber } from '../credential/personnel-number.js';
import { raise } from '../notice/raise.js';
import { Officer } from '../officer/officer.record.js';
import type { FactorRows } from '../factor/factor-rows.js';
import type { SessionRows } from '../session/session-rows.js';
import type { Turnstile } from '../sign-in/turnstile.js';
import { OPERATOR, sqlOf, type AccountCommand, type AccountDoor } from './account-door.js';
import type { RoleRows } from './role-rows.js';

export interface NewOfficer {
  readonly agency: Id;
  readonly name: string;
  readonly position?: string | null;
  readonly login: string;
  /** Which human it is, see `normalisePersonnelNumber`. */
  readonly personnelNumber: string;
  /** Roles to begin with. */
  readonly roles?: readonly Role[] | null;
}

/** One half of a password that was made up, told this once; whoever approved has the other. */
export interface GivenPassword {
  readonly officer: Id;
  readonly passwordPart: string;
}

export interface FirstAdministrator {
  readonly login: string;
  /** Their own choice, typed by themselves. */
  readonly password: string;
  readonly personnelNumber: string;
  readonly name?: string | undefined;
  /** Login of an administrator who is lost: he is kept out in the same act, and the new one takes his place. */
  readonly inPlaceOf?: string | undefined;
}

/** Administrators there must be before the operator can make no more: one asks, another approves. */
const ENOUGH = 2;
/** Where a command is only tried out there is no password yet; it is rolled back, and no password has this hash. */
const NO_HASH = '$argon2id$none';

export class AccountCommands {
  constructor(
    private readonly door: AccountDoor,
    private readonly credentials: CredentialRows,
    private readonly roles: RoleRows,
    private readonly sessions: SessionRows,
    private readonly factors: FactorRows,
    private readonly passwords: Passwords,
    private readonly halves: PasswordHalves,
    private readonly turnstile: Turnstile,
  ) {}

  /** @returns the new agency's id. @throws CodedError FORBIDDEN; REJECTED for a text that may not be stored. */
  createAgency(viewer: Viewer, input: { readonly name: string; readonly role: AgencyRole }, asked: Asked = NO_DOCUMENT): Promise<Id> {
    return this.door.run(viewer, { name: 'createAgency', asked }, (unit) => Promise.resolve(unit.create(Agency, { name: input.name, role: input.role })));
  }

  /**
   * Makes an account under four eyes.
   * @throws CodedError APPROVAL_REQUIRED; FORBIDDEN; NOT_FOUND for no agency; REJECTED with rule LOGIN, LOGIN_TAKEN, PERSONNEL_NUMBER, SELF_GRANT,
   *   a rule of texts, of separation, or of approvals (`Change.run`).
   */
  async createOfficer(viewer: Viewer, { agency, name, position = null, roles: given, ...input }: NewOfficer, asked: Asked = NO_DOCUMENT): Promise<GivenPassword> {
    const plain: AccountCommand = { name: 'createOfficer', asked };
    await this.door.admit(viewer, plain);
    const login = normaliseLogin(input.login);
    const human = normalisePersonnelNumber(input.personnelNumber);
    const roles = [...new Set(given ?? [])].sort();
    const fault = login === null ? 'LOGIN' : human === null ? 'PERSONNEL_NUMBER' : conflictOf(roles);
    if (login === null || human === null || fault !== null) return this.door.refuse(viewer, plain, new CodedError('REJECTED', fault ?? 'LOGIN'));
    const payload = { agency, name, position, login, personnelNumber: human, roles };
    const command: AccountCommand = { ...plain, matter: { payload, concerns: { human }, rehearsed: true } };
    const { passwordPart, hash } = await this.madeUp(viewer);
    const officer = await this.door.run(viewer, command, async (unit) => {
      await unit.visible(Agency, agency);
      await this.refuseOwn(unit, human);
      await this.refuseConflict(unit, human, roles);
      const made = await this.addOfficer(unit, payload, hash, true);
      for (const role of roles) await this.roles.grant(sqlOf(unit), made, role, viewer.officer);
      return made;
    });
    return { officer, passwordPart };
  }

  /** @throws CodedError APPROVAL_REQUIRED; FORBIDDEN; NOT_FOUND; REJECTED with rule SELF_GRANT, ROLE_HELD, PERSONNEL_NUMBER or the rule of separation it breaks. */
  grantRole(viewer: Viewer, officer: Id, role: Role, asked: Asked = NO_DOCUMENT): Promise<readonly Role[]> {
    return this.door.run(viewer, this.about(officer, { name: 'grantRole', detail: { role }, asked }, { role }), async (unit) => {
      if (officer === viewer.officer) throw new CodedError('REJECTED', 'SELF_GRANT');
      const { human } = await this.lock(unit, officer);
      if (human === null) throw new CodedError('REJECTED', 'PERSONNEL_NUMBER');
      await this.refuseOwn(unit, human);
      const held = await this.roles.of(sqlOf(unit), officer);
      await this.refuseConflict(unit, human, [...held, role]);
      if (held.includes(role)) throw new CodedError('REJECTED', 'ROLE_HELD');
      await this.roles.grant(sqlOf(unit), officer, role, viewer.officer);
      return this.roles.of(sqlOf(unit), officer);
    });
  }

  /** @throws CodedError APPROVAL_REQUIRED for the role of administrator; FORBIDDEN; NOT_FOUND; REJECTED with rule SELF_CHANGE or ROLE_NOT_HELD. */
  revokeRole(viewer: Viewer, officer: Id, role: Role, asked: Asked = NO_DOCUMENT): Promise<readonly Role[]> {
    return this.door.run(viewer, this.about(officer, { name: 'revokeRole', detail: { role }, asked }, { role }), async (unit) => {
      notSelf(viewer, officer);
      await this.lock(unit, officer);
      if (!(await this.roles.revoke(sqlOf(unit), officer, role, viewer.officer))) throw new CodedError('REJECTED', 'ROLE_NOT_HELD');
      if (role === 'ADMINISTRATOR') await unit.needFourEyes();
      return this.roles.of(sqlOf(unit), officer);
    });
  }

  /** Ends all sessions and keeps the officer out. @throws CodedError APPROVAL_REQUIRED for an administrator; FORBIDDEN; NOT_FOUND; REJECTED with rule SELF_CHANGE. */
  disableOfficer(viewer: Viewer, officer: Id, asked: Asked = NO_DOCUMENT): Promise<void> {
    return this.door.run(viewer, this.about(officer, { name: 'disableOfficer', asked }), async (unit) => {
      await this.activate(unit, officer, false);
      if ((await this.roles.of(sqlOf(unit), officer)).includes('ADMINISTRATOR')) await unit.needFourEyes();
    });
  }

  /** Lets the officer sign in again; ended sessions stay ended. @throws CodedError APPROVAL_REQUIRED; FORBIDDEN; NOT_FOUND; REJECTED with rule SELF_CHANGE. */
  enableOfficer(viewer: Viewer, officer: Id, asked: Asked = NO_DOCUMENT): Promise<void> {
    return this.door.run(viewer, this.about(officer, { name: 'enableOfficer', asked }), (unit) => this.activate(unit, officer, true));
  }

  /**
   * Makes up a new password under four eyes and ends all sessions.
   * @throws CodedError APPROVAL_REQUIRED; FORBIDDEN; NOT_FOUND; REJECTED with rule SELF_CHANGE for one's own.
   */
  async resetPassword(viewer: Viewer, officer: Id, asked: Asked = NO_DOCUMENT): Promise<GivenPassword> {
    const command = this.about(officer, { name: 'resetPassword', asked });
    await this.door.admit(viewer, command);
    const { passwordPart, hash } = await this.madeUp(viewer);
    await this.door.run(viewer, command, async (unit) => {
      notSelf(viewer, officer);
      const { human } = await this.lock(unit, officer);
      await this.refuseOwn(unit, human);
      await this.credentials.replaceHash(sqlOf(unit), officer, hash, { provisional: true });
      await this.sessions.endAll(sqlOf(unit), officer, 'PASSWORD_RESET');
      await raise(unit.query, { kind: 'PASSWORD_RESET', officer });
    });
    return { officer, passwordPart };
  }

  /**
   * Takes all second factors and recovery codes of an officer who has lost them, and ends all sessions. With the next sign-in
   * a role that must have one can do nothing but enrol anew.
   * @throws CodedError APPROVAL_REQUIRED; FORBIDDEN; NOT_FOUND; REJECTED with rule SELF_CHANGE for one's own, NO_FACTOR.
   */
  resetFactors(viewer: Viewer, officer: Id, asked: Asked = NO_DOCUMENT): Promise<void> {
    return this.door.run(viewer, this.about(officer, { name: 'resetFactors', asked }), async (unit) => {
      notSelf(viewer, officer);
      const { human } = await this.lock(unit, officer);
      await this.refuseOwn(unit, human);
      if ((await this.factors.endAll(sqlOf(unit), officer, 'RESET')) === 0) throw new CodedError('REJECTED', 'NO_FACTOR');
      await this.sessions.endAll(sqlOf(unit), officer, 'FACTOR_CHANGED');
      await raise(unit.query, { kind: 'FACTOR_CHANGED', officer });
    });
  }

  /** Ends all sessions of an officer. @returns how many ended. @throws CodedError FORBIDDEN; NOT_FOUND. */
  endSessions(viewer: Viewer, officer: Id, asked: Asked = NO_DOCUMENT): Promise<number> {
    return this.door.run(viewer, { name: 'endSessions', asked }, async (unit) => {
      await this.lock(unit, officer);
      return this.sessions.endAll(sqlOf(unit), officer, 'ENDED_BY_ADMINISTRATOR');
    });
  }

  /**
   * Makes an administrator in an agency of its own, while fewer than two humans who may sign in are administrators. For the operator's
   * command line, never for a request: whoever can call it holds the database's login anyway.
   * @throws CodedError NOT_FOUND for nobody to replace; REJECTED with rule ADMINISTRATOR_EXISTS (two do), SAME_HUMAN, PERSONNEL_NUMBER, LOGIN, LOGIN_TAKEN or a rule of passwords.
   */
  async bootstrapAdministrator(given: FirstAdministrator): Promise<Id> {
    const command: AccountCommand = { name: 'bootstrapAdministrator', asked: NO_DOCUMENT };
    const operator: Viewer = { officer: OPERATOR, agency: OPERATOR, session: newId(), roles: ['ADMINISTRATOR'], purpose: null, provedAt: this.door.clock.now().getTime() };
    const login = normaliseLogin(given.login);
    const human = normalisePersonnelNumber(given.personnelNumber);
    const fault = login === null ? 'LOGIN' : human === null ? 'PERSONNEL_NUMBER' : passwordFault(given.password, login);
    if (login === null || human === null || fault !== null) return this.door.refuse(operator, command, new CodedError('REJECTED', fault ?? 'LOGIN'));
    const hash = await this.turnstile.run(() => this.passwords.hash(given.password));
    return this.door.run(operator, command, async (unit) => {
      await unit.query('select pg_advisory_xact_lock($1::bigint)::text', [ADVISORY_LOCK.FIRST_ADMINISTRATORS]);
      if (given.inPlaceOf !== undefined) await this.replace(unit, given.inPlaceOf);
      const humans = await this.roles.administrators(sqlOf(unit));
      if (humans.length >= ENOUGH) throw new CodedError('REJECTED', 'ADMINISTRATOR_EXISTS');
      if (humans.includes(human)) throw new CodedError('REJECTED', 'SAME_HUMAN');
      await this.refuseConflict(unit, human, ['ADMINISTRATOR']);
      const agency = unit.create(Agency, { name: 'Administration of the database', role: 'Other' });
      const officer = await this.addOfficer(unit, { agency, name: given.name ?? 'Administrator', position: 'Administrator', login, personnelNumber: human }, hash, false);
      await this.roles.grant(sqlOf(unit), officer, 'ADMINISTRATOR', null);
      return officer;
    });
  }

  /** Nobody may approve what concerns himself, so of two administrators neither can keep the other out: only the operator can. */
  private async replace(unit: Unit, given: string): Promise<void> {
    const lost = await this.credentials.byLogin(sqlOf(unit), normaliseLogin(given) ?? '');
    if (!lost || !(await this.roles.of(sqlOf(unit), lost.officer)).includes('ADMINISTRATOR')) throw new CodedError('NOT_FOUND');
    await this.activate(unit, lost.officer, false);
  }

  /** A command about one officer, with what an approver is shown. */
  private about(officer: Id, command: AccountCommand, more: Readonly<Record<string, string>> = {}): AccountCommand {
    return { ...command, matter: { payload: { officer, ...more }, concerns: { officer }, rehearsed: true } };
  }

  /** @returns the caller's half and the hash of the whole. Without an approval to use there is no whole, and no work. */
  private async madeUp({ approval }: Viewer): Promise<{ passwordPart: string; hash: string }> {
    if (approval === undefined) return { passwordPart: '', hash: NO_HASH };
    const passwordPart = this.halves.invented();
    return { passwordPart, hash: await this.turnstile.run(() => this.passwords.hash(this.halves.whole(passwordPart, approval))) };
  }

  private async addOfficer(unit: Unit, { name, agency, position, login, personnelNumber }: NewOfficer, hash: string, provisional: boolean): Promise<Id> {
    const officer = unit.create(Officer, { name, agency, position: position ?? null, active: true });
    if (!(await this.credentials.add(sqlOf(unit), { officer, login, hash, human: personnelNumber, provisional }))) throw new CodedError('REJECTED', 'LOGIN_TAKEN');
    return officer;
  }

  /** Nobody gives anything to another account of his own. */
  private async refuseOwn(unit: Unit, human: string | null): Promise<void> {
    const own = await this.credentials.byOfficer(sqlOf(unit), unit.viewer.officer);
    if (human !== null && own?.human === human) throw new CodedError('REJECTED', 'SELF_GRANT');
  }

  /** Roles are held together by a human, whichever of his accounts has them. */
  private async refuseConflict(unit: Unit, human: string, roles: readonly Role[]): Promise<void> {
    const conflict = conflictOf([...new Set([...await this.roles.ofHuman(sqlOf(unit), human), ...roles])]);
    if (conflict !== null) throw new CodedError('REJECTED', conflict);
  }

  /** One change of an account at a time. The officer must exist for the viewer and have an account. */
  private async lock(unit: Unit, officer: Id): Promise<Credential> {
    await unit.visible(Officer, officer);
    const account = await this.credentials.lock(sqlOf(unit), officer);
    if (!account) throw new CodedError('NOT_FOUND');
    return account;
  }

  /** The sessions are ended after the officer's row is changed: a sign-in under way is then either seen here or refused. */
  private async activate(unit: Unit, officer: Id, active: boolean): Promise<void> {
    notSelf(unit.viewer, officer);
    // The officer's row first, then the account: the order in which a sign-in locks them.
    await unit.open(Officer, officer);
    await this.lock(unit, officer);
    unit.update(Officer, officer, { active });
    if (!active) await this.sessions.endAll(sqlOf(unit), officer, 'DISABLED');
  }
}

function notSelf(viewer: Viewer, officer: Id): void {
  if (officer === viewer.officer) throw new CodedError('REJECTED', 'SELF_CHANGE');
}

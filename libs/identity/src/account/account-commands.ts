/**
 * The administrator's commands. An administrator makes and ends accounts and sees no record; nobody grants a role to
 * himself, and nobody acts on an equal: what needs two administrators is refused until two can be asked.
 */
import type { Unit } from '#change';
import { CodedError, newId, type Id } from '#kernel';
import { conflictOf, type Role, type Viewer } from '#policy';

import { Agency, type AgencyRole } from '../agency/agency.record.js';
import { NO_DOCUMENT, type Asked } from '../asked.js';
import type { CredentialRows } from '../credential/credential-rows.js';
import { normaliseLogin } from '../credential/login.js';
import { passwordFault } from '../credential/password-rules.js';
import { inventPassword, type Passwords } from '../credential/passwords.js';
import { Officer } from '../officer/officer.record.js';
import type { SessionRows } from '../session/session-rows.js';
import type { Turnstile } from '../sign-in/turnstile.js';
import { OPERATOR, sqlOf, type AccountCommand, type AccountDoor } from './account-door.js';
import type { RoleRows } from './role-rows.js';

export interface NewOfficer {
  readonly agency: Id;
  readonly name: string;
  readonly position?: string | null;
  readonly login: string;
  /** Left out: one is invented. */
  readonly password?: string | null;
}

/** The invented password, told this once; null when the caller chose it. */
export interface GivenPassword {
  readonly officer: Id;
  readonly password: string | null;
}

export class AccountCommands {
  constructor(
    private readonly door: AccountDoor,
    private readonly credentials: CredentialRows,
    private readonly roles: RoleRows,
    private readonly sessions: SessionRows,
    private readonly passwords: Passwords,
    private readonly turnstile: Turnstile,
  ) {}

  /** @returns the new agency's id. @throws CodedError FORBIDDEN; REJECTED for a text that may not be stored. */
  createAgency(viewer: Viewer, input: { readonly name: string; readonly role: AgencyRole }, asked: Asked = NO_DOCUMENT): Promise<Id> {
    return this.door.run(viewer, { name: 'createAgency', asked }, (unit) => Promise.resolve(unit.create(Agency, { name: input.name, role: input.role })));
  }

  /** @throws CodedError FORBIDDEN; NOT_FOUND for no agency; REJECTED with rule LOGIN, LOGIN_TAKEN or a rule of passwords or texts. */
  async createOfficer(viewer: Viewer, input: NewOfficer, asked: Asked = NO_DOCUMENT): Promise<GivenPassword> {
    const command: AccountCommand = { name: 'createOfficer', asked };
    const password = input.password ?? inventPassword();
    const { login, hash } = await this.newCredential(viewer, command, input.login, password);
    const officer = await this.door.run(viewer, command, async (unit) => {
      await unit.visible(Agency, input.agency);
      return this.addOfficer(unit, input, login, hash);
    });
    return { officer, password: input.password == null ? password : null };
  }

  /** @throws CodedError FORBIDDEN; NOT_FOUND; REJECTED with rule SELF_GRANT, ROLE_HELD or the rule of separation it breaks. */
  grantRole(viewer: Viewer, officer: Id, role: Role, asked: Asked = NO_DOCUMENT): Promise<readonly Role[]> {
    return this.door.run(viewer, { name: 'grantRole', detail: { role }, asked }, async (unit) => {
      if (officer === viewer.officer) throw new CodedError('REJECTED', 'SELF_GRANT');
      await this.lock(unit, officer);
      const held = await this.roles.of(sqlOf(unit), officer);
      const conflict = conflictOf([...held, role]);
      if (conflict !== null) throw new CodedError('REJECTED', conflict);
      if (held.includes(role)) throw new CodedError('REJECTED', 'ROLE_HELD');
      await this.roles.grant(sqlOf(unit), officer, role, viewer.officer);
      return this.roles.of(sqlOf(unit), officer);
    });
  }

  /** @throws CodedError FORBIDDEN; NOT_FOUND; REJECTED with rule SELF_CHANGE or ROLE_NOT_HELD. */
  revokeRole(viewer: Viewer, officer: Id, role: Role, asked: Asked = NO_DOCUMENT): Promise<readonly Role[]> {
    return this.door.run(viewer, { name: 'revokeRole', detail: { role }, asked }, async (unit) => {
      notSelf(viewer, officer);
      await this.lock(unit, officer);
      if (!(await this.roles.revoke(sqlOf(unit), officer, role, viewer.officer))) throw new CodedError('REJECTED', 'ROLE_NOT_HELD');
      return this.roles.of(sqlOf(unit), officer);
    });
  }

  /** Ends all sessions and keeps the officer out. @throws CodedError FORBIDDEN; NOT_FOUND; REJECTED with rule SELF_CHANGE. */
  disableOfficer(viewer: Viewer, officer: Id, asked: Asked = NO_DOCUMENT): Promise<void> {
    return this.door.run(viewer, { name: 'disableOfficer', asked }, (unit) => this.activate(unit, officer, false));
  }

  /** Lets the officer sign in again; ended sessions stay ended. @throws CodedError FORBIDDEN; NOT_FOUND; REJECTED with rule SELF_CHANGE. */
  enableOfficer(viewer: Viewer, officer: Id, asked: Asked = NO_DOCUMENT): Promise<void> {
    return this.door.run(viewer, { name: 'enableOfficer', asked }, (unit) => this.activate(unit, officer, true));
  }

  /**
   * Gives a new, invented password and ends all sessions.
   * @throws CodedError FORBIDDEN; NOT_FOUND; REJECTED with rule FOUR_EYES for one's own and for another administrator's.
   */
  async resetPassword(viewer: Viewer, officer: Id, asked: Asked = NO_DOCUMENT): Promise<GivenPassword> {
    const command: AccountCommand = { name: 'resetPassword', asked };
    await this.door.admit(viewer, command);
    const password = inventPassword();
    const hash = await this.turnstile.run(() => this.passwords.hash(password));
    return this.door.run(viewer, command, async (unit) => {
      if (officer === viewer.officer) throw new CodedError('REJECTED', 'FOUR_EYES');
      await this.lock(unit, officer);
      if ((await this.roles.of(sqlOf(unit), officer)).includes('ADMINISTRATOR')) throw new CodedError('REJECTED', 'FOUR_EYES');
      await this.credentials.replaceHash(sqlOf(unit), officer, hash, null);
      await this.sessions.endAll(sqlOf(unit), officer, 'PASSWORD_RESET');
      return { officer, password };
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
   * Makes the first administrator, in an agency of its own. Usable only while nobody who may sign in is an administrator; for
   * the operator's command line, never for a request. Whoever can call it holds the database's login anyway.
   * @throws CodedError REJECTED with rule ADMINISTRATOR_EXISTS, LOGIN, LOGIN_TAKEN or a rule of passwords.
   */
  async bootstrapAdministrator(given: string, password: string, name = 'Administrator'): Promise<Id> {
    const command: AccountCommand = { name: 'bootstrapAdministrator', asked: NO_DOCUMENT };
    const operator: Viewer = { officer: OPERATOR, agency: OPERATOR, session: newId(), roles: ['ADMINISTRATOR'], purpose: null, provedAt: this.door.clock.now().getTime() };
    const { login, hash } = await this.newCredential(operator, command, given, password);
    return this.door.run(operator, command, async (unit) => {
      await unit.query('select pg_advisory_xact_lock($1::bigint)::text', [BOOTSTRAP_LOCK]);
      if (await this.roles.administratorExists(sqlOf(unit))) throw new CodedError('REJECTED', 'ADMINISTRATOR_EXISTS');
      const agency = unit.create(Agency, { name: 'Administration of the database', role: 'Other' });
      const officer = await this.addOfficer(unit, { agency, name, position: 'Administrator', login }, login, hash);
      await this.roles.grant(sqlOf(unit), officer, 'ADMINISTRATOR', null);
      return officer;
    });
  }

  private async addOfficer(unit: Unit, { name, agency, position }: NewOfficer, login: string, hash: string): Promise<Id> {
    const officer = unit.create(Officer, { name, agency, position: position ?? null, active: true });
    if (!(await this.credentials.add(sqlOf(unit), officer, login, hash))) throw new CodedError('REJECTED', 'LOGIN_TAKEN');
    return officer;
  }

  /** One change of an account at a time. The officer must exist for the viewer and have an account. */
  private async lock(unit: Unit, officer: Id): Promise<void> {
    await unit.visible(Officer, officer);
    if (!(await this.credentials.lock(sqlOf(unit), officer))) throw new CodedError('NOT_FOUND');
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

  private async newCredential(viewer: Viewer, command: AccountCommand, given: string, password: string): Promise<{ login: string; hash: string }> {
    await this.door.admit(viewer, command);
    const login = normaliseLogin(given);
    if (login === null) return this.door.refuse(viewer, command, new CodedError('REJECTED', 'LOGIN'));
    const fault = passwordFault(password, login);
    if (fault !== null) return this.door.refuse(viewer, command, new CodedError('REJECTED', fault));
    return { login, hash: await this.turnstile.run(() => this.passwords.hash(password)) };
  }
}

const BOOTSTRAP_LOCK = 7_161_905; // advisory lock of making the first administrator, any constant

function notSelf(viewer: Viewer, officer: Id): void {
  if (officer === viewer.officer) throw new CodedError('REJECTED', 'SELF_CHANGE');
}

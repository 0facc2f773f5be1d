/** The library as one object: what a process builds once and asks from then on, with or without Nest. */
import { noVault } from '#change';
import { AccountCommands } from './account/account-commands.js';
import { AccountDoor } from './account/account-door.js';
import { ApprovalDesk } from './approval/approval-desk.js';
import { OwnAccount } from './account/own-account.js';
import { RoleRows } from './account/role-rows.js';
import { CredentialRows } from './credential/credential-rows.js';
import { PasswordHalves } from './credential/password-halves.js';
import { Passwords } from './credential/passwords.js';
import { Notices } from './notice/notices.js';
import type { IdentityParts } from './parts.js';
import { SessionRows } from './session/session-rows.js';
import { Sessions } from './session/sessions.js';
import { AttemptLimits } from './sign-in/attempt-limits.js';
import { SignIn } from './sign-in/sign-in.js';
import { Turnstile } from './sign-in/turnstile.js';

export class Identity {
  readonly sessions: Sessions;
  readonly signIns: SignIn;
  readonly own: OwnAccount;
  readonly accounts: AccountCommands;
  readonly notices: Notices;
  readonly approvals: ApprovalDesk;
  /** Proxies of ours in front of the process, see `sourceOf`. */
  readonly proxies: number;
  readonly #passwords: Passwords;

  constructor({ wall, orm, audit, clock, cursors, sight, secret, sessions, limits, proxies = 0, hashing }: IdentityParts) {
    const passwords = new Passwords(hashing);
    const halves = new PasswordHalves(secret);
    const credentials = new CredentialRows(clock);
    const rows = new SessionRows(clock, sessions);
    const attempts = new AttemptLimits(clock, limits);
    const turnstile = new Turnstile();
    this.#passwords = passwords;
    this.proxies = proxies;
    this.notices = new Notices({ wall, audit, cursors });
    this.sessions = new Sessions(wall, clock, audit, sessions);
    this.signIns = new SignIn(wall, audit, credentials, rows, passwords, attempts, turnstile);
    this.own = new OwnAccount(wall, audit, credentials, rows, passwords, attempts, turnstile);
    this.accounts = new AccountCommands(new AccountDoor(orm, audit, sight, wall, clock), credentials, new RoleRows(clock), rows, passwords, halves, turnstile);
    this.approvals = new ApprovalDesk(wall, { orm, audit, sight, vault: noVault, wall, clock }, credentials, halves);
  }

  /** Call before the first request is taken. */
  prepare(): Promise<void> {
    return this.#passwords.prepare();
  }
}

/** The library as one object: what a process builds once and asks from then on, with or without Nest. */
import { noVault } from '#change';
import { AccountCommands } from './account/account-commands.js';
import { AccountDoor } from './account/account-door.js';
import { ApprovalDesk } from './approval/approval-desk.js';
import { OwnAccount } from './account/own-account.js';
import { OwnDoor } from './account/own-door.js';
import { RoleRows } from './account/role-rows.js';
import { CredentialRows } from './credential/credential-rows.js';
import { PasswordHalves } from './credential/password-halves.js';
import { Passwords } from './credential/passwords.js';
import { Devices } from './factor/devices.js';
import { FactorRows } from './factor/factor-rows.js';
import { OwnFactors } from './factor/own-factors.js';
import { SecondFactors } from './factor/second-factors.js';
import { SecretBox } from './factor/secret-box.js';
import { TicketRows } from './factor/ticket-rows.js';
import { MachineCommands } from './machine/machine-commands.js';
import { Notices } from './notice/notices.js';
import { StaffRoles } from './officer/staff-roles.js';
import type { IdentityParts } from './parts.js';
import { OidcProvider } from './provider/oidc-provider.js';
import { SessionRows } from './session/session-rows.js';
import { Sessions } from './session/sessions.js';
import { Admission } from './sign-in/admission.js';
import { AttemptLimits } from './sign-in/attempt-limits.js';
import { ProviderSignIn } from './sign-in/provider-sign-in.js';
import { SecondStep } from './sign-in/second-step.js';
import { SignInAlarms } from './sign-in/sign-in-alarms.js';
import { SignIn } from './sign-in/sign-in.js';
import { Turnstile } from './sign-in/turnstile.js';

export class Identity {
  readonly sessions: Sessions;
  readonly signIns: SignIn;
  readonly secondStep: SecondStep;
  readonly providerSignIns: ProviderSignIn;
  readonly own: OwnAccount;
  readonly factors: OwnFactors;
  readonly accounts: AccountCommands;
  readonly notices: Notices;
  readonly approvals: ApprovalDesk;
  readonly staff: StaffRoles;
  readonly machines: MachineCommands;
  /** Proxies of ours in front of the process, see `sourceOf`. */
  readonly proxies: number;
  readonly #passwords: Passwords;

  constructor({
    wall, orm, audit, clock, cursors, sight, secret, vault, origin, provider, sessions: sessionSettings, limits: limitSettings, proxies = 0, hashing,
  }: IdentityParts) {
    const passwords = new Passwords(hashing);
    const halves = new PasswordHalves(secret);
    const credentials = new CredentialRows(clock);
    const sessions = new SessionRows(clock, sessionSettings);
    const roles = new RoleRows(clock);
    const limits = new AttemptLimits(clock, limitSettings);
    const alarms = new SignInAlarms(limits);
    const turnstile = new Turnstile();
    const tickets = new TicketRows(clock);
    const rows = new FactorRows(clock);
    const devices = new Devices(rows, tickets, origin);
    const box = new SecretBox(vault);
    const factors = new SecondFactors(rows, devices, box, clock);
    const admission = new Admission({ wall, audit, credentials, sessions, factors, devices, tickets });
    const door = new OwnDoor(wall, audit, clock);
    this.#passwords = passwords;
    this.proxies = proxies;
    this.notices = new Notices({ wall, audit, cursors });
    this.staff = new StaffRoles(wall);
    this.sessions = new Sessions(wall, clock, audit, sessionSettings);
    this.signIns = new SignIn({ wall, audit, credentials, passwords, admission, limits, alarms, turnstile });
    this.providerSignIns = new ProviderSignIn({
      wall, audit, credentials, tickets, limits, alarms, admission, turnstile: new Turnstile(8),
      provider: provider && origin !== null ? new OidcProvider(provider, origin, secret) : null,
    });
    this.secondStep = new SecondStep({ wall, audit, credentials, sessions, factors, devices, tickets, limits, alarms, turnstile });
    this.own = new OwnAccount({ wall, door, credentials, sessions, passwords, factors, devices, limits, turnstile });
    this.factors = new OwnFactors({ wall, clock, door, credentials, roles, sessions, rows, devices, box });
    const accountDoor = new AccountDoor(orm, audit, sight, wall, clock);
    this.machines = new MachineCommands(wall, accountDoor, credentials, sessions);
    this.accounts = new AccountCommands(accountDoor, credentials, roles, sessions, rows, passwords, halves, turnstile);
    this.approvals = new ApprovalDesk(wall, { orm, audit, sight, vault: noVault, wall, clock }, credentials, halves);
  }

  /** Call before the first request is taken. */
  prepare(): Promise<void> {
    return this.#passwords.prepare();
  }
}

/** What identity is built from: given by the process, the same for the API and the command line. */
import type { MikroORM } from '@mikro-orm/postgresql';
import type { AuditLog } from '#audit';
import type { Sight } from '#change';
import type { Cursors } from '#disclosure';
import type { Clock } from '#kernel';
import type { Wall } from '#wall';

import type { SecretVault } from './factor/secret-box.js';
import type { Hashing } from './credential/passwords.js';
import type { ProviderSettings } from './provider/oidc-provider.js';
import type { SessionSettings } from './session/session-settings.js';
import type { AttemptLimitSettings } from './sign-in/attempt-limits.js';

export interface IdentityParts {
  readonly wall: Wall;
  /** On the same database, with the entities of Agency and Officer. */
  readonly orm: MikroORM;
  readonly audit: AuditLog;
  /** What the administrator sees of an agency or officer, asked before it is changed. */
  readonly sight: Sight;
  readonly clock: Clock;
  /** Seals the cursors of notices. */
  readonly cursors: Cursors;
  /** At least 32 bytes, the same in every process: the approver's half of a made-up password is derived from it. */
  readonly secret: Buffer;
  /** Keeps the secrets of one-time codes. */
  readonly vault: SecretVault;
  /** Origin of the page on which people sign in with devices, e.g. `https://qalxan.example.az`; null: no devices. */
  readonly origin: string | null;
  /** By which people may sign in besides; needs an origin. Default: none. */
  readonly provider?: ProviderSettings | null;
  readonly sessions?: SessionSettings;
  readonly limits?: AttemptLimitSettings;
  /** Proxies of ours in front, see `sourceOf`. Default 0: the header is not looked at. */
  readonly proxies?: number;
  /** For tests that count. */
  readonly hashing?: Hashing;
}

/** A secret that others on the machine can read is none: in production such a file stops the start. */
import { statSync } from 'node:fs';

import type { Environment } from './settings.js';
import { SettingsRefusal } from './settings-refusal.js';

/** Files whose content signs or seals; keys of log and vault are looked at where they are read. */
const FILES = ['QALXAN_CURSOR_SECRET_FILE', 'QALXAN_WALL_KEY_FILE', 'QALXAN_OIDC_CLIENT_SECRET_FILE'] as const;

/** @throws SettingsRefusal naming the variable of the first file that group or others may read. */
export function refuseSharedSecrets(env: Environment): void {
  if (env['NODE_ENV'] !== 'production') return;
  for (const name of FILES) {
    const file = env[name];
    const found = file ? statSync(file, { throwIfNoEntry: false }) : undefined;
    if (found && (found.mode & 0o077) !== 0) throw new SettingsRefusal(`The file named by ${name} can be read by others`);
  }
}

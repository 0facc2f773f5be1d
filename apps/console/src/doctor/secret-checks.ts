/** Are the secrets secret: in files that nobody else reads, not made up, not the same one twice, no password that anybody would try? */
import { readFile, stat } from 'node:fs/promises';
import { resolve, sep } from 'node:path';

import type { Settings } from '#assembly';
import { say } from '#kernel';
import { DATABASE_ROLES, localFolder, type DatabaseRole } from '#persistence';

import { fault, ok, warning, type Check, type Finding } from './finding.js';

/** Settings that name a file with a secret. */
const FILES = [
  'QALXAN_AUDIT_KEY_FILE', 'QALXAN_CURSOR_SECRET_FILE', 'QALXAN_WALL_KEY_FILE', 'QALXAN_KEY_FILE', 'QALXAN_SEAL_KEY_FILE', 'QALXAN_TRANSIT_TOKEN_FILE', 'QALXAN_TRANSIT_ROLE_FILE',
] as const;
/** Made outside production where none is given: never a production's own. */
const MADE = ['audit.key', 'cursor.secret', 'wall.key', 'vault.key', 'seal.key', 'database.secret'];
/** Fewer different bytes than this are no random key: 32 random bytes, or their hexadecimal digits, have more but once in 10^18. */
const FEWEST_BYTES = 8;
const AUDIT_KEY_BYTES = 32;

export const secretFileCheck: Check = {
  name: say('secret files', 'məxfi fayllar'),
  run: async ({ env, settings }) => {
    const findings: Finding[] = [];
    const seen = new Map<string, string>();
    for (const name of FILES) {
      const path = env[name];
      if (path) findings.push(...await fileFindings(name, path, settings, env, seen));
    }
    return findings.length > 0 ? findings : [ok('readable by their owner alone, each another', 'yalnız sahibi oxuya bilir, hər biri ayrıdır')];
  },
};

async function fileFindings(name: string, path: string, { production }: Settings, env: NodeJS.ProcessEnv, seen: Map<string, string>): Promise<Finding[]> {
  const status = await stat(path).catch(() => null);
  if (!status?.isFile()) return [fault(`${name}: there is no such file`, `${name}: belə fayl yoxdur`)];
  if ((status.mode & 0o077) !== 0) return [fault(`${name}: others may read the file`, `${name}: faylı başqaları da oxuya bilər`)];
  const content = await readFile(path).catch(() => null);
  if (!content) return [fault(`${name}: the file cannot be read`, `${name}: faylı oxumaq olmur`)];
  const folder = localFolder(env);
  const made = resolve(path).startsWith(folder + sep) && MADE.some((file) => resolve(path).endsWith(sep + file));
  const worse = production ? fault : warning;
  const other = seen.get(content.toString('base64'));
  seen.set(content.toString('base64'), name);
  return [
    ...(name === 'QALXAN_AUDIT_KEY_FILE' && content.length !== AUDIT_KEY_BYTES ? [fault(`${name}: must be ${AUDIT_KEY_BYTES} bytes`, `${name}: ${AUDIT_KEY_BYTES} bayt olmalıdır`)] : []),
    ...(made && production ? [fault(`${name}: made up by a development start`, `${name}: sınaq rejimində uydurulub`)] : []),
    ...(new Set(content).size < FEWEST_BYTES ? [worse(`${name}: not random`, `${name}: təsadüfi deyil`)] : []),
    ...(other === undefined ? [] : [worse(`${name}: the same secret as ${other}`, `${name}: ${other} ilə eyni sirrdir`)]),
  ];
}

const URLS: Readonly<Record<DatabaseRole, string>> = {
  owner: 'DATABASE_OWNER_URL', app: 'DATABASE_URL', audit: 'DATABASE_AUDIT_URL', auditor: 'DATABASE_AUDITOR_URL', sealer: 'DATABASE_SEALER_URL', vault: 'DATABASE_VAULT_URL',
};
/** What everybody tries first. */
const TRIED = /^(?:|postgres|qalxan.*|password|passw0rd|parol|changeme|change_me|secret|admin|test|example|123456.*)$/i;
const SHORTEST = 16; // characters
const HERE = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]|)$/;

export const passwordCheck: Check = {
  name: say('passwords of the logins', 'hesabların parolları'),
  run: ({ settings, access }) => {
    const worse = settings.production ? fault : warning;
    const seen = new Set<string>();
    const findings = (Object.keys(URLS) as DatabaseRole[]).flatMap((role): Finding[] => {
      const text = access[role];
      if (text === undefined) return [];
      const url = new URL(text);
      const password = decodeURIComponent(url.password);
      const weak = TRIED.test(password) || password.length < SHORTEST || password === DATABASE_ROLES[role];
      const twice = password !== '' && seen.has(password);
      seen.add(password);
      // A certificate or a socket may stand in for the password.
      const proved = password === '' && (url.searchParams.has('sslcert') || HERE.test(url.hostname));
      const open = !HERE.test(url.hostname) && !/^(?:verify-full|verify-ca)$/.test(url.searchParams.get('sslmode') ?? '');
      return [
        ...(weak && !proved ? [worse(`${URLS[role]}: a password that can be guessed`, `${URLS[role]}: parolu tapmaq asandır`)] : []),
        ...(twice ? [worse(`${URLS[role]}: the password of another login`, `${URLS[role]}: başqa hesabın paroludur`)] : []),
        ...(open && settings.production ? [warning(`${URLS[role]}: the server's certificate is not checked (sslmode=verify-full)`, `${URLS[role]}: serverin sertifikatı yoxlanmır (sslmode=verify-full)`)] : []),
      ];
    });
    return Promise.resolve(findings.length > 0 ? findings : [ok('long, each another', 'uzundur, hər biri ayrıdır')]);
  },
};

/**
 * What the environment says, read once and checked. In production nothing is made up: a missing secret stops the
 * process with one sentence that names it.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { BUDGET_SETTINGS, type BudgetSettings, type ProviderSettings } from '#identity';
import { localFolder, localSecret } from '#persistence';
import { WallKey } from '#wall';
import { z } from 'zod';

import { readKeySettings, type KeySettings } from './key-settings.js';
import { readProviderSettings } from './provider-settings.js';
import { readSealSettings, type SealSettings } from './seal-settings.js';
import { SettingsRefusal, type Environment } from './settings-refusal.js';

export { SettingsRefusal, type Environment };

const shape = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  QALXAN_DEMO: z.enum(['yes', 'no']).optional(),
  QALXAN_POOL_SIZE: z.coerce.number().int().min(2).max(200).default(20),
  QALXAN_STATEMENT_TIMEOUT_MS: z.coerce.number().int().min(100).max(600_000).default(5_000),
  QALXAN_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  QALXAN_IDENTITY_BUDGET: z.coerce.number().int().min(1).max(1_000_000).default(BUDGET_SETTINGS.identities),
  QALXAN_REASON_USES: z.coerce.number().int().min(1).max(1_000_000).default(BUDGET_SETTINGS.reasonUses),
  QALXAN_UNWRAP_ALARM: z.coerce.number().int().min(1).max(1_000_000).default(2_000),
  QALXAN_ORIGIN: z.url().optional(),
  QALXAN_AUDIT_KEY_FILE: z.string().min(1).optional(),
  QALXAN_CURSOR_SECRET_FILE: z.string().min(1).optional(),
  QALXAN_WALL_KEY_FILE: z.string().min(1).optional(),
  QALXAN_TOMBSTONES_FILE: z.string().min(1).optional(),
  QALXAN_ANCHOR_MAX_AGE_S: z.coerce.number().int().min(0).max(3_600).default(300),
});

export interface Settings {
  readonly production: boolean;
  /** A demonstration world, GraphiQL and open introspection. Never in production. */
  readonly demonstration: boolean;
  readonly host: string;
  readonly port: number;
  readonly poolSize: number;
  /** Milliseconds after which the database ends a statement. */
  readonly statementTimeout: number;
  /** Proxies of ours in front of the process; 0 means the address of the connection is the caller's. */
  readonly proxies: number;
  /** How many persons an officer may read in a day, and how often under one reason. */
  readonly budget: BudgetSettings;
  /** Origin of the page on which people sign in with devices; null: not said, so no devices. */
  readonly origin: string | null;
  /** By which people may sign in besides; null: none. */
  readonly provider: ProviderSettings | null;
  readonly auditKeyFile: string;
  /** Seconds after which the newest anchoring of the audit log is too old for reading identities; 0, never in production, for no limit. */
  readonly anchorMaxAge: number;
  readonly keys: KeySettings;
  /** Distinct people whose keys this process may unwrap in a minute before the auditor is told. */
  readonly unwrapAlarm: number;
  readonly seal: SealSettings;
  /** Where it is kept outside the database who was erased; absent in production where it was not given. */
  readonly tombstonesFile: string | undefined;
  /** Reads, or outside production makes, the cursor secret: at least 32 bytes. Call it when the database is open: the folder is made then. */
  readonly cursorSecret: () => Buffer;
  /** Reads, or outside production makes, the wall's key. Call it when the database is open: the folder is made then. */
  readonly wallKey: () => WallKey;
}

/**
 * Reads the settings (README, configuration table).
 * @throws SettingsRefusal naming the first variable that is wrong or missing.
 */
export function readSettings(env: Environment): Settings {
  const parsed = shape.safeParse(env);
  if (!parsed.success) throw new SettingsRefusal(`${parsed.error.issues[0]?.path.join('.') ?? 'the environment'} is not usable; see the configuration table of the README`);
  const given = parsed.data;
  const production = given.NODE_ENV === 'production';
  if (production && given.QALXAN_DEMO === 'yes') throw new SettingsRefusal('QALXAN_DEMO is not for production: a demonstration world has known passwords');
  if (production && !given.QALXAN_AUDIT_KEY_FILE) throw new SettingsRefusal('Production needs QALXAN_AUDIT_KEY_FILE');
  if (production && !given.QALXAN_CURSOR_SECRET_FILE) throw new SettingsRefusal('Production needs QALXAN_CURSOR_SECRET_FILE');
  if (production && !given.QALXAN_WALL_KEY_FILE) throw new SettingsRefusal('Production needs QALXAN_WALL_KEY_FILE');
  if (production && given.QALXAN_ANCHOR_MAX_AGE_S === 0) throw new SettingsRefusal('QALXAN_ANCHOR_MAX_AGE_S must not be 0 in production');
  const origin = given.QALXAN_ORIGIN ?? (production ? null : `http://localhost:${given.PORT}`);
  if (origin !== null) refuseOrigin(origin, production);
  return {
    production,
    demonstration: !production && given.QALXAN_DEMO !== 'no',
    host: given.HOST,
    port: given.PORT,
    poolSize: given.QALXAN_POOL_SIZE,
    statementTimeout: given.QALXAN_STATEMENT_TIMEOUT_MS,
    proxies: given.QALXAN_PROXIES,
    budget: { identities: given.QALXAN_IDENTITY_BUDGET, reasonUses: given.QALXAN_REASON_USES },
    origin,
    provider: readProviderSettings(env, { production, origin }),
    auditKeyFile: given.QALXAN_AUDIT_KEY_FILE ?? join(localFolder(env), 'audit.key'),
    anchorMaxAge: given.QALXAN_ANCHOR_MAX_AGE_S,
    keys: readKeySettings(env, production),
    unwrapAlarm: given.QALXAN_UNWRAP_ALARM,
    seal: readSealSettings(env, production),
    tombstonesFile: given.QALXAN_TOMBSTONES_FILE ?? (production ? undefined : join(localFolder(env), 'tombstones.jsonl')),
    cursorSecret: () => cursorSecret(given.QALXAN_CURSOR_SECRET_FILE, env),
    wallKey: () => readWallKey(env),
  };
}

/** Browsers compare it letter by letter, and give devices to pages that came by TLS only. */
function refuseOrigin(origin: string, production: boolean): void {
  if (new URL(origin).origin !== origin) throw new SettingsRefusal('QALXAN_ORIGIN must be an origin and nothing more, such as https://qalxan.example.az');
  if (production && !origin.startsWith('https://')) throw new SettingsRefusal('QALXAN_ORIGIN must be https in production');
}

function cursorSecret(file: string | undefined, env: Environment): Buffer {
  const text = file === undefined ? ownSecret(localFolder(env), 'cursor.secret') : readSecretFile(file, 'QALXAN_CURSOR_SECRET_FILE');
  const secret = Buffer.from(text.trim(), 'hex');
  if (secret.length < 32) throw new SettingsRefusal('The cursor secret must be at least 64 hexadecimal digits');
  return secret;
}

/**
 * Reads the wall's key by itself, for commands that need no other secret.
 * @throws SettingsRefusal when there is none in production, or it is no key.
 */
export function readWallKey(env: Environment): WallKey {
  const file = env['QALXAN_WALL_KEY_FILE'];
  if (!file && env['NODE_ENV'] === 'production') throw new SettingsRefusal('Production needs QALXAN_WALL_KEY_FILE');
  const text = file ? readSecretFile(file, 'QALXAN_WALL_KEY_FILE') : ownSecret(localFolder(env), 'wall.key');
  if (!/^[0-9a-f]{64}$/i.test(text.trim())) throw new SettingsRefusal('The wall key must be 64 hexadecimal digits');
  return new WallKey(Buffer.from(text.trim(), 'hex'));
}

function ownSecret(folder: string, name: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return localSecret(join(folder, name));
}

function readSecretFile(file: string, setting: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new SettingsRefusal(`The file named by ${setting} cannot be read`);
  }
}

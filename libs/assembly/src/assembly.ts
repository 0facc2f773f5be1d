/** One process's parts, opened in the order they rely on each other and closed in the reverse. */
import { AnchorFreshness, AuditReader, AuditWriter, auditKeyFromFile, HistoryIndex, ProofReader } from '#audit';
import { registry } from '#casework';
import { Change } from '#change';
import { AnchoredLog, Cursors, Disclosure, DoorSight, type Gate } from '#disclosure';
import { BudgetLedger, Identity, IdentityBudget, queryThrough, raise, tellApprovers, tellingBrokenSeals } from '#identity';
import { systemClock, type Clock } from '#kernel';
import { migrate, openDatabase, openOrm, poolOf, refuseUnmigrated, type DatabaseAccess, type OpenDatabase } from '#persistence';
import type { Registry } from '#record';
import type { KeyVault, Vault } from '#vault';
import { Wall, type WallKey } from '#wall';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { Pool } from 'pg';

import { openKeys } from './key-settings.js';
import { sealKeys } from './seal-settings.js';
import { readSettings, type Environment, type Settings } from './settings.js';
import { refuseSharedSecrets } from './shared-secrets.js';
import { installKey, refuseOpenWall } from './wall-in-place.js';

export interface Assembly {
  readonly settings: Settings;
  readonly access: DatabaseAccess;
  readonly orm: MikroORM;
  /** For tables that are no records: `records` is empty without the wall. */
  readonly pool: Pool;
  readonly wall: Wall;
  readonly clock: Clock;
  readonly registry: Registry;
  readonly vault: KeyVault;
  /** The same, for whoever reads records: an envelope that does not open is told to the auditor. */
  readonly openings: Vault;
  readonly audit: AuditWriter;
  readonly auditReader: AuditReader;
  readonly proofs: ProofReader;
  readonly cursors: Cursors;
  readonly sight: DoorSight;
  /** Asked by every reading of rows, in this order. */
  readonly gates: readonly Gate[];
  readonly door: Disclosure;
  readonly change: Change;
  readonly identity: Identity;
  /** What to close after the last answer, in order. */
  readonly closing: readonly { readonly name: string; readonly run: () => Promise<unknown> }[];
}

export interface AssemblyOptions {
  readonly env: Environment;
  /** The process's name in the audit log's lanes and in the server's list of connections. */
  readonly process: 'api' | 'console' | 'worker';
  /** Told what a person who starts the product should know. */
  readonly say?: (sentence: string) => void;
  readonly clock?: Clock;
  /** For tests: a database that is open already. */
  readonly access?: DatabaseAccess;
}

/**
 * Opens everything a process needs. Outside production pending migrations are applied; in production they refuse the start.
 * @throws SettingsRefusal or DatabaseRefusal with one sentence for the operator.
 */
export async function assemble({ env, process, say, clock = systemClock, access: given }: AssemblyOptions): Promise<Assembly> {
  const settings = readSettings(env);
  refuseSharedSecrets(env);
  const database: OpenDatabase = given ? { access: given, stop: () => Promise.resolve() } : await openDatabase(env, say);
  try {
    if (settings.production) await refuseUnmigrated(database.access);
    else if (database.access.owner !== undefined) await migrate(database.access);
    const wallKey = settings.wallKey();
    if (!settings.production) await installKey(database.access, wallKey);
    await refuseOpenWall(database.access, wallKey);
    return await assembleOn(database, settings, wallKey, process, clock);
  } catch (error) {
    await database.stop();
    throw error;
  }
}

async function assembleOn(database: OpenDatabase, settings: Settings, wallKey: WallKey, process: string, clock: Clock): Promise<Assembly> {
  const { access } = database;
  const orm = await openOrm(access, registry.entities(), {
    name: `qalxan ${process}`, poolSize: settings.poolSize, statementTimeout: settings.statementTimeout,
  });
  const pool = await poolOf(orm);
  const wall = new Wall({ pool, key: wallKey, statementLife: settings.statementTimeout + 5_000 });
  const vault = await openKeys(settings.keys, access, clock, {
    mostUnwrapped: settings.unwrapAlarm,
    alarm: () => raise(queryThrough(wall), { kind: 'BULK_UNSEALING', officer: null }),
  });
  const key = await auditKeyFromFile(settings.auditKeyFile, { production: settings.production });
  const audit = new AuditWriter({ connection: { connectionString: access.audit }, key, process });
  const index = new HistoryIndex({ connection: { connectionString: access.audit } });
  index.start();
  const auditReader = new AuditReader({ connectionString: access.auditor });
  const secret = settings.cursorSecret();
  const cursors = new Cursors(secret, clock);
  const sight = new DoorSight(registry);
  const proofs = new ProofReader({ connectionString: access.auditor });
  const gates: readonly Gate[] = [...await anchoredLog(settings, proofs, clock), new IdentityBudget(registry, new BudgetLedger(wall, settings.budget), clock)];
  const openings = tellingBrokenSeals({ vault, wall, recordOf: (table) => registry.records.find((record) => record.table === table)?.name });
  const door = new Disclosure({ wall, registry, audit, vault: openings, cursors, gates });
  const change = new Change({ orm, audit, sight, vault: openings, wall, clock, approvalAsked: tellApprovers });
  const identity = new Identity({ wall, orm, audit, sight, clock, cursors, secret, vault, origin: settings.origin, provider: settings.provider, proxies: settings.proxies });
  await identity.prepare();
  return {
    settings, access, orm, pool, wall, clock, registry, vault, openings, audit, auditReader, proofs, cursors, sight, gates, door, change, identity,
    closing: [
      { name: 'identity', run: () => identity.sessions.settle() },
      { name: 'audit', run: () => audit.close() },
      { name: 'audit-index', run: () => index.stop() },
      { name: 'audit-reader', run: () => auditReader.close() },
      { name: 'audit-proofs', run: () => proofs.close() },
      { name: 'vault', run: () => vault.close() },
      { name: 'pool', run: () => orm.close(true) },
      { name: 'database', run: () => database.stop() },
    ],
  };
}

/** The gate that wants a fresh anchor of the log; none where its age does not matter (never in production). */
async function anchoredLog({ anchorMaxAge, seal }: Settings, proofs: ProofReader, clock: Clock): Promise<readonly Gate[]> {
  if (anchorMaxAge === 0) return [];
  const keys = await sealKeys(seal);
  return [new AnchoredLog(new AnchorFreshness({ anchoredAt: () => proofs.anchoredAt(keys), maxAge: anchorMaxAge * 1_000, clock }))];
}

/**
 * A small world for tests of commands: a fresh database, two agencies, officers of every needed role, the write door
 * over them with a real audit log, and ways to look behind the curtain. No person in it exists.
 */
import { AuditWriter, type AuditLog } from '#audit';
import { registry } from '#casework';
import { Change } from '#change';
import { DoorSight } from '#disclosure';
import { newId, type Id } from '#kernel';
import { openOrm, poolOf, withClient } from '#persistence';
import type { Role, Viewer } from '#policy';
import type { KeyVault } from '#vault';
import type { Wall } from '#wall';
import type { MikroORM } from '@mikro-orm/postgresql';
import { laneOptions } from './audit-entries.js';
import { freshDatabase, type FreshDatabase } from './database.js';
import { openTestVault } from './vault.js';
import { wallOn } from './wall.js';

export interface World {
  readonly database: FreshDatabase;
  readonly orm: MikroORM;
  readonly audit: AuditLog;
  readonly sight: DoorSight;
  readonly vault: KeyVault;
  readonly wall: Wall;
  readonly change: Change;
  readonly department: Id;
  readonly court: Id;
  /** @returns the viewer of a new officer with these roles, who has stated a purpose. */
  officer(...roles: Role[]): Promise<Viewer>;
  /** Runs one statement as superuser. */
  behind(text: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

export async function openWorld(): Promise<World> {
  const database = await freshDatabase();
  const orm = await openOrm(database.access, registry.entities(), { poolSize: 4 });
  const wall = wallOn(await poolOf(orm));
  const audit = new AuditWriter(laneOptions(database));
  const sight = new DoorSight(registry);
  const vault = await openTestVault(database);
  const behind: World['behind'] = (text, values = []) =>
    withClient(database.adminUrl, async (client) => (await client.query<Record<string, unknown>>(text, [...values])).rows);
  const department = newId();
  const court = newId();
  await behind(`insert into records.agency (id, name, role) values ($1, 'İdarə', 'AntiTraffickingDepartment'), ($2, 'Məhkəmə', 'Court')`, [department, court]);
  return {
    database, orm, audit, sight, vault, wall, department, court, behind,
    change: new Change({ orm, audit, sight, vault, wall }),
    officer: async (...roles) => {
      const officer = newId();
      await behind(`insert into records.officer (id, name, agency_id, active) values ($1, 'Əməkdaş', $2, true)`, [officer, department]);
      return { officer, agency: department, session: newId(), roles: [...roles].sort(), purpose: { reason: 'DataQuality', text: 'Məlumatların dəqiqləşdirilməsi' }, provedAt: Date.now() };
    },
    close: async () => {
      await audit.close();
      await vault.close();
      await orm.close(true);
      await database.drop();
    },
  };
}

/** What every test command is asked with. */
export const QUESTION = { operation: 'Test', root: 'test', hash: 'cd'.repeat(32) } as const;

/** @returns what a refused promise was refused with: `CODE` or `CODE RULE`; `accepted` when it was not refused. */
export async function refusalOf(work: Promise<unknown>): Promise<string> {
  return work.then(() => 'accepted', (error: unknown) => {
    const { code, rule } = error as { code?: string; rule?: string };
    return rule === undefined ? String(code) : `${String(code)} ${rule}`;
  });
}

/** @returns a matcher that holds for texts of this form. */
export function like(form: RegExp): unknown {
  return expect.stringMatching(form);
}

/** Identity on a real, empty database: accounts made by SQL, a clock that stands still, a log in memory, hashes that are counted. */
import { randomBytes } from 'node:crypto';

import argon2 from 'argon2';
import type { Pool } from 'pg';
import { entryBody, type AuditEntry, type AuditLog } from '#audit';
import type { Sight } from '#change';
import { Cursors } from '#disclosure';
import { Agency, Identity, isPending, Officer, type IdentityParts, type OpenedSession } from '#identity';
import { CodedError, fixedClock, newId, type Id } from '#kernel';
import { openOrm, openPool, poolOf, type DatabaseAccess } from '#persistence';
import { needsSecondFactor, type Role, type Viewer } from '#policy';
import { entityOf } from '#record';

import { Authenticator, HOLD_DEVICE } from './authenticator.js';
import { freshDatabase } from './database.js';
import { humanOf } from './human.js';
import { openTestVault } from './vault.js';
import { wallOn } from './wall.js';

export const ORIGIN = 'http://localhost:4000';
export const PASSWORD = 'düzgün at batareya';

export interface IdentityWorld {
  readonly identity: Identity;
  readonly parts: IdentityParts;
  readonly access: DatabaseAccess;
  /** The superuser's connections: for looking behind the curtain, never for the code under test. */
  readonly pool: Pool;
  readonly clock: ReturnType<typeof fixedClock>;
  /** What was put on record. */
  readonly entries: AuditEntry[];
  /** Hashes that passwords were compared with, in order. */
  readonly compared: string[];
  /** While true the audit log takes nothing. */
  logGone: boolean;
  readonly agency: Id;
  /** Gives an officer a device to sign in with from now on; roles that demand a second factor have one from `officer`. */
  hold(login: string, officer: Id): Promise<Authenticator>;
  /** Adds an active officer with PASSWORD, and a device where the roles demand a second factor; see `humanOf` for which human it is. @returns the officer's id. */
  officer(login: string, ...roles: Role[]): Promise<Id>;
  /** Signs in with PASSWORD, and the device where one is held, each time from another source. */
  session(login: string): Promise<OpenedSession>;
  /** As `session`. @returns the token. */
  token(login: string): Promise<string>;
  /** Signs in and resolves the token. */
  viewer(login: string): Promise<Viewer>;
  rows(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

export async function identityWorld(): Promise<IdentityWorld> {
  const database = await freshDatabase();
  const orm = await openOrm(database.access, [entityOf(Agency), entityOf(Officer)]);
  const wall = wallOn(await poolOf(orm));
  const pool = openPool(database.adminUrl, { poolSize: 2 });
  const vault = await openTestVault(database);
  const clock = fixedClock(new Date());
  const entries: AuditEntry[] = [];
  const compared: string[] = [];
  const audit: AuditLog = {
    append: (entry) => {
      if (world.logGone) return Promise.reject(new CodedError('UNAVAILABLE'));
      entryBody(entry);
      return Promise.resolve({ lane: newId(), number: entries.push(entry), hash: '00' });
    },
  };
  const hashing = { ...argon2, verify: (hash: string, password: string | Buffer) => (compared.push(hash), argon2.verify(hash, password)) };
  const parts: IdentityParts = {
    wall, orm, audit, clock, vault, origin: ORIGIN, cursors: new Cursors(randomBytes(32), clock), hashing, sight: seesAll, secret: randomBytes(32),
  };
  const identity = new Identity(parts);
  await identity.prepare();
  const passwordHash = await argon2.hash(PASSWORD.normalize('NFC'), { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  const agency = newId();
  await pool.query(`insert into records.agency (id, name, role) values ($1, 'Agency', 'Police')`, [agency]);
  let sources = 0;
  const devices = new Map<string, Authenticator>();
  const world: IdentityWorld = {
    identity, parts, access: database.access, pool, clock, entries, compared, agency, logGone: false,
    officer: async (login, ...roles) => {
      const officer = newId();
      await pool.query(`insert into records.officer (id, name, agency_id, active) values ($1, 'Officer', $2, true)`, [officer, agency]);
      await pool.query('insert into identity.credential (officer_id, login, password_hash, password_set_at, personnel_number) values ($1, $2, $3, now(), $4)', [officer, login, passwordHash, humanOf(login)]);
      for (const role of roles) {
        await pool.query('insert into identity.officer_role (id, officer_id, role, granted_at) values ($1, $2, $3, now())', [newId(), officer, role]);
      }
      if (needsSecondFactor(roles)) await world.hold(login, officer);
      return officer;
    },
    hold: async (login, officer) => {
      const device = new Authenticator(ORIGIN, false);
      await pool.query(HOLD_DEVICE, [newId(), officer, device.credentialId, device.publicKey]);
      devices.set(login, device);
      return device;
    },
    session: async (login) => {
      const source = `test-${++sources}`;
      const first = await identity.signIns.signIn({ login, password: PASSWORD, source });
      if (!isPending(first)) return first;
      return identity.secondStep.confirm({ pending: first.pending, webauthn: devices.get(login)!.get(first.deviceOptions!), source });
    },
    token: async (login) => (await world.session(login)).token,
    viewer: async (login) => {
      const viewer = await identity.sessions.viewerOf(await world.token(login));
      if (!viewer) throw new Error('the new session is not live');
      return viewer;
    },
    rows: async (text, values = []) => (await pool.query<Record<string, unknown>>(text, values)).rows,
    close: async () => {
      await identity.sessions.settle();
      await vault.close();
      await orm.close(true);
      await pool.end();
      await database.drop();
    },
  };
  return world;
}

/** The administrator sees all agencies and officers; how that is decided is the read door's affair and is tested there. */
const seesAll: Sight = {
  see: async (_viewer, record, id, query) => {
    const found = await query(`select id from records.${record.table} where id = $1`, [id]);
    return found.length === 1 ? { shown: new Set(Object.keys(record.fields)), revision: '' } : null;
  },
};

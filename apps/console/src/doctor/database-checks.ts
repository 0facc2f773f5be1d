/** Is the database as the product needs it: its logins weak enough, its shape the right one, the wall standing, its clock ours? */
import { refuseOpenWall } from '#assembly';
import { SIGN_INS } from '#demonstration';
import { queryThrough } from '#identity';
import { say } from '#kernel';
import { DATABASE_ROLES, examineLogin, migrationState, openPool, withClient, type DatabaseRole } from '#persistence';
import { Wall, type WallKey } from '#wall';

import { fault, ok, warning, type Check, type Finding } from './finding.js';
import { compareRights } from './rights.js';

const LOGINS = Object.keys(DATABASE_ROLES) as DatabaseRole[];
/** Names listed in one line at most. */
const NAMED = 5;

/** One check a login; logins without a URL are no fault: a process need not hold them all. */
export const loginChecks: readonly Check[] = LOGINS.map((role) => ({
  name: say(`login ${DATABASE_ROLES[role]}`, `${DATABASE_ROLES[role]} hesabı`),
  run: async ({ access }) => {
    const url = access[role];
    if (url === undefined) return [ok('not held here', 'bu maşında yoxdur')];
    await examineLogin(role, url);
    if (role === 'owner') return [ok('connects; is no superuser', 'qoşulur; superistifadəçi deyil')];
    const { excess, missing } = await withClient(url, (client) => compareRights(client, role));
    if (excess.length > 0) return [fault(`may do too much: ${few(excess)}`, `artıq hüquqları var: ${few(excess)}`)];
    if (missing.length > 0) return [fault(`may do too little: ${few(missing)}`, `hüquqları çatmır: ${few(missing)}`)];
    return [ok('connects; has exactly its rights', 'qoşulur; yalnız öz hüquqları var')];
  },
}));

export const migrationCheck: Check = {
  name: say('migrations', 'miqrasiyalar'),
  run: async ({ access }) => {
    const { pending, unknown } = await migrationState(access);
    if (unknown.length > 0) return [fault(`the database is newer than this program: ${few(unknown)}`, `baza bu proqramdan yenidir: ${few(unknown)}`)];
    if (pending.length > 0) return [fault(`not applied: ${few(pending)}`, `tətbiq edilməyib: ${few(pending)}`)];
    return [ok('all applied', 'hamısı tətbiq edilib')];
  },
};

export const wallCheck: Check = {
  name: say('wall of row security', 'sətir təhlükəsizliyi divarı'),
  run: async ({ access, settings }) => {
    await refuseOpenWall(access, settings.wallKey());
    return [ok('on every table of records, with the right key', 'bütün qeyd cədvəllərində, düzgün açarla')];
  },
};

/** Milliseconds between the database's clock and ours. Contexts of transactions, sessions and anchors live by both. */
const SKEW = { WARNING: 2_000, FAULT: 60_000 } as const;

export const clockCheck: Check = {
  name: say('clock', 'saat'),
  run: ({ access, clock }) => withClient(access.app, async (client) => {
    const before = clock.now().getTime();
    const { rows: [row] } = await client.query<{ at: Date }>('select clock_timestamp() as at');
    const after = clock.now().getTime();
    const at = row?.at.getTime() ?? Number.NaN;
    const skew = at < before ? before - at : Math.max(0, at - after);
    return [skewFinding(skew)];
  }),
};

function skewFinding(skew: number): Finding {
  if (skew < SKEW.WARNING) return ok('the database\'s is ours', 'bazanın saatı bizimkidir');
  const seconds = Math.round(skew / 1_000);
  return (skew < SKEW.FAULT ? warning : fault)(`the database's is ${seconds} s from ours`, `bazanın saatı bizimkindən ${seconds} s fərqlənir`);
}

export const demonstrationCheck: Check = {
  name: say('demonstration data', 'nümayiş məlumatı'),
  run: async ({ access, settings }) => {
    const [found, all] = [await countLogins(access.app, settings.wallKey()), SIGN_INS.length];
    if (found === 0) return [ok('none', 'yoxdur')];
    if (!settings.production) return [ok('present, and this is no production', 'var, bu isə istismar rejimi deyil')];
    // Somebody may really be called "analyst"; nobody has all of them by chance.
    const names = `${found}/${all}`;
    return [found === all ? fault(`the demonstration's accounts are here: ${names}`, `nümayiş hesabları bazadadır: ${names}`)
      : warning(`accounts have names of the demonstration's: ${names}`, `bəzi hesabların adları nümayiş hesablarının adlarıdır: ${names}`)];
  },
};

async function countLogins(url: string, key: WallKey): Promise<number> {
  const pool = openPool(url, { poolSize: 1 });
  try {
    const query = queryThrough(new Wall({ pool, key }));
    const [row] = await query('select count(*)::int as found from identity.credential where login = any($1::text[])', [SIGN_INS.map(({ login }) => login)]);
    return Number(row?.['found'] ?? 0);
  } finally {
    await pool.end();
  }
}

/** @returns the first of the names, and how many there are when that is not all. */
export function few(names: readonly string[]): string {
  return names.length <= NAMED ? names.join(', ') : `${names.slice(0, NAMED).join(', ')} … (${names.length})`;
}

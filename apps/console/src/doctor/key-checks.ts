/** Can the keys be had, are they this database's, and is every erased person's key gone? */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';

import { keyProvider, openKeys } from '#assembly';
import { say } from '#kernel';
import { withClient } from '#persistence';

import { readTombstones } from '../backup/tombstone-file.js';
import { fault, ok, warning, type Check } from './finding.js';

/** Bound into what the doctor wraps, so that it can never be taken for a data key. */
const CONTEXT = 'doctor';

export const keyCheck: Check = {
  name: say('key provider', 'açar xidməti'),
  run: async ({ settings, access, clock }) => {
    const provider = await keyProvider(settings.keys);
    try {
      const key = randomBytes(32);
      const [wrapped] = await provider.wrap([{ key, context: CONTEXT }]);
      const [unwrapped] = wrapped ? await provider.unwrap([{ ...wrapped, context: CONTEXT }]) : [];
      if (!unwrapped?.equals(key)) return [fault('gives back another key than it was given', 'verilən açarı deyil, başqasını qaytarır')];
    } finally {
      await provider.close();
    }
    const vault = await openKeys(settings.keys, access, clock);
    await vault.close();
    if (settings.keys.kind === 'local' && settings.production) return [warning('reachable, the right key; but in a file beside the data: use a key service', 'əlçatandır, açar düzgündür; lakin məlumatın yanındakı fayldadır: açar xidmətindən istifadə edin')];
    return [ok('reachable, and the key of this database', 'əlçatandır, açar bu bazanındır')];
  },
};

export const tombstoneCheck: Check = {
  name: say('erased people', 'silinmiş şəxslər'),
  run: async ({ settings, access }) => withClient(access.vault, async (client) => {
    const { rows: [row] } = await client.query<{ alive: number }>(
      'select count(*)::int as alive from vault.data_key k join vault.erasure e using (subject) where k.wrapped is not null');
    if ((row?.alive ?? 0) > 0) return [fault(`${row?.alive} keys of erased people are still there`, `silinmiş şəxslərin ${row?.alive} açarı hələ də qalır`)];
    if (!settings.production && !existsSync(settings.tombstonesFile ?? '')) return [ok('no key of theirs is left; no list yet', 'onların heç bir açarı qalmayıb; siyahı hələ yoxdur')];
    const told = await readTombstones(settings);
    const { rows: missing } = await client.query('select from unnest($1::uuid[]) t (subject) where not exists (select from vault.erasure e where e.subject = t.subject)', [told.map(({ subject }) => subject)]);
    if (missing.length > 0) return [fault(`${missing.length} people of QALXAN_TOMBSTONES_FILE are not erased in the database`, `QALXAN_TOMBSTONES_FILE faylındakı ${missing.length} şəxs bazada silinməyib`)];
    const { rows: [unkept] } = await client.query<{ found: number }>('select count(*)::int as found from vault.erasure where subject <> all($1::uuid[])', [told.map(({ subject }) => subject)]);
    if ((unkept?.found ?? 0) > 0) return [fault(`${unkept?.found} erasures are not in QALXAN_TOMBSTONES_FILE`, `${unkept?.found} silinmə QALXAN_TOMBSTONES_FILE faylında yoxdur`)];
    return [ok('no key of theirs is left; the list is whole', 'onların heç bir açarı qalmayıb; siyahı tamdır')];
  }),
};

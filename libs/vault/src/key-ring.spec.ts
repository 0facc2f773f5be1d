/** Keys in memory and in the database: how long, how many, asked for how often, and what happens to who changes them there. */
import { fixedClock, newId, type Id } from '#kernel';
import { withClient } from '#persistence';

import { freshDatabase, type FreshDatabase } from '../../../test/support/database.js';
import { openTestVault, TEST_KEY } from '../../../test/support/vault.js';
import type { Bound, Unwrapped, Wrapped } from './key-provider.js';
import { LocalKeys } from './local/local-keys.js';
import type { UnwrapAlarm } from './unwrap-alarm.js';
import type { KeyVault, Sealed } from './vault.js';

const TTL_MS = 60_000;

/** Counts what is asked of it. */
class Counted extends LocalKeys {
  readonly unwrapped: number[] = [];
  readonly wrapped: number[] = [];

  override unwrap(keys: readonly Bound[]): Promise<readonly (Buffer | null)[]> {
    this.unwrapped.push(keys.length);
    return super.unwrap(keys);
  }

  override wrap(keys: readonly Unwrapped[]): Promise<readonly Wrapped[]> {
    this.wrapped.push(keys.length);
    return super.wrap(keys);
  }
}

let database: FreshDatabase;
let clock: ReturnType<typeof fixedClock>;
let provider: Counted;
let vault: KeyVault;
let alarms: UnwrapAlarm[];
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await behind('delete from vault.data_key');
  clock = fixedClock(new Date());
  provider = new Counted([TEST_KEY]);
  alarms = [];
  vault = await openTestVault(database, { clock, provider, ttlMs: TTL_MS, mostKeys: 50, mostUnwrapped: 20, alarm: (alarm) => { alarms.push(alarm); } });
  provider.unwrapped.length = 0;
  provider.wrapped.length = 0;
});
afterEach(() => vault.close());

const cellOf = (row: Id): Sealed['cell'] => ({ table: 'victim', row, column: 'name' });
/** Seals one value for each of `many` new people in a process of their own, so that this one holds no key of theirs. */
async function sealedElsewhere(many: number): Promise<Sealed[]> {
  const other = await openTestVault(database);
  const subjects = Array.from({ length: many }, newId);
  await other.prepare(subjects);
  const sealed = subjects.map((subject) => ({ cell: cellOf(subject), envelope: other.seal(subject, cellOf(subject), subject) }));
  await other.close();
  return sealed;
}
const valuesOf = (sealed: readonly Sealed[]): Id[] => sealed.map(({ cell }) => cell.row);
const behind = (text: string, values: unknown[] = []): Promise<unknown> => withClient(database.adminUrl, (client) => client.query(text, values));

describe('keys in memory', () => {
  it('are unwrapped once in their time, however often they are used, and again after it', async () => {
    const sealed = await sealedElsewhere(3);
    for (let times = 0; times < 5; times += 1) {
      expect(await vault.open(sealed)).toEqual(valuesOf(sealed));
      clock.advance(TTL_MS / 5 - 1);
    }
    expect(provider.unwrapped).toEqual([3]);
    clock.advance(5);
    expect(await vault.open(sealed)).toEqual(valuesOf(sealed));
    expect(provider.unwrapped).toEqual([3, 3]);
  });

  it('seal no longer than their time after they were prepared, and at least half of it', async () => {
    const subject = newId();
    await vault.prepare([subject]);
    clock.advance(TTL_MS / 2 - 1);
    await vault.prepare([subject]); // still long enough
    expect(provider.unwrapped).toEqual([]);
    clock.advance(TTL_MS / 2);
    vault.seal(subject, cellOf(subject), 'a');
    clock.advance(1);
    expect(() => vault.seal(subject, cellOf(subject), 'a')).toThrow(expect.objectContaining({ rule: 'KEY_NOT_PREPARED' }) as Error);
    await vault.prepare([subject]);
    clock.advance(TTL_MS / 2);
    await vault.prepare([subject]); // fetched anew, because half of its time is over
    expect(provider.unwrapped).toEqual([1, 1]);
    clock.advance(TTL_MS / 2);
    vault.seal(subject, cellOf(subject), 'a');
  });

  it('do not seal longer because they were opened with meanwhile', async () => {
    const subject = newId();
    await vault.prepare([subject]);
    const sealed = [{ cell: cellOf(subject), envelope: vault.seal(subject, cellOf(subject), 'a') }];
    clock.advance(TTL_MS);
    expect(await vault.open(sealed)).toEqual(['a']); // unwrapped anew, by its id
    expect(() => vault.seal(subject, cellOf(subject), 'b')).toThrow(expect.objectContaining({ rule: 'KEY_NOT_PREPARED' }) as Error);
  });

  it('are never more than a number; whoever needs more in one answer still gets it', async () => {
    const sealed = await sealedElsewhere(120);
    expect(await vault.open(sealed)).toEqual(valuesOf(sealed));
    expect(await vault.open(sealed)).toEqual(valuesOf(sealed));
    expect(provider.unwrapped).toEqual([120, 70]);
    await expect(vault.prepare(Array.from({ length: 51 }, newId))).rejects.toThrow(RangeError);
  });

  it('are never promised for more than five minutes', async () => {
    await expect(openTestVault(database, { ttlMs: 300_001 })).rejects.toThrow(RangeError);
  });
});

describe('look-ups', () => {
  it('of all who ask at once share one round trip to the provider, for opening and for new people', async () => {
    const sealed = await sealedElsewhere(40);
    const answers = await Promise.all(sealed.map((one) => vault.open([one])));
    expect(answers.flat()).toEqual(valuesOf(sealed));
    expect(provider.unwrapped).toEqual([40]);
    const subjects = Array.from({ length: 30 }, newId);
    await Promise.all(subjects.flatMap((subject) => [vault.prepare([subject]), vault.prepare([subject])]));
    expect(provider.wrapped).toEqual([30]);
  });

  it('that fail for one are no matter of the others', async () => {
    const sealed = await sealedElsewhere(2);
    const nobody = { cell: cellOf(newId()), envelope: Buffer.from(sealed[0]?.envelope ?? '') };
    nobody.envelope.fill(7, 1, 17);
    const [one, two, three] = await Promise.allSettled([vault.open(sealed.slice(0, 1)), vault.open([nobody]), vault.open(sealed.slice(1))]);
    expect([one, three].map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    expect(two).toMatchObject({ status: 'rejected', reason: { code: 'UNAVAILABLE', rule: 'SEAL_BROKEN' } });
  });
});

describe('many people in a minute', () => {
  it('get no key while nobody can be told, and are told of later', async () => {
    let deaf = true;
    const heard: UnwrapAlarm[] = [];
    const watched = await openTestVault(database, { mostUnwrapped: 1, alarm: (alarm) => {
      if (deaf) throw new Error('nobody there');
      heard.push(alarm);
    } });
    const sealed = await sealedElsewhere(2);
    await expect(watched.open(sealed)).rejects.toMatchObject({ code: 'UNAVAILABLE', rule: 'KEYS_UNREACHABLE' });
    deaf = false;
    expect(await watched.open(sealed)).toEqual(valuesOf(sealed));
    expect(heard).toEqual([{ subjects: 2 }]);
    await watched.close();
  });

  it('ring once, and again only after it was quiet', async () => {
    const sealed = await sealedElsewhere(48);
    await vault.open(sealed.slice(0, 20));
    expect(alarms).toEqual([]);
    await vault.open(sealed.slice(0, 20)); // the same people
    await vault.open(sealed.slice(20, 21));
    await vault.open(sealed.slice(21, 40));
    expect(alarms).toEqual([{ subjects: 21 }]);
    clock.advance(60_000);
    await vault.open(sealed.slice(40, 41));
    await vault.open(sealed.slice(0, 20)); // unwrapped anew
    expect(alarms).toEqual([{ subjects: 21 }, { subjects: 21 }]);
  });
});

describe('wrapped keys that somebody changed in the database', () => {
  it.each([
    ['wrapped keys swapped', `update vault.data_key k set wrapped = o.wrapped from vault.data_key o where o.id <> k.id`],
    ['wrapped keys and checks swapped', `update vault.data_key k set wrapped = o.wrapped, key_check = o.key_check from vault.data_key o where o.id <> k.id`],
    ['subjects changed', `update vault.data_key set subject = gen_random_uuid()`],
    ['versions changed', `update vault.data_key set version = 2`],
    ['checks changed', `update vault.data_key set key_check = set_byte(key_check, 0, get_byte(key_check, 0) # 1)`],
    ['keys changed', `update vault.data_key set wrapped = set_byte(wrapped, 59, get_byte(wrapped, 59) # 1)`],
    ['the name of another key', `update vault.data_key set wrapping_key = 'local:0000000000000000'`],
    ['keys taken away', `delete from vault.data_key`],
    ['keys that look destroyed', `update vault.data_key set wrapped = null, retired_at = now(), destroyed_at = now()`],
  ])('%s: nothing opens', async (_, statement) => {
    const sealed = await sealedElsewhere(2);
    await behind(statement);
    for (const one of sealed) await expect(vault.open([one])).rejects.toMatchObject({ code: 'UNAVAILABLE', rule: 'SEAL_BROKEN' });
  });

  it('nor is anything sealed with them', async () => {
    const [one, two] = valuesOf(await sealedElsewhere(2));
    await behind(`update vault.data_key k set wrapped = o.wrapped, key_check = o.key_check from vault.data_key o where o.id <> k.id`);
    await expect(vault.prepare([one ?? '', two ?? ''])).rejects.toMatchObject({ code: 'UNAVAILABLE', rule: 'SEAL_BROKEN' });
  });

  it('a changed secret stops the start', async () => {
    const turn = `update vault.secret set wrapped = set_byte(wrapped, 30, get_byte(wrapped, 30) # 1)`;
    await behind(turn);
    await expect(openTestVault(database)).rejects.toMatchObject({ code: 'UNAVAILABLE', rule: 'SEAL_BROKEN' });
    await behind(turn);
    await (await openTestVault(database)).close();
  });
});

describe('a database that does not answer', () => {
  it('is no key, and no word of what was asked', async () => {
    const [sealed] = await sealedElsewhere(1);
    await behind(`revoke usage on schema vault from qalxan_vault`);
    const error = await vault.open(sealed ? [sealed] : []).catch((thrown: unknown) => thrown as Error);
    expect(error).toMatchObject({ code: 'UNAVAILABLE', rule: 'KEYS_UNREACHABLE' });
    expect(String((error as Error).cause)).not.toMatch(/[0-9a-f]{8}-/);
    await behind(`grant usage on schema vault to qalxan_vault`);
    expect(await vault.open(sealed ? [sealed] : [])).toEqual([sealed?.cell.row]);
  });
});

describe('the keys\' schema', () => {
  it('is shut to every login but one, and that one deletes nothing and calls nothing', async () => {
    const { rows } = await withClient(database.adminUrl, (client) => client.query<{ rolname: string }>(
      `select distinct rolname from pg_roles, pg_class c join pg_namespace n on n.oid = c.relnamespace and nspname = 'vault' and relkind in ('r', 'v', 'm', 'S')
        where not rolsuper and rolname like 'qalxan\\_%' and rolname <> 'qalxan_owner' and (has_schema_privilege(rolname, n.oid, 'USAGE, CREATE')
          or has_table_privilege(rolname, c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER') or has_any_column_privilege(rolname, c.oid, 'SELECT, INSERT, UPDATE, REFERENCES'))`));
    expect(rows).toEqual([{ rolname: 'qalxan_vault' }]);
    const { rows: powers } = await withClient(database.adminUrl, (client) => client.query(
      `select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace and nspname = 'vault' and relkind = 'r'
        where has_table_privilege('qalxan_vault', c.oid, 'DELETE, TRUNCATE, TRIGGER, REFERENCES')`));
    expect(powers).toEqual([]);
    for (const url of [database.access.app, database.access.audit, database.access.auditor]) {
      await withClient(url, (client) => expect(client.query('select * from vault.data_key')).rejects.toMatchObject({ code: '42501' }));
    }
  });

  it('lets its login into no other schema', async () => {
    const { rows } = await withClient(database.adminUrl, (client) => client.query<{ nspname: string }>(
      `select nspname from pg_namespace where has_schema_privilege('qalxan_vault', oid, 'USAGE') and nspname not in ('pg_catalog', 'information_schema', 'public', 'vault')`));
    expect(rows).toEqual([]);
  });
});

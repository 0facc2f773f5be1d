/**
 * attacks.md, row 109: backup, restore, verifier, row counts, canaries. And what an older backup costs: the log says what it lost, nothing
 * is signed until somebody answers for it, and then every verifier is told.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openSealing, readSettings } from '#assembly';
import { AuditLane, exportLog, LogCheck, readLosses, Sealer, verifierKey } from '#audit';
import { withClient } from '#persistence';
import type { KeyVault } from '#vault';

import { laneOptions, someEntry } from '../support/audit-entries.js';
import { canariesIn } from '../support/canary.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { production, type Production, type Said } from '../support/production.js';
import { tamperWith } from '../support/sealing.js';
import { openTestVault } from '../support/vault.js';
import { insertWorld } from '../support/world-rows.js';
import { makeWorld } from '../support/worlds.js';

const COUNTS = `
  select n.nspname || '.' || c.relname as "table",
         (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %I.%I', n.nspname, c.relname), false, true, '')))[1]::text::int as rows
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where c.relkind = 'r' and n.nspname in ('records', 'identity', 'exchange', 'audit', 'vault', 'decoy') order by 1`;

let here: Production;
let vault: KeyVault;
let folder: string;
const targets: FreshDatabase[] = [];
beforeAll(async () => {
  here = await production();
  folder = mkdtempSync(join(tmpdir(), 'qalxan-backup-'));
  vault = await openTestVault(here.database);
  await insertWorld(here.database.adminUrl, makeWorld(7), vault);
  await here.writeAndSeal(40);
});
afterAll(async () => {
  await vault.close();
  for (const target of targets) await target.drop();
  await here.close();
  rmSync(folder, { recursive: true, force: true });
});

const behind = async <T>(database: FreshDatabase, text: string): Promise<T[]> => withClient(database.adminUrl, async (client) => (await client.query<T & object>(text)).rows);
const backup = (name: string): Promise<Said> => here.run(['backup', join(folder, name)], { DATABASE_BACKUP_URL: here.database.adminUrl });
const target = async (): Promise<FreshDatabase> => {
  const made = await freshDatabase();
  targets.push(made);
  return made;
};
const on = (database: FreshDatabase): NodeJS.ProcessEnv => ({ ...here.on(database), DATABASE_BACKUP_URL: database.adminUrl });
const restore = (name: string, database: FreshDatabase): Promise<Said> => here.run(['restore', join(folder, name)], on(database));
const sealed = async (database: FreshDatabase): Promise<void> => {
  const sealer = new Sealer({ connection: { connectionString: database.access.sealer! }, ...await openSealing(readSettings(here.env).seal) });
  try {
    await sealer.seal();
  } finally {
    await sealer.close();
  }
};
const write = async (database: FreshDatabase, count: number): Promise<void> => {
  const lane = await AuditLane.open(laneOptions(database));
  for (let left = count; left > 0; left -= 1) await lane.append(someEntry());
  await lane.close();
};
const verdict = async (database: FreshDatabase): Promise<{ code: number | null; text: string }> => {
  const { signer } = await openSealing(readSettings(here.env).seal);
  const [file, key] = [join(folder, 'export.txt'), verifierKey(signer.keys.log)];
  let text = '';
  await exportLog({ connectionString: database.access.auditor }, key, (part) => {
    text += part;
    return Promise.resolve();
  });
  writeFileSync(file, text);
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', './test/crash/source-hooks.ts', 'apps/verifier/src/main.ts', file, '--key', key, '--anchors', here.env['QALXAN_ANCHOR_FILE'] ?? ''], { encoding: 'utf8' });
  return { code: status, text: stdout + stderr };
};
const filesOf = (path: string): string[] => readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));

describe('a backup', () => {
  it('is a new folder for its owner\'s eyes, and never written over another', async () => {
    expect(await backup('first')).toMatchObject({ code: 0 });
    for (const file of filesOf(join(folder, 'first'))) expect(statSync(file).mode & 0o077).toBe(0);
    expect(await backup('first')).toMatchObject({ code: 1, err: expect.stringContaining('never written over another') as string });
  });

  it('holds no canary in any writing, though the database is full of them', async () => {
    const [{ text }] = await behind<{ text: string }>(here.database, `select string_agg(name, ' ') as text from records.agency`) as [{ text: string }];
    expect(canariesIn(text).length).toBeGreaterThan(0);
    const word = Buffer.from('CNRY-');
    const writings = [word, Buffer.from('CNRY-', 'utf16le'), Buffer.from(word.toString('hex')), Buffer.from(word.toString('base64').slice(0, 6)), Buffer.from('-YRNC')];
    for (const file of filesOf(join(folder, 'first'))) {
      const content = readFileSync(file);
      // Six characters of base64 turn up by chance in nothing this short of a gigabyte of random bytes.
      expect(writings.filter((writing) => content.includes(writing))).toEqual([]);
    }
  });

  it('needs a login that may read everything, and none of the product\'s may', async () => {
    expect(await here.run(['backup', join(folder, 'none')], { DATABASE_BACKUP_URL: undefined })).toMatchObject({ code: 1, err: expect.stringContaining('DATABASE_BACKUP_URL must name a login') as string });
    for (const url of Object.values(here.database.access) as string[]) {
      expect(await here.run(['backup', join(folder, 'none')], { DATABASE_BACKUP_URL: url })).toMatchObject({ code: 1, err: expect.stringContaining('must have BYPASSRLS') as string });
    }
    expect(readdirSync(folder)).toEqual(['first']);
  });
});

describe('a restore', () => {
  it('gives the same rows, the same values, and a log that every verifier accepts', async () => {
    const restored = await target();
    expect(await restore('first', restored)).toMatchObject({ code: 0, out: 'Restored; the log is whole up to entry: 40\n' });
    expect(await behind(restored, COUNTS)).toEqual(await behind(here.database, COUNTS));
    const rows = `select md5(string_agg(v::text, '|' order by id)) as digest from records.victim v`;
    expect(await behind(restored, rows)).toEqual(await behind(here.database, rows));
    expect(await verdict(restored)).toEqual({ code: 0, text: expect.stringContaining('Everything holds: 40 entries') as string });
    await write(restored, 1);
    expect(await behind(restored, `select count(*)::int as off from pg_trigger where not tgisinternal and tgenabled = 'D'`)).toEqual([{ off: 0 }]);
    await expect(behind(restored, 'update audit.entry set act = act')).rejects.toThrow('append-only');
    expect((await here.run(['doctor'], on(restored))).out).not.toMatch(/^FAULT/m);
  });

  it('lets nobody go on where they were: sessions are over', async () => {
    const restored = targets[0]!;
    expect(await behind(restored, 'select from identity.session where revoked_at is null')).toEqual([]);
  });

  it('goes only into an empty database', async () => {
    expect(await restore('first', targets[0]!)).toMatchObject({ code: 1, err: expect.stringContaining('The database is not empty') as string });
  });

  it.each([
    ['a file with a changed byte', 'data/records.victim', (content: Buffer) => { content.writeUInt8(content.readUInt8(100) ^ 1, 100); return content; }, 'A file of the backup is not what was written: data/records.victim'],
    ['a file that was cut', 'data/audit.entry', (content: Buffer) => content.subarray(0, -5), 'A file of the backup is not what was written: data/audit.entry'],
    ['a manifest with another number', 'manifest.json', (content: Buffer) => Buffer.from(content.toString().replace(/"rows": \d+/, '"rows": 123')), 'The manifest was changed'],
  ])('refuses %s, and leaves the database empty', async (_, name, change, words) => {
    const path = join(folder, 'first', name);
    const whole = readFileSync(path);
    writeFileSync(path, change(Buffer.from(whole)));
    const restored = await target();
    expect(await restore('first', restored)).toMatchObject({ code: 1, err: expect.stringContaining(words) as string });
    expect(await behind(restored, 'select from records.agency union all select from audit.entry')).toEqual([]);
    writeFileSync(path, whole);
  });

  it('gives nothing without the key it was made with', async () => {
    const other = join(here.folder, 'other-key');
    writeFileSync(other, '0123456789abcdef'.repeat(4), { mode: 0o600 });
    expect(await here.run(['restore', join(folder, 'first')], { ...on(await target()), QALXAN_KEY_FILE: other })).toMatchObject({ code: 1, err: expect.stringContaining('belongs to another key') as string });
  });

  it('calls nothing restored whose log is not the one that was signed', async () => {
    const forger = await target();
    await restore('first', forger);
    await tamperWith(forger, `update audit.entry set body = replace(body, 'READ', 'WALK') where (lane, number) = (select lane, number from audit.leaf where index = 7)`);
    await here.run(['backup', join(folder, 'forged')], { ...on(forger) });
    const restored = await target();
    expect(await restore('forged', restored)).toMatchObject({ code: 1, err: expect.stringContaining('ENTRY_CHANGED 7') as string });
    expect(await behind(restored, 'select from audit.entry')).toEqual([]);
  });
});

describe('an older backup', () => {
  let restored: FreshDatabase;

  it('says what the log lost since, and nothing is signed over it', async () => {
    await write(here.database, 2); // committed, not in the tree yet: the backup has them
    await backup('older');
    await here.writeAndSeal(10);
    restored = await target();
    const { code, out } = await restore('older', restored);
    expect([code, out]).toEqual([0, expect.stringMatching(/^ROLLED_BACK: .+: 40–51 \(12\)$/m)]);
    await expect(sealed(restored)).rejects.toThrow('ROLLED_BACK');
  });

  it('goes on when the operator has signed the loss, which is told to every verifier', async () => {
    const run = (): Promise<Said> => here.run(['audit', 'accept-loss'], on(restored));
    expect(await run()).toMatchObject({ code: 0, out: 'Declared lost, signed, for every verifier to see: 40–51 (10)\n' });
    expect(await run()).toMatchObject({ code: 1, err: expect.stringContaining('Nothing is lost') as string });
    await sealed(restored);
    await write(restored, 3);
    await sealed(restored);
    const { code, text } = await verdict(restored);
    expect([code, text]).toEqual([1, expect.stringMatching(/^ENTRIES ARE DECLARED LOST, everything else holds: 55 entries[^]+declared lost: 10 entries between \d+ and \d+/)]);
    const { signer } = await openSealing(readSettings(here.env).seal);
    await withClient(restored.access.auditor, async (client) => { await new LogCheck(client, 0, await readLosses(client, signer.keys)).upTo(55); });
  });

  it('excuses nothing else: not an entry taken out besides, whatever the database\'s administrator writes, who has no signing key', async () => {
    await tamperWith(restored, 'delete from audit.entry where (lane, number) = (select lane, number from audit.leaf where index = 5)');
    await behind(restored, `insert into audit.loss (note, declared_at)
      select concat_ws(chr(10), 'qalxan-audit-loss 1', 'qalxan.local/audit', '5 6', l.lane, encode(c.root, 'base64'), '2026-01-01T00:00:00.000Z', '', split_part(c.note, chr(10), 5), ''), now()
        from audit.leaf l, audit.checkpoint c where l.index = 5 and c.size = 40`);
    await expect(sealed(restored)).rejects.toThrow('ENTRY_CHANGED');
    expect(await verdict(restored)).toEqual({ code: 1, text: expect.stringMatching(/^SOMETHING WAS CHANGED[^]+entry 5 is gone/) as string });
  });
});

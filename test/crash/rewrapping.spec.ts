/** attacks.md, row 96: a change of the key-encryption key that is killed again and again: it goes on where it was, and no key is lost. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { newId } from '#kernel';
import { withClient } from '#persistence';
import { LocalKeys } from '#vault';

import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { openTestVault, TEST_KEY } from '../support/vault.js';

const HERE = import.meta.dirname;
const NEW_KEY = Buffer.alloc(32, 'another test key');
const PEOPLE = 200;

let database: FreshDatabase;
let folder: string;
beforeAll(async () => {
  database = await freshDatabase();
  folder = mkdtempSync(join(tmpdir(), 'qalxan-rewrapping-'));
  writeFileSync(join(folder, 'keys'), `${TEST_KEY.toString('hex')}\n${NEW_KEY.toString('hex')}\n`, { mode: 0o600 });
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

/** @param reports after how many batches it is killed. @returns what it printed. */
async function runAndKill(reports: number): Promise<string[]> {
  const child = spawn(process.execPath, [
    '--conditions=source', '--import', join(HERE, 'source-hooks.ts'), join(HERE, 'rewrapping.child.ts'), database.access.vault, join(folder, 'keys'),
  ], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  const lines: string[] = [];
  for await (const line of createInterface(child.stdout)) if (lines.push(line) === reports) child.kill('SIGKILL');
  await ended;
  return lines;
}

it('is resumed after every kill and loses no key', async () => {
  const before = await openTestVault(database);
  const subjects = Array.from({ length: PEOPLE }, newId);
  await before.prepare(subjects);
  const sealed = subjects.map((subject) => {
    const cell = { table: 'victim', row: subject, column: 'name' };
    return { cell, envelope: before.seal(subject, cell, subject) };
  });
  await before.close();

  const first = await runAndKill(3);
  expect(first).not.toContain('finished');
  const wrappedAnew = async (): Promise<number> => withClient(database.adminUrl, async (client) => Number((await client.query<{ many: string }>(
    `select count(*) as many from vault.data_key where wrapping_key = (select wrapping_key from vault.rewrapping)`)).rows[0]?.many));
  const done = await wrappedAnew();
  expect(done).toBeGreaterThanOrEqual(21);
  expect(done).toBeLessThan(PEOPLE);
  const middle = await openTestVault(database, { provider: new LocalKeys([TEST_KEY, NEW_KEY]) });
  expect(await middle.open(sealed)).toEqual(subjects);
  await middle.close();

  const second = await runAndKill(2);
  expect(Number(second[0])).toBe(done + 7);
  expect((await runAndKill(Infinity)).slice(-2)).toEqual([String(PEOPLE), 'finished']);
  const after = await openTestVault(database, { provider: new LocalKeys([NEW_KEY]) });
  expect(await after.open(sealed)).toEqual(subjects);
  await after.close();
});

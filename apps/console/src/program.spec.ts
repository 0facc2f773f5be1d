/** The command line as an operator meets it: exit codes, words, and an import from sign-in to sign-out. */
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { jest } from '@jest/globals';
import { openSealing, readSettings } from '#assembly';
import { readVerifierKey, Sealer } from '#audit';
import { newId } from '#kernel';
import { withClient } from '#persistence';

import { HOLD_DEVICE } from '../../../test/support/authenticator.js';
import { freshDatabase, type FreshDatabase } from '../../../test/support/database.js';
import { runConsole } from './program.js';
import { localeOf } from './terminal/language.js';

let database: FreshDatabase;
let folder: string;
let env: NodeJS.ProcessEnv;
beforeAll(async () => {
  database = await freshDatabase();
  folder = await mkdtemp(join(tmpdir(), 'qalxan-console-'));
  const { owner, app, audit, auditor, vault } = database.access;
  env = {
    DATABASE_URL: app, DATABASE_OWNER_URL: owner, DATABASE_AUDIT_URL: audit, DATABASE_AUDITOR_URL: auditor, DATABASE_VAULT_URL: vault,
    QALXAN_DATA: folder, QALXAN_PASSWORD: 'dəmir qapı, üç açar', LANG: 'en_US.UTF-8',
  };
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

/** @returns the exit code and what was said. */
const run = async (...args: string[]): Promise<{ code: number; out: string; err: string }> => {
  const said = { out: '', err: '' };
  const out = jest.spyOn(process.stdout, 'write').mockImplementation((text) => { said.out += String(text); return true; });
  const err = jest.spyOn(process.stderr, 'write').mockImplementation((text) => { said.err += String(text); return true; });
  try {
    return { code: await runConsole(args, { ...env, QALXAN_CODE: CODES[runs++ % CODES.length] }), ...said };
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
};
const behind = (text: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> =>
  withClient(database.adminUrl, async (client) => (await client.query<Record<string, unknown>>(text, [...values])).rows);

/** Recovery codes of the operator: each opens one session. */
const CODES = '23456789abcdefghjkmnpqrstuvwxyz'.split('').map((letter) => letter.repeat(24));
let runs = 0;

const HEADER = 'yearRegister,gender,majorityStatus,isForcedLabour,isSexualExploit,UN_COO_Region,UN_COE_Region,IP_Exploiter,IP_Gender,IP_ageBroad,'
  + 'IP_citizen_UNRegion,IP_Relation,IP_PayMoney,IP_RecruiterBroker,IP_TransactionProcess,IP_ControlAbuseKidnap';

describe('the command line', () => {
  it.each([
    [['--help'], 0], [['nonsense'], 2], [['import'], 2], [['import', 'xml', 'file', '--as', 'somebody'], 2], [['import', 'ctdc', 'file'], 2],
  ])('%j ends with %i', async (args, code) => expect((await run(...args)).code).toBe(code));

  it('speaks the operator\'s language', async () => {
    expect((await run('--lang', 'az', '--help')).out).toContain('fayl idxal edir');
    expect([['az', {}], [undefined, { LANG: 'az_AZ.UTF-8' }], [undefined, { LC_ALL: 'C', LANG: 'az_AZ' }], [undefined, {}]].map(([asked, given]) => localeOf(asked as string | undefined, given as NodeJS.ProcessEnv)))
      .toEqual(['az', 'az', 'en', 'en']);
  });

  it('installs the wall\'s key, and makes every other invalid when told', async () => {
    const key = /^Valid key: ([0-9a-f]{16})\n$/.exec((await run('wall-key', 'install')).out)?.[1];
    const keys = async (): Promise<unknown[]> => (await behind('select id from wall.key')).map(({ id }) => id);
    const others = (await keys()).filter((id) => id !== key);
    expect(others).toHaveLength(1);
    expect(await run('wall-key', 'install', '--only')).toMatchObject({ code: 0, out: `Valid key: ${key}\nNo longer valid: ${String(others[0])}\n` });
    expect(await keys()).toEqual([key]);
    expect((await run('migrate')).code).toBe(0);
  });

  it('has nothing to migrate twice', async () => expect(await run('migrate')).toMatchObject({ code: 0, out: 'Nothing to migrate\n' }));

  it('makes the first two administrators, two humans, and no third', async () => {
    expect((await run('bootstrap-admin', 'operator')).code).toBe(2);
    expect(await run('bootstrap-admin', 'operator', '--personnel-number', 'P-1')).toMatchObject({ code: 0 });
    expect(await run('bootstrap-admin', 'second', '--personnel-number', 'p-1')).toMatchObject({ code: 1, err: 'The command breaks a rule: SAME_HUMAN\n' });
    expect(await run('bootstrap-admin', 'second', '--personnel-number', 'P-2')).toMatchObject({ code: 0 });
    expect(await run('bootstrap-admin', 'third', '--personnel-number', 'P-3')).toMatchObject({ code: 1, err: 'The command breaks a rule: ADMINISTRATOR_EXISTS\n' });
    expect((await run('bootstrap-admin', 'third', '--personnel-number', 'P-3', '--in-place-of', 'nobody')).code).toBe(1);
    expect(await run('bootstrap-admin', 'third', '--personnel-number', 'P-3', '--in-place-of', 'second')).toMatchObject({ code: 0 });
    expect(await behind(`select c.login from identity.credential c join records.officer o on o.id = c.officer_id and o.active order by 1`)).toEqual([{ login: 'operator' }, { login: 'third' }]);
  });

  it('lets whoever must have a second factor do nothing without', async () => {
    expect(await run('import', 'ctdc', 'file.csv', '--as', 'operator')).toMatchObject({ code: 1, err: 'Not allowed: SECOND_FACTOR_REQUIRED\n' });
  });

  it('imports for a signed-in analyst, and leaves no session', async () => {
    const [operator] = await behind(`select officer_id from identity.credential where login = 'operator'`);
    await behind(HOLD_DEVICE, [newId(), operator!['officer_id'], Buffer.alloc(32), Buffer.alloc(1)]);
    for (const code of CODES) await behind('insert into identity.recovery_code (code_hash, officer_id, created_at) values ($1, $2, now())', [createHash('sha256').update(code).digest(), operator!['officer_id']]);
    await behind(`insert into identity.officer_role (id, officer_id, role, granted_at) select gen_random_uuid(), officer_id, 'ANALYST', now() from identity.credential`);
    await behind(`update identity.officer_role set revoked_at = now() where role = 'ADMINISTRATOR'`);
    const file = join(folder, 'file.csv');
    await writeFile(file, [HEADER, '2019,Female,Adult,1,,,,,Male,,,,,,,', '2019,SECRET-VALUE,,,,,,,,,,,,,,'].join('\n'));
    const dry = await run('import', 'ctdc', file, '--as', 'operator', '--dry-run');
    expect(dry).toMatchObject({ code: 1 });
    expect(dry.out).toContain('  create: 1\n  update: 0\n  duplicate: 0\n  reject: 1\nRow 3: reject: gender: the value is not in the code list (CODE_NOT_IN_LIST)\n');
    expect(await behind('select from records.victim')).toHaveLength(0);
    const [, digest = ''] = /Plan: ([0-9a-f]{64})/.exec(dry.out) ?? [];

    expect(await run('import', 'ctdc', file, '--as', 'operator', '--plan', '0'.repeat(64))).toMatchObject({ code: 1, err: expect.stringContaining('make the plan again') as string });
    const real = await run('--lang', 'az', 'import', 'ctdc', file, '--as', 'operator', '--plan', digest);
    expect(real).toMatchObject({ code: 1 });
    expect(real.out).toContain('1 sətir indi idxal edildi');
    expect(real.out + real.err + dry.out + dry.err).not.toContain('SECRET-VALUE');
    expect(await behind('select from records.victim')).toHaveLength(1);
    expect(await behind('select from identity.session where revoked_at is null')).toHaveLength(0);
  });

  it('makes no demonstration where there are accounts', async () => {
    expect(await run('demo')).toMatchObject({ code: 1, err: 'This database has accounts of its own; no demonstration world was made\n' });
  });

  it('refuses a stranger and whoever may not', async () => {
    expect(await run('import', 'ctdc', 'file.csv', '--as', 'stranger')).toMatchObject({ code: 1, err: 'Sign-in failed\n' });
    expect(await run('statistics', 'ctdc', '--as', 'stranger')).toMatchObject({ code: 1, err: 'Sign-in failed\n' });
  });

  it('prints the sixteen tables', async () => {
    const { code, out } = await run('statistics', 'ctdc', '--as', 'operator');
    expect(code).toBe(0);
    expect(out.match(/^\w+ \| .+$/gm)).toHaveLength(16);
    expect(out).toMatch(/^ {2}2019 +1 +100 +100 +100$/m);
  });

  it('gives those who check the log its key, and an auditor the log itself, once and to their eyes only', async () => {
    const key = (await run('audit', 'public-key')).out.trim();
    const settings = readSettings(env).seal;
    const sealing = await openSealing(settings);
    expect(readVerifierKey(key)).toEqual(sealing.signer.keys.log);
    const sealer = new Sealer({ connection: { connectionString: database.access.sealer! }, ...sealing });
    await sealer.seal();
    await sealer.close();
    const file = join(folder, 'log.txt');
    expect(await run('audit', 'export', file, '--as', 'operator')).toMatchObject({ code: 1, err: 'Not allowed\n' });
    await behind(`update identity.officer_role set revoked_at = now() where officer_id = (select officer_id from identity.credential where login = 'operator')`);
    await behind(`insert into identity.officer_role (id, officer_id, role, granted_at) select gen_random_uuid(), officer_id, 'AUDITOR', now() from identity.credential where login = 'operator'`);
    expect(await run('audit', 'export', file, '--as', 'operator')).toMatchObject({ code: 0, out: expect.stringMatching(/^Entries written: [1-9]/) as string });
    const lines = (await readFile(file, 'utf8')).split('\n');
    expect([lines[1], lines.at(-2), (await stat(file)).mode & 0o777]).toEqual([`log ${key}`, 'end', 0o600]);
    expect((await run('audit', 'export', file, '--as', 'operator')).code).toBe(1);
    expect(await behind(`select body::jsonb ->> 'outcome' as outcome from audit.entry where body::jsonb #>> '{question,root}' = 'auditExport' order by position`))
      .toEqual(['REFUSED', 'ANSWERED', 'ANSWERED'].map((outcome) => ({ outcome })));
  });
});

/** The simulator as an operator meets it: no database, both languages, an exit code that says whether there is access. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { jest } from '@jest/globals';

import { runConsole } from '../program.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qalxan-oidc-'));
});
afterAll(() => rm(folder, { recursive: true }));

const file = async (name: string, content: unknown): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};
const RULES = [{ when: { groups: 'atd' }, login: { claim: 'sub' }, roles: ['ANALYST'] }];

const run = async (claims: unknown, rules: unknown = RULES): Promise<{ code: number; out: string; err: string }> => {
  const said = { out: '', err: '' };
  const out = jest.spyOn(process.stdout, 'write').mockImplementation((text) => { said.out += String(text); return true; });
  const err = jest.spyOn(process.stderr, 'write').mockImplementation((text) => { said.err += String(text); return true; });
  try {
    const env = { LANG: 'en_US.UTF-8', ...(rules === null ? {} : { QALXAN_OIDC_RULES_FILE: await file('rules.json', rules) }) };
    return { code: await runConsole(['oidc', 'explain', await file('claims.json', claims)], env), ...said };
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
};

it('says which rule lets in, as whom, and with which roles', async () => {
  const { code, out } = await run({ sub: 'aynur', groups: ['atd'] });
  expect(code).toBe(0);
  expect(out).toContain('Access: yes · Giriş: var\nRule · Qayda: 1\nLogin · İstifadəçi adı: aynur\n');
  expect(out).toContain(': ANALYST\n');
});

it('says why there is no access', async () => {
  expect(await run({ sub: 'aynur', groups: ['other'] })).toMatchObject({ code: 1, out: expect.stringContaining('Access: no · Giriş: yoxdur: NO_RULE\n') as string });
  expect(await run({ groups: ['atd'] })).toMatchObject({ code: 1, out: expect.stringContaining('NO_LOGIN') as string });
});

it('takes no rules for no access, and repeats nothing of a file it cannot use', async () => {
  expect(await run({ sub: 'aynur' }, [])).toMatchObject({ code: 1, out: expect.stringContaining('NO_RULE') as string });
  expect(await run({ sub: 'aynur' }, null)).toMatchObject({ code: 1, err: 'QALXAN_OIDC_RULES_FILE is not set\n' });
  expect(await run({ sub: 'aynur' }, [{ when: {}, login: { claim: 'sub' }, roles: ['ANALYST'] }])).toMatchObject({ code: 1, err: 'The rules file is not usable: at 0.when\n' });
  expect(await run('SECRET-VALUE')).toEqual({ code: 1, out: '', err: 'The file is not a JSON object of claims\n' });
  expect(await run(['aynur'])).toMatchObject({ code: 1, err: 'The file is not a JSON object of claims\n' });
});

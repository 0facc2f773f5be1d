/**
 * attacks.md, row 96: keys are changed while people read. One human's key, by the operator's command, up to the destruction of the old
 * one; the key-encryption key, during reads that unwrap again and again; a process killed in the middle. Nobody sees an error, an empty
 * field or another revision, and no key goes that something is still sealed with.
 */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { newId } from '#kernel';
import { LocalKeys } from '#vault';

import { runConsole } from '../../apps/console/src/program.js';
import { rotations } from '../../apps/worker/src/rotations.js';
import { API_PASSWORD, startApi, type Client } from '../support/api.js';
import { PURPOSE } from '../support/case-over-http.js';
import { HISTORY, KNOWN, openSealedCase, VICTIM, type SealedCase } from '../support/sealed-case.js';
import { openTestVault, TEST_KEY, testKeyFile } from '../support/vault.js';

const NEXT_KEY = Buffer.alloc(32, 'the next key of tests');

let at: SealedCase;
beforeAll(async () => {
  at = await openSealedCase();
});
afterAll(() => at.api.close());

const run = async (...args: string[]): Promise<{ code: number; out: string }> => {
  const { owner, app, audit, auditor, vault } = at.api.database.access;
  const said = { out: '' };
  const out = jest.spyOn(process.stdout, 'write').mockImplementation((text) => { said.out += String(text); return true; });
  try {
    return { code: await runConsole(['--lang', 'en', ...args], {
      DATABASE_URL: app, DATABASE_OWNER_URL: owner, DATABASE_AUDIT_URL: audit, DATABASE_AUDITOR_URL: auditor, DATABASE_VAULT_URL: vault,
      QALXAN_DATA: at.api.folder, QALXAN_KEY_FILE: join(at.api.folder, 'vault.key'), QALXAN_ANCHOR_MAX_AGE_S: '0',
    }), ...said };
  } finally {
    out.mockRestore();
  }
};
const work = (): Promise<void> => rotations({ assembly: at.api.assembly, env: {}, log: undefined as never }).run(new AbortController().signal);
const keys = (subject: string): Promise<unknown> => at.api.behind('select version, wrapped is not null as there, retired_at is not null as retired from vault.data_key where subject = $1 order by version', [subject]);
const age = (subject: string): Promise<unknown> => at.api.behind(`update vault.data_key set retired_at = retired_at - interval '7 minutes' where subject = $1 and retired_at is not null and destroyed_at is null`, [subject]);

/** Reads without a pause while `change` runs. @returns every different answer, errors too. */
async function whileReading(read: () => Promise<string>, change: () => Promise<unknown>): Promise<readonly string[]> {
  const answers = new Set<string>();
  const state = { over: false };
  const loops = [1, 2, 3].map(async () => {
    do answers.add(await read()); while (!state.over);
  });
  try {
    await change();
  } finally {
    state.over = true;
  }
  await Promise.all(loops);
  return [...answers];
}
const shown = async (by: Client): Promise<string> => {
  const answers = [await by.ask(VICTIM, { id: at.victim }, PURPOSE), await by.ask(HISTORY, { id: at.victim }, PURPOSE)];
  return JSON.stringify(answers.map(({ data, errors }) => [data, errors]));
};

it('one human gets a new key by command, and the old one is destroyed, while she is read', async () => {
  const before = await shown(at.investigator);
  expect(before).toContain(KNOWN.familyName);
  const answers = await whileReading(() => shown(at.investigator), async () => {
    expect(await run('keys', 'rotate-person', at.victim)).toMatchObject({ code: 0 });
    await work();
    expect(await keys(at.person)).toEqual([{ version: 1, there: true, retired: true }, { version: 2, there: true, retired: false }]);
    await age(at.person);
    expect((await run('keys', 'status')).out).toMatch(/waiting for destruction: 1 \(of these due: 1\)/);
    await work();
    expect(await keys(at.person)).toEqual([{ version: 1, there: false, retired: true }, { version: 2, there: true, retired: false }]);
  });
  expect(answers).toEqual([before]);
  const [entry] = await at.api.behind(`select body::jsonb -> 'actor' as actor, body::jsonb #> '{touched,0,ids}' as ids from audit.entry where body::jsonb -> 'question' ->> 'root' = 'keysRotate'`);
  expect(entry).toEqual({ actor: null, ids: [at.person] });
}, 60_000);

it('what a killed process left, a key changed and nothing sealed anew, is finished by the worker', async () => {
  await at.api.assembly.vault.rotation.rotateSubject(at.person);
  await age(at.person);
  const versions = async (): Promise<unknown> => (await at.api.behind('select count(*)::int as n from vault.data_key where subject = $1 and wrapped is not null', [at.person]))[0]!['n'];
  expect(await versions()).toBe(2);
  await work();
  expect(await versions()).toBe(1);
  expect(await shown(at.investigator)).toContain(KNOWN.account);
});

it('a key that a second factor is sealed with is never destroyed for want of records', async () => {
  const login = `officer-${newId().slice(0, 8)}`;
  const officer = await at.api.officer(login, 'INVESTIGATOR');
  const { token } = await at.api.signIn(login, API_PASSWORD);
  const { sessions, factors } = at.api.assembly.identity;
  await factors.enrolTotp((await sessions.viewerOf(token))!);
  await at.api.assembly.vault.rotation.rotateSubject(officer);
  await age(officer);
  await work();
  expect(await keys(officer)).toEqual([{ version: 1, there: true, retired: true }, { version: 2, there: true, retired: false }]);
});

it('nobody has a key that the id of nobody asks for', async () => {
  for (const id of [newId(), 'x', at.investigator.officer]) expect((await run('keys', 'rotate-person', id)).code).toBe(1);
});

it('the key-encryption key is changed while keys are unwrapped again and again, and is then not needed any more', async () => {
  // As an operator does it: every process is started again with both keys, then the keys are wrapped anew.
  const both = testKeyFile(at.api.folder);
  appendFileSync(both, `\n${NEXT_KEY.toString('hex')}\n`);
  const again = await startApi({ QALXAN_DEMO: 'no', QALXAN_KEY_FILE: both }, { ...at.api.database, drop: () => Promise.resolve() });
  try {
    const login = `again-${newId().slice(0, 8)}`;
    await again.officer(login, 'INVESTIGATOR');
    const before = await shown(at.investigator);
    const [row] = await at.api.behind('select family_name from records.victim where id = $1', [at.victim]);
    const sealed = [{ cell: { table: 'victim', row: at.victim, column: 'family_name' }, envelope: row!['family_name'] as Buffer }];
    const provider = (): LocalKeys => new LocalKeys([TEST_KEY, NEXT_KEY]);
    const opened = async (): Promise<string> => {
      const vault = await openTestVault(at.api.database, { provider: provider() });
      try {
        return String((await vault.open(sealed))[0]);
      } finally {
        await vault.close();
      }
    };
    const answers = await whileReading(opened, async () => {
      const { code, out } = await run('keys', 'rewrap');
      expect([code, out]).toEqual([0, expect.stringMatching(/Keys wrapped anew: [1-9]\d*\n.*may go/) as string]);
    });
    expect(answers).toEqual([KNOWN.familyName]);
    expect(await shown(at.investigator)).toBe(before);
    const alone = await openTestVault(at.api.database, { provider: new LocalKeys([NEXT_KEY]) });
    expect(await alone.open(sealed)).toEqual([KNOWN.familyName]);
    await alone.close();
    await expect(openTestVault(at.api.database, { provider: new LocalKeys([TEST_KEY]) })).rejects.toMatchObject({ rule: 'SEAL_BROKEN' });
    expect((await run('keys', 'rewrap')).code).toBe(0);
  } finally {
    await again.close();
  }
}, 60_000);

/** `console doctor`: a sound installation is called sound, and each thing that can be wrong with one is named, in one line, without a secret. */
import { appendFileSync, chmodSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { openSealing, readSettings } from '#assembly';
import { verifierKey } from '#audit';
import { SIGN_INS } from '#demonstration';
import { fixedClock, newId } from '#kernel';
import { withClient } from '#persistence';

import { doctorCommand } from '../../apps/console/src/commands/doctor.js';
import { spaceFinding } from '../../apps/console/src/doctor/disk-check.js';
import { Terminal } from '../../apps/console/src/terminal/terminal.js';
import { memoryIn, ownKey } from '../../apps/verifier/src/witness/folder.js';
import { witnessServer } from '../../apps/verifier/src/witness/serve.js';
import { keyId, readVerifierKey } from '../../apps/verifier/src/tree/note.js';
import { production, type Production } from '../support/production.js';
import { tamperWith } from '../support/sealing.js';

let here: Production;
beforeAll(async () => {
  here = await production();
  await here.writeAndSeal(5);
});
afterAll(() => here.close());

const behind = (text: string, values: readonly unknown[] = []): Promise<unknown> => withClient(here.database.adminUrl, (client) => client.query(text, [...values]));
/** @returns the exit code and the lines that are not OK. */
const complaints = async (change: Readonly<Record<string, string | undefined>> = {}): Promise<{ code: number; lines: string[] }> => {
  const { code, out } = await here.run(['doctor'], change);
  return { code, lines: out.split('\n').filter((line) => line !== '' && !line.startsWith('OK ')) };
};
/** What a healthy production of one machine is warned of. */
const USUAL = [expect.stringMatching(/^WARNING {2}key provider: reachable/), expect.stringMatching(/^WARNING {2}witness: none/)] as string[];
const sick = (...lines: string[]): object => ({ code: 1, lines: expect.arrayContaining(lines.map((line) => expect.stringContaining(line) as unknown)) as unknown });

describe('a sound installation', () => {
  it('has no fault', async () => {
    expect(await complaints()).toEqual({ code: 0, lines: USUAL });
  });

  it('is told so in Azerbaijani too', async () => {
    const { code, out } = await here.run(['--lang', 'az', 'doctor']);
    expect([code, out]).toEqual([0, expect.stringContaining('YAXŞI    miqrasiyalar: hamısı tətbiq edilib')]);
  });

  it('shows no secret and no password', async () => {
    const { out, err } = await here.run(['doctor']);
    const secrets = [
      ...Object.values(here.database.access).map((url) => new URL(url as string).password),
      ...['cursor', 'wall', 'vault.key', 'seal'].map((name) => readFileSync(join(here.folder, name), 'utf8').trim()), readFileSync(join(here.folder, 'audit')).toString('hex'),
    ];
    for (const secret of secrets) expect(out + err).not.toContain(secret);
  });
});

describe('what is wrong with settings and secrets', () => {
  it.each([
    ['a missing setting', { QALXAN_WALL_KEY_FILE: undefined }, 'FAULT    settings: Production needs QALXAN_WALL_KEY_FILE'],
    ['a missing login', { DATABASE_VAULT_URL: undefined }, 'FAULT    database: Production needs DATABASE_VAULT_URL as well'],
    ['a lost file', { QALXAN_SEAL_KEY_FILE: '/nowhere/seal' }, 'QALXAN_SEAL_KEY_FILE: there is no such file'],
    ['a login that is another', { DATABASE_AUDITOR_URL: 'AUDIT' }, 'signs in as another login'],
  ])('%s', async (_, change, line) => {
    const given = Object.fromEntries(Object.entries(change).map(([name, value]) => [name, value === 'AUDIT' ? here.database.access.audit : value]));
    expect(await complaints(given)).toEqual(sick(line));
  });

  it('a file that others may read', async () => {
    const file = join(here.folder, 'cursor');
    chmodSync(file, 0o644);
    expect(await complaints()).toEqual(sick('secret files: QALXAN_CURSOR_SECRET_FILE: others may read the file'));
    chmodSync(file, 0o600);
  });

  it('one secret for two things, and one that is not random', async () => {
    const zeros = join(here.folder, 'zeros');
    writeFileSync(zeros, '0'.repeat(64), { mode: 0o600 });
    expect(await complaints({ QALXAN_CURSOR_SECRET_FILE: zeros })).toEqual(sick('QALXAN_CURSOR_SECRET_FILE: not random'));
    expect(await complaints({ QALXAN_CURSOR_SECRET_FILE: join(here.folder, 'wall') })).toEqual(sick('QALXAN_WALL_KEY_FILE: the same secret as QALXAN_CURSOR_SECRET_FILE'));
  });

  it('passwords that anybody would try, and one password for two logins', async () => {
    const url = new URL(here.database.access.app);
    url.password = 'postgres';
    expect(await complaints({ DATABASE_URL: url.href })).toEqual(sick('DATABASE_URL: a password that can be guessed'));
    const shared = new URL(here.database.access.vault);
    shared.password = new URL(here.database.access.app).password;
    expect(await complaints({ DATABASE_VAULT_URL: shared.href })).toEqual(sick('DATABASE_VAULT_URL: the password of another login', 'login qalxan_vault: The database server did not accept the login qalxan_vault'));
  });
});

describe('what is wrong with the database', () => {
  it.each([
    ['a right too many', 'grant delete on records.victim to qalxan_app', 'revoke delete on records.victim from qalxan_app', 'login qalxan_app: may do too much: DELETE records.victim'],
    ['a right for everybody', 'grant select on vault.data_key to public', 'revoke select on vault.data_key from public', 'login qalxan_auditor: may do too much: SELECT vault.data_key'],
    ['one column too many', 'grant update (body) on audit.entry to qalxan_audit', 'revoke update (body) on audit.entry from qalxan_audit', 'login qalxan_audit: may do too much: UPDATE audit.entry'],
    ['a table of its own', 'alter table records.agency owner to qalxan_app', 'alter table records.agency owner to qalxan_owner; grant select, insert, update on records.agency to qalxan_app', 'owns records.agency'],
    ['a right too few', 'revoke insert on audit.leaf from qalxan_sealer', 'grant insert on audit.leaf to qalxan_sealer', 'login qalxan_sealer: may do too little: INSERT audit.leaf'],
    ['row security that the owner escapes', 'alter table records.person no force row level security', 'alter table records.person force row level security', 'wall of row security: Row security is not in place on records.person'],
    ['a migration that is missing', `delete from migration.applied where name like '%\\_vault'`, `insert into migration.applied (name) values ('Migration20261123072609_vault')`, 'migrations: not applied: Migration20261123072609_vault'],
  ])('%s', async (_, wound, remedy, line) => {
    await behind(wound);
    expect(await complaints()).toEqual(sick(line));
    await behind(remedy);
  });

  it('the wall\'s key is another', async () => {
    const other = join(here.folder, 'other-wall');
    writeFileSync(other, 'ab54cd32'.repeat(8), { mode: 0o600 });
    expect(await complaints({ QALXAN_WALL_KEY_FILE: other })).toEqual(sick('wall of row security: The database does not know the key of QALXAN_WALL_KEY_FILE'));
  });

  it('a clock that is not ours', async () => {
    const told = async (skew: number): Promise<string> => {
      const lines: string[] = [];
      const out = { write: (text: string) => lines.push(text) > 0 } as unknown as NodeJS.WriteStream;
      await doctorCommand({ terminal: new Terminal('en', out, out), env: here.env }, { now: () => new Date(Date.now() + skew) });
      return lines.find((line) => line.includes(' clock: ')) ?? '';
    };
    expect([await told(0), await told(10_000), await told(-90_000)]).toEqual([
      expect.stringMatching(/^OK/), expect.stringMatching(/^WARNING {2}clock: the database's is \d+ s from ours/), expect.stringMatching(/^FAULT/),
    ]);
  });

  it('the demonstration\'s accounts', async () => {
    const [agency] = [newId()];
    await behind(`insert into records.agency (id, name, role) values ($1, 'Agency', 'Police')`, [agency]);
    for (const [place, { login }] of SIGN_INS.entries()) {
      const officer = newId();
      await behind(`insert into records.officer (id, name, agency_id, active) values ($1, 'Officer', $2, true)`, [officer, agency]);
      await behind(`insert into identity.credential (officer_id, login, password_hash, password_set_at, personnel_number) values ($1, $2, '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21l$c29tZWhhc2hzb21laGFzaHNvbWVoYXNoc29tZWhhc2g', now(), $3)`, [officer, login, `P-${place}`]);
    }
    expect(await complaints()).toEqual(sick(`demonstration data: the demonstration's accounts are here: ${SIGN_INS.length}/${SIGN_INS.length}`));
    await behind('delete from identity.credential');
  });
});

describe('what is wrong with keys and erasures', () => {
  it('another key-encryption key', async () => {
    const other = join(here.folder, 'other-key');
    writeFileSync(other, '0123456789abcdef'.repeat(4), { mode: 0o600 });
    expect(await complaints({ QALXAN_KEY_FILE: other })).toEqual(sick('key provider: The key-encryption key is not the one'));
  });

  it('a key service that does not answer', async () => {
    const token = join(here.folder, 'token');
    writeFileSync(token, 'a token of no service', { mode: 0o600 });
    const change = { QALXAN_KEYS: 'transit', QALXAN_TRANSIT_URL: 'https://127.0.0.1:1', QALXAN_TRANSIT_KEY: 'people', QALXAN_TRANSIT_TOKEN_FILE: token };
    expect(await complaints(change)).toEqual(sick('FAULT    key provider: '));
  });

  it('somebody erased of whom the database knows nothing: an older backup', async () => {
    const file = join(here.folder, 'tombstones');
    appendFileSync(file, `${JSON.stringify({ subject: newId(), at: new Date().toISOString(), approval: newId() })}\n`);
    expect(await complaints()).toEqual(sick('1 people of QALXAN_TOMBSTONES_FILE are not erased in the database'));
    writeFileSync(file, 'nonsense\n');
    expect(await complaints()).toEqual(sick('holds a line that is no tombstone'));
    writeFileSync(file, '');
  });
});

describe('what is wrong with the log\'s anchors', () => {
  it('a worker that does not run', async () => {
    const lines: string[] = [];
    const out = { write: (text: string) => lines.push(text) > 0 } as unknown as NodeJS.WriteStream;
    await doctorCommand({ terminal: new Terminal('en', out, out), env: here.env }, fixedClock(new Date(Date.now() + 600_000)));
    expect(lines).toContainEqual(expect.stringMatching(/^FAULT {4}anchors of the audit log: the newest is \d+ s old, 300 are allowed/));
  });

  it('an anchor file that was cut, and a database that was set back', async () => {
    const file = join(here.folder, 'anchors.txt');
    const whole = readFileSync(file, 'utf8');
    await here.writeAndSeal(2);
    const longer = readFileSync(file, 'utf8');
    writeFileSync(file, whole);
    expect(await complaints()).toEqual(sick('ANCHORS_CUT'));
    truncateSync(file, 0);
    expect(await complaints()).toEqual(sick('ANCHORS_CUT'));
    writeFileSync(file, longer);
    await tamperWith(here.database, 'delete from audit.anchoring where size > 5; delete from audit.checkpoint where size > 5; delete from audit.leaf where index >= 5');
    expect(await complaints()).toEqual(sick('ROLLED_BACK'));
    writeFileSync(file, whole);
    expect(await complaints()).toEqual({ code: 0, lines: USUAL });
  });

  it('a witness: one that knows the log, one that has seen more, one that is gone', async () => {
    const { signer } = await openSealing(readSettings(here.env).seal);
    const folder = join(here.folder, 'witness');
    const name = 'witness.test';
    const log = readVerifierKey(verifierKey(signer.keys.log));
    if (!log) throw new Error('the log has no key');
    const { key, publicKey } = ownKey(folder);
    const server = witnessServer({ log, name, key, publicKey, memory: memoryIn(folder), now: () => Math.floor(Date.now() / 1_000) });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    const change = {
      QALXAN_WITNESS_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      QALXAN_WITNESS_KEY: `${name}+${keyId(name, 4, publicKey).toString('hex')}+${Buffer.concat([Buffer.of(4), publicKey]).toString('base64')}`,
    };
    expect((await here.run(['doctor'], change)).out).toMatch(/^OK {7}witness: answers$/m);
    memoryIn(folder).save({ size: 99, root: Buffer.alloc(32) });
    expect(await complaints(change)).toEqual(sick('witness: has seen more than there is (ROLLED_BACK)'));
    await new Promise<void>((resolve) => { server.close(() => { resolve(); }); server.closeAllConnections(); });
    expect(await complaints(change)).toEqual(sick('witness: does not answer'));
  });
});

it('tells of a disk that fills', () => {
  expect([3 * 2 ** 30, 2 ** 30, 2 ** 20].map((free) => spaceFinding('/data', free).grade)).toEqual(['OK', 'WARNING', 'FAULT']);
});

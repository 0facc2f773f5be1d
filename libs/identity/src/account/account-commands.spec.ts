/** The administrator's commands: what they do at once, what they refuse, and that each is on record before it counts. attacks.md, rows 16, 46. */
import { newId } from '#kernel';
import type { Viewer } from '#policy';
import { identityWorld, PASSWORD, type IdentityWorld } from '../../../../test/support/identity-world.js';
import type { AccountCommands } from './account-commands.js';

let world: IdentityWorld;
let admin: Viewer;
let accounts: AccountCommands;
beforeAll(async () => {
  world = await identityWorld();
  accounts = world.identity.accounts;
});
afterAll(() => world.close());
const live = async (token: string) => (await world.identity.sessions.viewerOf(token)) !== undefined;
const REJECTED = (rule: string) => ({ code: 'REJECTED', rule });
const last = () => world.entries.at(-1);

describe('the first administrator', () => {
  it('is made once, at the command line', async () => {
    await expect(accounts.bootstrapAdministrator('root', 'rootrootroot')).rejects.toMatchObject(REJECTED('PASSWORD_TOO_COMMON'));
    const made = await Promise.allSettled(['chief', 'rival'].map((login) => accounts.bootstrapAdministrator(login, PASSWORD)));
    expect(made.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(made.find(({ status }) => status === 'rejected')).toMatchObject({ reason: REJECTED('ADMINISTRATOR_EXISTS') });
    const [{ login }] = (await world.rows('select login from identity.credential')) as [{ login: string }];
    admin = await world.viewer(login);
    expect(admin.roles).toEqual(['ADMINISTRATOR']);
    expect(world.entries.filter(({ act }) => act === 'ACCOUNT').map(({ outcome }) => outcome).sort()).toEqual(['ACCEPTED', 'REFUSED', 'REFUSED']);
  });
});

describe('an account', () => {
  it('is made with an invented password that is told once, and can sign in', async () => {
    const agency = await accounts.createAgency(admin, { name: 'Shelter 7', role: 'Shelter' });
    const { officer, password } = await accounts.createOfficer(admin, { agency, name: 'Nigar Quliyeva', login: 'NIGAR.q' });
    expect(last()).toMatchObject({ act: 'ACCOUNT', outcome: 'ACCEPTED', question: { root: 'createOfficer' }, actor: { officer: admin.officer } });
    expect(last()!.touched).toContainEqual({ record: 'Officer', ids: [officer], disclosed: [], withheld: [] });
    expect(password).toMatch(/^[\w-]{24}$/);
    await expect(world.identity.signIns.signIn({ login: 'nigar.Q', password: password!, source: 'x' })).resolves.toMatchObject({ officer, agency, roles: [] });
    expect(JSON.stringify(world.entries)).not.toMatch(/Nigar|nigar/);
    expect(await world.rows('select distinct record, command from records.history where record_id = $1', [officer])).toEqual([{ record: 'Officer', command: 'manageAccounts' }]);
  });

  it('is refused for a taken login, a bad one, a weak password, no agency, without leaving anything', async () => {
    const count = () => world.rows('select (select count(*) from records.officer) as officers, (select count(*) from identity.credential) as credentials');
    const before = await count();
    const create = (change: object) => accounts.createOfficer(admin, { agency: world.agency, name: 'X', login: 'new.one', password: PASSWORD, ...change });
    await expect(create({ login: ' Nigar.Q ' })).rejects.toMatchObject(REJECTED('LOGIN_TAKEN'));
    await expect(create({ login: 'a\0bc' })).rejects.toMatchObject(REJECTED('LOGIN'));
    await expect(create({ password: 'new.one' })).rejects.toMatchObject(REJECTED('PASSWORD_TOO_SHORT'));
    await expect(create({ agency: newId() })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(create({ agency: 'no id' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await count()).toEqual(before);
  });

  it('is not there without the audit log', async () => {
    world.logGone = true;
    await expect(accounts.createOfficer(admin, { agency: world.agency, name: 'X', login: 'unseen', password: PASSWORD })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    world.logGone = false;
    expect(await world.rows(`select 1 from identity.credential where login = 'unseen'`)).toEqual([]);
  });
});

describe('a role', () => {
  it('counts from the next request on, and so does its loss', async () => {
    const officer = await world.officer('worker');
    const token = await world.token('worker');
    const roles = async () => (await world.identity.sessions.viewerOf(token))!.roles;
    expect(await accounts.grantRole(admin, officer, 'ANALYST')).toEqual(['ANALYST']);
    expect(last()).toMatchObject({ act: 'ACCOUNT', question: { root: 'grantRole' }, detail: { role: 'ANALYST' } });
    expect(await roles()).toEqual(['ANALYST']);
    await expect(accounts.grantRole(admin, officer, 'ANALYST')).rejects.toMatchObject(REJECTED('ROLE_HELD'));
    expect(await accounts.revokeRole(admin, officer, 'ANALYST')).toEqual([]);
    expect(await roles()).toEqual([]);
    await expect(accounts.revokeRole(admin, officer, 'ANALYST')).rejects.toMatchObject(REJECTED('ROLE_NOT_HELD'));
    await accounts.grantRole(admin, officer, 'ANALYST');
    expect(await world.rows('select granted_by, revoked_by from identity.officer_role where officer_id = $1 order by granted_at, revoked_at', [officer]))
      .toEqual([{ granted_by: admin.officer, revoked_by: admin.officer }, { granted_by: admin.officer, revoked_by: null }]);
  });

  it('is refused beside one it may not be held with, also when both are given at once', async () => {
    const officer = await world.officer('both');
    const given = await Promise.allSettled([accounts.grantRole(admin, officer, 'AUDITOR'), accounts.grantRole(admin, officer, 'INVESTIGATOR')]);
    expect(given.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(given.find(({ status }) => status === 'rejected')).toMatchObject({ reason: REJECTED('AUDIT_APART_FROM_IDENTITY') });
    expect(last()).toMatchObject({ outcome: 'REFUSED', detail: { rule: 'AUDIT_APART_FROM_IDENTITY' } });
  });

  it('is never given to oneself, by the command or by the database', async () => {
    await expect(accounts.grantRole(admin, admin.officer, 'INVESTIGATOR')).rejects.toMatchObject(REJECTED('SELF_GRANT'));
    await expect(world.rows(`insert into identity.officer_role values ($1, $2, 'ANALYST', $2, now())`, [newId(), admin.officer])).rejects.toThrow('self_grant');
  });
});

describe('an administrator', () => {
  it('ends an account at once; an enabled one starts without its old sessions', async () => {
    const officer = await world.officer('suspended');
    const token = await world.token('suspended');
    await accounts.disableOfficer(admin, officer);
    expect(await live(token)).toBe(false);
    await expect(world.token('suspended')).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
    await accounts.enableOfficer(admin, officer);
    expect(await live(token)).toBe(false);
    expect(await live(await world.token('suspended'))).toBe(true);
  });

  it('resets a password and ends sessions', async () => {
    const officer = await world.officer('forgetful');
    const token = await world.token('forgetful');
    const { password } = await accounts.resetPassword(admin, officer);
    expect(await live(token)).toBe(false);
    await expect(world.token('forgetful')).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
    const opened = await world.identity.signIns.signIn({ login: 'forgetful', password: password!, source: 'y' });
    expect(await accounts.endSessions(admin, officer)).toBe(1);
    expect(await live(opened.token)).toBe(false);
  });

  it('does nothing to himself or to an equal that would need a second one', async () => {
    const equal = await world.officer('equal', 'ADMINISTRATOR');
    await expect(accounts.resetPassword(admin, equal)).rejects.toMatchObject(REJECTED('FOUR_EYES'));
    await expect(accounts.resetPassword(admin, admin.officer)).rejects.toMatchObject(REJECTED('FOUR_EYES'));
    await expect(accounts.disableOfficer(admin, admin.officer)).rejects.toMatchObject(REJECTED('SELF_CHANGE'));
    await expect(accounts.revokeRole(admin, admin.officer, 'ADMINISTRATOR')).rejects.toMatchObject(REJECTED('SELF_CHANGE'));
  });

  it('is the only one who may, and meets no difference between an absent officer and no id', async () => {
    const officer = await world.officer('plain', 'UNIT_HEAD');
    const plain = await world.viewer('plain');
    world.compared.length = 0;
    const attempts = [
      accounts.createAgency(plain, { name: 'X', role: 'Other' }), accounts.createOfficer(plain, { agency: world.agency, name: 'X', login: 'xyz' }),
      accounts.grantRole(plain, officer, 'ANALYST'), accounts.revokeRole(plain, officer, 'UNIT_HEAD'), accounts.disableOfficer(plain, officer),
      accounts.enableOfficer(plain, officer), accounts.resetPassword(plain, officer), accounts.endSessions(plain, officer),
    ];
    const before = world.entries.length;
    for (const attempt of await Promise.allSettled(attempts)) expect(attempt).toMatchObject({ status: 'rejected', reason: { code: 'FORBIDDEN' } });
    expect(world.entries.slice(before).every(({ act, outcome }) => act === 'ACCOUNT' && outcome === 'REFUSED')).toBe(true);
    for (const absent of [newId(), 'no id', '']) await expect(accounts.grantRole(admin, absent, 'ANALYST')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

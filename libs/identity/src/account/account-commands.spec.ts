/** The administrator's commands: what they do at once, what they refuse, and that each is on record before it counts. attacks.md, rows 16, 46. */
import type { OpenedSession } from '#identity';
import { newId, type Id } from '#kernel';
import type { Viewer } from '#policy';
import { approved, requested } from '../../../../test/support/approval.js';
import { identityWorld, PASSWORD, type IdentityWorld } from '../../../../test/support/identity-world.js';
import type { AccountCommands } from './account-commands.js';

let world: IdentityWorld;
let admin: Viewer;
let second: Viewer;
let accounts: AccountCommands;
beforeAll(async () => {
  world = await identityWorld();
  accounts = world.identity.accounts;
});
afterAll(() => world.close());
const live = async (token: string) => (await world.identity.sessions.viewerOf(token)) !== undefined;
const REJECTED = (rule: string) => ({ code: 'REJECTED', rule });
const last = () => world.entries.at(-1);
/** Carries a command out with the second administrator's approval. */
const together = async <T>(command: (viewer: Viewer) => Promise<T>): Promise<T> => (await approved(world.identity.approvals, admin, second, command)).answer;

describe('the first administrators', () => {
  const first = (login: string, personnelNumber: string, password = PASSWORD) => accounts.bootstrapAdministrator({ login, password, personnelNumber });

  it('are two, two humans, made at the command line', async () => {
    await expect(first('root', 'A-1', 'rootrootroot')).rejects.toMatchObject(REJECTED('PASSWORD_TOO_COMMON'));
    await expect(first('root', '?')).rejects.toMatchObject(REJECTED('PERSONNEL_NUMBER'));
    const made = await Promise.allSettled([first('chief', 'A-1'), first('chief2', ' a-1 '), first('chief3', 'A-1')]);
    expect(made.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    for (const one of made.filter(({ status }) => status === 'rejected')) expect(one).toMatchObject({ reason: REJECTED('SAME_HUMAN') });
    const more = await Promise.allSettled(['rival', 'rival2'].map((login, place) => first(login, `A-2${place}`)));
    expect(more.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(more.find(({ status }) => status === 'rejected')).toMatchObject({ reason: REJECTED('ADMINISTRATOR_EXISTS') });
    const logins = (await world.rows('select login, officer_id as officer from identity.credential order by personnel_number')) as [{ login: string; officer: Id }, { login: string; officer: Id }];
    for (const { login, officer } of logins) await world.hold(login, officer);
    admin = await world.viewer(logins[0].login);
    second = await world.viewer(logins[1].login);
    expect([admin.roles, second.roles]).toEqual([['ADMINISTRATOR'], ['ADMINISTRATOR']]);
    expect(world.entries.filter(({ act }) => act === 'ACCOUNT').map(({ outcome }) => outcome).sort()).toEqual(['ACCEPTED', 'ACCEPTED', ...Array<string>(5).fill('REFUSED')]);
  });
});

describe('an account', () => {
  it('is made by two, each with a half of a password that opens nothing but the choice of one\'s own', async () => {
    const agency = await accounts.createAgency(admin, { name: 'Shelter 7', role: 'Shelter' });
    const input = { agency, name: 'Nigar Quliyeva', login: 'NIGAR.q', personnelNumber: 'p 77', roles: ['SHELTER_WORKER'] as const };
    const { answer: { officer, passwordPart: first }, passwordPart: other, approval } = await approved(world.identity.approvals, admin, second, (viewer) => accounts.createOfficer(viewer, input));
    expect(last()).toMatchObject({ act: 'ACCOUNT', outcome: 'ACCEPTED', question: { root: 'createOfficer' }, actor: { officer: admin.officer }, detail: { approval } });
    expect(last()!.touched).toContainEqual({ record: 'Officer', ids: [officer], disclosed: [], withheld: [] });
    for (const half of [first, other]) expect(half).toMatch(/^[a-z2-7]{4}(-[a-z2-7]{4}){3}$/);
    const signIn = async (password: string) => (await world.identity.signIns.signIn({ login: 'nigar.Q', password, source: 'x' })) as OpenedSession;
    for (const half of [first, other!, `${other!}-${first}`, `${first}-${first}`]) await expect(signIn(half)).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
    const whole = `${first}-${other!}`;
    const opened = await signIn(whole);
    expect(opened).toMatchObject({ officer, agency, roles: [] });
    const viewer = (await world.identity.sessions.viewerOf(opened.token))!;
    expect(viewer.roles).toEqual([]);
    expect(await world.identity.sessions.stateOf(viewer.session)).toMatchObject({ provisional: true });
    await world.identity.own.changePassword(viewer, whole, PASSWORD);
    expect((await world.identity.sessions.viewerOf(opened.token))!.roles).toEqual(['SHELTER_WORKER']);
    expect(await world.viewer('nigar.q')).toMatchObject({ roles: ['SHELTER_WORKER'] });
    expect(JSON.stringify(world.entries)).not.toMatch(/Nigar|nigar/);
    expect(await world.rows('select distinct record, command from records.history where record_id = $1', [officer])).toEqual([{ record: 'Officer', command: 'manageAccounts' }]);
  });

  it('is refused for a taken login, a bad one, no personnel number, no agency, before anybody is asked and without leaving anything', async () => {
    const count = () => world.rows('select (select count(*) from records.officer) as officers, (select count(*) from identity.credential) as credentials, (select count(*) from identity.approval) as approvals');
    const before = await count();
    const create = (change: object) => accounts.createOfficer(admin, { agency: world.agency, name: 'X', login: 'new.one', personnelNumber: 'P-1', ...change });
    await expect(create({ login: ' Nigar.Q ' })).rejects.toMatchObject(REJECTED('LOGIN_TAKEN'));
    await expect(create({ login: 'a\0bc' })).rejects.toMatchObject(REJECTED('LOGIN'));
    await expect(create({ personnelNumber: '' })).rejects.toMatchObject(REJECTED('PERSONNEL_NUMBER'));
    await expect(create({ personnelNumber: 'a-1' })).rejects.toMatchObject(REJECTED('SELF_GRANT'));
    await expect(create({ roles: ['AUDITOR', 'INVESTIGATOR'] })).rejects.toMatchObject(REJECTED('AUDIT_APART_FROM_IDENTITY'));
    await expect(create({ agency: newId() })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(create({ agency: 'no id' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await count()).toEqual(before);
  });

  it('is not there without the audit log', async () => {
    world.logGone = true;
    await expect(accounts.createOfficer(admin, { agency: world.agency, name: 'X', login: 'unseen', personnelNumber: 'P-2' })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    world.logGone = false;
    expect(await world.rows(`select 1 from identity.credential where login = 'unseen' union all select 1 from identity.approval where payload like '%unseen%'`)).toEqual([]);
  });
});

describe('a role', () => {
  it('counts from the next request on, and so does its loss', async () => {
    const officer = await world.officer('worker');
    await world.hold('worker', officer);
    const token = await world.token('worker');
    const roles = async () => (await world.identity.sessions.viewerOf(token))!.roles;
    expect(await together((viewer) => accounts.grantRole(viewer, officer, 'ANALYST'))).toEqual(['ANALYST']);
    expect(last()).toMatchObject({ act: 'ACCOUNT', question: { root: 'grantRole' }, detail: { role: 'ANALYST' } });
    expect(await roles()).toEqual(['ANALYST']);
    await expect(accounts.grantRole(admin, officer, 'ANALYST')).rejects.toMatchObject(REJECTED('ROLE_HELD'));
    expect(await accounts.revokeRole(admin, officer, 'ANALYST')).toEqual([]);
    expect(await roles()).toEqual([]);
    await expect(accounts.revokeRole(admin, officer, 'ANALYST')).rejects.toMatchObject(REJECTED('ROLE_NOT_HELD'));
    await together((viewer) => accounts.grantRole(viewer, officer, 'ANALYST'));
    expect(await world.rows('select granted_by, revoked_by from identity.officer_role where officer_id = $1 order by granted_at, revoked_at', [officer]))
      .toEqual([{ granted_by: admin.officer, revoked_by: admin.officer }, { granted_by: admin.officer, revoked_by: null }]);
  });

  it('is refused beside one it may not be held with, on whichever account of that human, also when both are given at once', async () => {
    const [officer, other] = [await world.officer('both'), await world.officer('both+too')];
    const grants = ([[officer, 'AUDITOR'], [other, 'INVESTIGATOR']] as const).map(([whom, role]) => (viewer: Viewer) => accounts.grantRole(viewer, whom, role));
    const ready = await Promise.all(grants.map(async (grant) => {
      const approval = await requested(grant(admin));
      await world.identity.approvals.approve(second, approval);
      return () => grant({ ...admin, approval });
    }));
    const given = await Promise.allSettled(ready.map((grant) => grant()));
    expect(given.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(given.find(({ status }) => status === 'rejected')).toMatchObject({ reason: REJECTED('AUDIT_APART_FROM_IDENTITY') });
    expect(world.entries.slice(-2)).toContainEqual(expect.objectContaining({ outcome: 'REFUSED', detail: expect.objectContaining({ rule: 'AUDIT_APART_FROM_IDENTITY' }) as unknown }));
  });

  it('is never given to oneself, by the command or by the database', async () => {
    await expect(accounts.grantRole(admin, admin.officer, 'INVESTIGATOR')).rejects.toMatchObject(REJECTED('SELF_GRANT'));
    await expect(world.rows(`insert into identity.officer_role values ($1, $2, 'ANALYST', $2, now())`, [newId(), admin.officer])).rejects.toThrow('self_grant');
    const mine = await world.officer('a-1+mine');
    await expect(accounts.grantRole(admin, mine, 'ADMINISTRATOR')).rejects.toMatchObject(REJECTED('SELF_GRANT'));
    await expect(accounts.resetPassword(admin, mine)).rejects.toMatchObject(REJECTED('SELF_GRANT'));
  });
});

describe('an administrator', () => {
  it('ends an account at once; an enabled one starts without its old sessions', async () => {
    const officer = await world.officer('suspended');
    const token = await world.token('suspended');
    await accounts.disableOfficer(admin, officer);
    expect(await live(token)).toBe(false);
    await expect(world.token('suspended')).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
    await together((viewer) => accounts.enableOfficer(viewer, officer));
    expect(await live(token)).toBe(false);
    expect(await live(await world.token('suspended'))).toBe(true);
  });

  it('resets a password with another, and ends sessions; neither half is a password', async () => {
    const officer = await world.officer('forgetful', 'JUDGE');
    const token = await world.token('forgetful');
    const { answer, passwordPart } = await approved(world.identity.approvals, admin, second, (viewer) => accounts.resetPassword(viewer, officer));
    expect(await live(token)).toBe(false);
    await expect(world.token('forgetful')).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
    const opened = (await world.identity.signIns.signIn({ login: 'forgetful', password: `${answer.passwordPart}-${passwordPart!}`, source: 'y' })) as OpenedSession;
    expect(opened.roles).toEqual([]);
    expect(await accounts.endSessions(admin, officer)).toBe(1);
    expect(await live(opened.token)).toBe(false);
  });

  it('does nothing to himself, and nothing to an equal without a third', async () => {
    const equal = await world.officer('equal', 'ADMINISTRATOR');
    await expect(accounts.resetPassword(admin, admin.officer)).rejects.toMatchObject(REJECTED('SELF_CHANGE'));
    await expect(accounts.disableOfficer(admin, admin.officer)).rejects.toMatchObject(REJECTED('SELF_CHANGE'));
    await expect(accounts.revokeRole(admin, admin.officer, 'ADMINISTRATOR')).rejects.toMatchObject(REJECTED('SELF_CHANGE'));
    const commands: readonly ((viewer: Viewer, whom: Id) => Promise<unknown>)[] = [
      (viewer, whom) => accounts.resetPassword(viewer, whom), (viewer, whom) => accounts.disableOfficer(viewer, whom), (viewer, whom) => accounts.revokeRole(viewer, whom, 'ADMINISTRATOR'),
    ];
    for (const command of commands) {
      const approval = await requested(command(admin, second.officer));
      await expect(world.identity.approvals.approve(second, approval)).rejects.toMatchObject(REJECTED('APPROVER_CONCERNED'));
      await together((viewer) => command(viewer, equal));
    }
    expect(await world.rows(`select o.active, (select count(*)::int from identity.officer_role r where r.officer_id = o.id and r.revoked_at is null) as roles from records.officer o where id = any ($1) order by 1`,
      [[equal, second.officer]])).toEqual([{ active: false, roles: 0 }, { active: true, roles: 1 }]);
  });

  it('is the only one who may, and meets no difference between an absent officer and no id', async () => {
    const officer = await world.officer('plain', 'UNIT_HEAD');
    const plain = await world.viewer('plain');
    world.compared.length = 0;
    const attempts = [
      accounts.createAgency(plain, { name: 'X', role: 'Other' }), accounts.createOfficer(plain, { agency: world.agency, name: 'X', login: 'xyz', personnelNumber: 'P-3' }),
      accounts.grantRole(plain, officer, 'ANALYST'), accounts.revokeRole(plain, officer, 'UNIT_HEAD'), accounts.disableOfficer(plain, officer),
      accounts.enableOfficer(plain, officer), accounts.resetPassword(plain, officer), accounts.endSessions(plain, officer),
    ];
    const before = world.entries.length;
    for (const attempt of await Promise.allSettled(attempts)) expect(attempt).toMatchObject({ status: 'rejected', reason: { code: 'FORBIDDEN' } });
    expect(world.entries.slice(before).every(({ act, outcome }) => act === 'ACCOUNT' && outcome === 'REFUSED')).toBe(true);
    for (const absent of [newId(), 'no id', '']) await expect(accounts.grantRole(admin, absent, 'ANALYST')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

/** attacks.md, rows 12, 15, 16, 20: a session ends when it must, on the very next request. */
import { newId } from '#kernel';
import { identityWorld, PASSWORD, type IdentityWorld } from '../../../../test/support/identity-world.js';

const MINUTE = 60_000;
let world: IdentityWorld;
beforeAll(async () => {
  world = await identityWorld();
});
afterAll(() => world.close());
const resolve = (token: string, purpose?: string) => world.identity.sessions.viewerOf(token, purpose);

describe('a viewer', () => {
  it('is who signed in, with the roles of the moment, sorted and frozen', async () => {
    const officer = await world.officer('roles', 'UNIT_HEAD', 'ANALYST');
    const viewer = await resolve(await world.token('roles'));
    expect(viewer).toMatchObject({ officer, agency: world.agency, roles: ['ANALYST', 'UNIT_HEAD'], purpose: null });
    expect(Object.isFrozen(viewer) && Object.isFrozen(viewer!.roles)).toBe(true);
  });

  it('has no role at all when the roles may not be held together, or are no roles any more', async () => {
    await world.officer('conflict', 'AUDITOR', 'INVESTIGATOR');
    await world.officer('bygone', 'DONOR');
    await world.pool.query(`insert into identity.officer_role (id, officer_id, role, granted_at)
      select $1, officer_id, 'BYGONE_ROLE', now() from identity.credential where login = 'bygone'`, [newId()]);
    expect((await resolve(await world.token('conflict')))!.roles).toEqual([]);
    expect((await resolve(await world.token('bygone')))!.roles).toEqual(['DONOR']);
  });

  it.each(['', 'null', 'x'.repeat(43), 'é'.repeat(43), `${'a'.repeat(42)}\0`])('is nobody for the token %j', async (token) => {
    expect(await resolve(token)).toBeUndefined();
  });
});

describe('a session ends', () => {
  it('after 15 minutes without a request, and no earlier with one', async () => {
    await world.officer('idle');
    const token = await world.token('idle');
    for (let visit = 0; visit < 3; visit += 1) {
      world.clock.advance(14 * MINUTE);
      expect(await resolve(token)).toBeDefined();
      await world.identity.sessions.settle();
    }
    world.clock.advance(15 * MINUTE);
    expect(await resolve(token)).toBeUndefined();
  });

  it('after 12 hours, whatever happens', async () => {
    await world.officer('absolute');
    const token = await world.token('absolute');
    for (let visit = 0; visit < 71; visit += 1) {
      world.clock.advance(10 * MINUTE);
      expect(await resolve(token)).toBeDefined();
      await world.identity.sessions.settle();
    }
    world.clock.advance(10 * MINUTE);
    expect(await resolve(token)).toBeUndefined();
  });

  it('and the last request is written down at most once a minute', async () => {
    await world.officer('noted');
    const token = await world.token('noted');
    const seen = async () => (await world.rows(`select s.xmin, to_char(last_seen_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at from identity.session s join identity.credential using (officer_id) where login = 'noted'`))[0];
    const first = await seen();
    for (let visit = 0; visit < 5; visit += 1) {
      world.clock.advance(11_000);
      await resolve(token);
    }
    await world.identity.sessions.settle();
    expect(await seen()).toEqual(first);
    world.clock.advance(5_000);
    await Promise.all(Array.from({ length: 20 }, () => resolve(token)));
    await world.identity.sessions.settle();
    expect((await seen())!.at).toBe(world.clock.now().toISOString());
  });

  it('when its officer signs out', async () => {
    await world.officer('leaves');
    const [token, other] = [await world.token('leaves'), await world.token('leaves')];
    await world.identity.own.signOut((await resolve(token))!);
    expect(await resolve(token)).toBeUndefined();
    expect(await resolve(other)).toBeDefined();
    expect(world.entries.at(-1)).toMatchObject({ act: 'SIGN_OUT', outcome: 'ACCEPTED' });
  });

  it('not, when its officer\'s signing out cannot be put on record', async () => {
    await world.officer('stays');
    const token = await world.token('stays');
    const viewer = (await resolve(token))!;
    world.logGone = true;
    await expect(world.identity.own.signOut(viewer)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    world.logGone = false;
    expect(await resolve(token)).toBeDefined();
  });

  it('when the password is changed elsewhere; the one that changed it goes on', async () => {
    await world.officer('changes');
    const [token, other] = [await world.token('changes'), await world.token('changes')];
    const viewer = (await resolve(token))!;
    const change = (current: string, next: string) => world.identity.own.changePassword(viewer, current, next);
    await expect(change('wrong', 'a new and longer one')).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
    await expect(change(PASSWORD, 'short')).rejects.toMatchObject({ code: 'REJECTED', rule: 'PASSWORD_TOO_SHORT' });
    await expect(change(PASSWORD, PASSWORD)).rejects.toMatchObject({ code: 'REJECTED', rule: 'PASSWORD_NOT_NEW' });
    await change(PASSWORD, 'a new and longer one');
    expect(await resolve(token)).toBeDefined();
    expect(await resolve(other)).toBeUndefined();
    await expect(world.token('changes')).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
    expect(JSON.stringify(world.entries)).not.toContain('longer');
  });

  it('when the officer is disabled, and a role is gone when it is revoked, at once', async () => {
    const officer = await world.officer('watched', 'ANALYST');
    const token = await world.token('watched');
    await world.pool.query('update identity.officer_role set revoked_at = now() where officer_id = $1', [officer]);
    expect((await resolve(token))!.roles).toEqual([]);
    await world.pool.query('update records.officer set active = false where id = $1', [officer]);
    expect(await resolve(token)).toBeUndefined();
  });
});

describe('a stated purpose', () => {
  const tasking = async (officer: string, from: string, until: string): Promise<string> => {
    const id = newId();
    await world.pool.query(
      `insert into records.tasking (id, officer_id, purpose, legal_basis, starts_at, ends_at)
       values ($1, $2, 'Investigation', 'CriminalProcedureCode', now() + $3::interval, now() + $4::interval)`, [id, officer, from, until]);
    return id;
  };

  it('is a live tasking of the officer; anybody\'s other, an ended one and none are one refusal', async () => {
    const [mine, other] = [await world.officer('tasked'), await world.officer('untasked')];
    const token = await world.token('tasked');
    const live = await tasking(mine, '-1 hour', '1 hour');
    expect((await resolve(token, `tasking:${live}`))!.purpose).toEqual({ tasking: live });
    const dead = [
      await tasking(mine, '-2 hours', '-1 second'), await tasking(mine, '1 hour', '2 hours'), await tasking(other, '-1 hour', '1 hour'), newId(), 'x',
    ];
    for (const id of dead) await expect(resolve(token, `tasking:${id}`)).rejects.toMatchObject({ code: 'BAD_REQUEST', rule: 'PURPOSE' });
    expect((await resolve(token))!.purpose).toBeNull();
  });

  it('is not judged for a stranger', async () => {
    expect(await resolve('x'.repeat(43), 'nonsense')).toBeUndefined();
  });
});

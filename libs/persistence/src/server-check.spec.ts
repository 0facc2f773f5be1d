/** Servers that are too old and logins that are too strong are refused, each with a sentence that says what to change. */
import { refuseOldServer, refuseStrongLogin, withClient, type LoginFacts } from './server-check.js';

const weak: LoginFacts = {
  version: 180_004, login: 'qalxan_app', superuser: false, bypassesRowSecurity: false, createsRoles: false, createsDatabases: false, actsAsOwner: false,
};

describe('server check', () => {
  it.each([160_000, 170_002, 180_004])('takes version %i', (version) => {
    expect(() => refuseOldServer(version)).not.toThrow();
  });

  it.each([
    [159_999, 'PostgreSQL 15'],
    [150_017, 'PostgreSQL 15'],
    [90_624, 'PostgreSQL 9'],
  ])('refuses version %i', (version, name) => {
    expect(() => refuseOldServer(version)).toThrow(`The server is ${name}; version 16 or newer is needed`);
  });

  it('takes the weak login', () => {
    expect(() => refuseStrongLogin('app', weak)).not.toThrow();
    expect(() => refuseStrongLogin('owner', { ...weak, login: 'qalxan_owner', actsAsOwner: true })).not.toThrow();
  });

  it.each([
    [{ superuser: true, bypassesRowSecurity: true }, 'is a superuser, bypasses row security'],
    [{ createsRoles: true }, 'may create roles'],
    [{ createsDatabases: true }, 'may create databases'],
    [{ actsAsOwner: true }, 'may act as the owner'],
    [{ login: 'postgres' }, 'another login than qalxan_app'],
  ])('refuses %j', (facts, words) => {
    expect(() => refuseStrongLogin('app', { ...weak, ...facts })).toThrow(words);
  });

  it('does not repeat the URL of a server that does not answer', async () => {
    const refusal = await withClient('postgresql://somebody:hidden@127.0.0.1:1/x', () => Promise.resolve()).catch((error: unknown) => error as Error);
    expect((refusal as Error).message).toBe('The database server did not accept the login somebody (ECONNREFUSED)');
  });
});

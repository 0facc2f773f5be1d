/** Which database the environment chooses, and what it refuses. */
import { readDatabaseSettings } from './database-settings.js';

const url = (login: string): string => `postgresql://${login}:x@db.example:5432/qalxan`;
const all = {
  DATABASE_URL: url('qalxan_app'), DATABASE_AUDIT_URL: url('qalxan_audit'), DATABASE_AUDITOR_URL: url('qalxan_auditor'), DATABASE_VAULT_URL: url('qalxan_vault'),
};

describe('database settings', () => {
  it('start a server of our own when nothing is given', () => {
    expect(readDatabaseSettings({})).toEqual({ kind: 'embedded' });
    expect(readDatabaseSettings({ DATABASE_URL: '' })).toEqual({ kind: 'embedded' });
  });

  it('make logins on a server of which one URL is given', () => {
    expect(readDatabaseSettings({ DATABASE_URL: url('dev') })).toEqual({ kind: 'provided', adminUrl: url('dev') });
  });

  it('take what the operator gives', () => {
    expect(readDatabaseSettings({ ...all, NODE_ENV: 'production' })).toEqual({
      kind: 'given',
      access: { app: all.DATABASE_URL, audit: all.DATABASE_AUDIT_URL, auditor: all.DATABASE_AUDITOR_URL, vault: all.DATABASE_VAULT_URL },
    });
    expect(readDatabaseSettings({ ...all, DATABASE_OWNER_URL: url('qalxan_owner') })).toMatchObject({ access: { owner: url('qalxan_owner') } });
    expect(readDatabaseSettings({ ...all, DATABASE_SEALER_URL: url('qalxan_sealer') })).toMatchObject({ access: { sealer: url('qalxan_sealer') } });
  });

  it.each([
    [{ NODE_ENV: 'production' }, 'Production needs DATABASE_URL, DATABASE_AUDIT_URL, DATABASE_AUDITOR_URL, DATABASE_VAULT_URL as well'],
    [{ NODE_ENV: 'production', DATABASE_URL: url('x') }, 'Production needs DATABASE_AUDIT_URL, DATABASE_AUDITOR_URL, DATABASE_VAULT_URL as well'],
    [{ DATABASE_AUDIT_URL: url('x') }, 'A server with its own logins needs DATABASE_URL, DATABASE_AUDITOR_URL, DATABASE_VAULT_URL as well'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL is not a URL of the form'],
    [{ DATABASE_URL: 'somewhere' }, 'DATABASE_URL is not a URL of the form'],
  ])('refuse %j', (env, words) => {
    expect(() => readDatabaseSettings(env)).toThrow(words);
  });
});

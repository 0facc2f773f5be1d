/** The one secret of a local database: made once, readable by its owner alone. */
import { createHmac } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { derivePassword, localSecret, scramVerifier } from './local-secret.js';

describe('local secret', () => {
  it('is made once, with mode 600, and leaves no draft behind', () => {
    const folder = mkdtempSync(join(tmpdir(), 'qalxan-secret-'));
    const file = join(folder, 'database.secret');
    const secret = localSecret(file);
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(localSecret(file)).toBe(secret);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['database.secret']);
    rmSync(folder, { recursive: true });
  });

  it('gives each purpose a password of its own', () => {
    expect(derivePassword('a', 'app')).toBe(derivePassword('a', 'app'));
    expect(new Set([derivePassword('a', 'app'), derivePassword('a', 'audit'), derivePassword('b', 'app')]).size).toBe(3);
  });

  it('computes the keys of the example in RFC 7677, section 3', () => {
    const verifier = scramVerifier('pencil', Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64'));
    const serverKey = Buffer.from(verifier.split(':').at(-1)!, 'base64');
    const nonce = 'rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0';
    const exchange = `n=user,r=rOprNGfwEbeRWgbNEkqO,r=${nonce},s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,c=biws,r=${nonce}`;
    expect(createHmac('sha256', serverKey).update(exchange).digest('base64')).toBe('6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=');
  });
});

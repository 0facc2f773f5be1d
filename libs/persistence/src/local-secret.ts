/**
 * Passwords of a local database are never chosen by anybody: one random secret lies in a file only its owner may read,
 * and every password is derived from it by HMAC. So nothing is guessable, and nothing has to be typed or copied.
 */
import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { linkSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';

/**
 * Reads the secret, or makes it on the first start. Two processes starting at once get the same one: the file is
 * written beside and then linked into place, and a link does not overwrite.
 * @returns 64 hexadecimal digits.
 */
export function localSecret(file: string): string {
  const existing = readSecret(file);
  if (existing !== undefined) return existing;
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
  return readFileSync(file, 'utf8').trim();
}

/** @returns the password of `purpose` under `secret`: 43 characters safe in a URL. */
export function derivePassword(secret: string, purpose: string): string {
  return createHmac('sha256', secret).update(`qalxan database password: ${purpose}`).digest('base64url');
}

/**
 * The form in which PostgreSQL keeps a password (RFC 5803), so that the statement that sets it, which a server may
 * write to its log, does not contain the password itself.
 * @param salt 16 bytes; random unless a test gives them.
 */
export function scramVerifier(password: string, salt = randomBytes(16)): string {
  const iterations = 4096; // PostgreSQL's own scram_iterations
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const mac = (label: string): Buffer => createHmac('sha256', salted).update(label).digest();
  const storedKey = createHash('sha256').update(mac('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${mac('Server Key').toString('base64')}`;
}

function readSecret(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Which passwords may be chosen. Length and a list, no rules of composition (NIST SP 800-63B-4, section 3.1.1.2). */
import { isRepetition } from '../repetition.js';
import { normaliseLogin } from './login.js';

/** Characters. The upper end bounds what has to be hashed. */
export const PASSWORD_LENGTH = { least: 12, most: 200 } as const;

/** Long enough and still among the first anybody tries. */
const GUESSED_FIRST: ReadonlySet<string> = new Set([
  'password1234', 'password12345', 'passw0rd1234', 'qwertyuiop12', 'qwertyuiop123', 'qwerty123456', '1q2w3e4r5t6y', '123456789012',
  '1234567890123', '0123456789ab', 'abcdefghijkl', 'administrator', 'administrator1', 'azerbaijan123', 'azerbaycan123', 'letmein12345',
  'iloveyou1234', 'welcome12345', 'changeme1234', 'qalxanqalxan1',
]);

/** @returns the name of the rule a new password breaks, or null. */
export function passwordFault(password: string, login: string): string | null {
  const { length } = Array.from(password);
  if (length < PASSWORD_LENGTH.least) return 'PASSWORD_TOO_SHORT';
  if (length > PASSWORD_LENGTH.most) return 'PASSWORD_TOO_LONG';
  if (normaliseLogin(password) === login) return 'PASSWORD_IS_LOGIN';
  return GUESSED_FIRST.has(password.toLowerCase()) || isRepetition(password) ? 'PASSWORD_TOO_COMMON' : null;
}

/** Logins have one spelling; passwords have a few rules. */
import fc from 'fast-check';
import { normaliseLogin } from './login.js';
import { passwordFault } from './password-rules.js';

describe('a login', () => {
  it.each(['leyla.h', 'LEYLA.H', ' Leyla.H\n', 'ｌｅｙｌａ.ｈ', 'leyla．h'])('has one spelling: %j', (given) => expect(normaliseLogin(given)).toBe('leyla.h'));

  it.each(['', 'ab', 'a b c', 'abc\0', 'ab\u200bc', 'abc\u202e', 'a\tb', 'x'.repeat(101), 'x'.repeat(1_000_000), '\ud800abc'])(
    'cannot be %j', (given) => expect(normaliseLogin(given)).toBeNull());

  it('does not change when it is normalised again', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', minLength: 3, maxLength: 30 }), (given) => {
      const once = normaliseLogin(given);
      if (once !== null) expect(normaliseLogin(once)).toBe(once);
    }));
  });
});

it.each([
  ['short', 'PASSWORD_TOO_SHORT'], ['elevenchars', 'PASSWORD_TOO_SHORT'], ['x1'.repeat(101), 'PASSWORD_TOO_LONG'],
  ['Leyla.Huseynova', 'PASSWORD_IS_LOGIN'], ['Password1234', 'PASSWORD_TOO_COMMON'], ['aaaaaaaaaaaaaa', 'PASSWORD_TOO_COMMON'],
  ['abcabcabcabcabc', 'PASSWORD_TOO_COMMON'], ['correct horse battery', null], ['şəhər dəniz yağış', null],
])('the password %s: %s', (password, fault) => expect(passwordFault(password, 'leyla.huseynova')).toBe(fault));

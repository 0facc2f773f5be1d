/** Issue 3, part 4: default no access; a rule never lets in more than it names, whatever the claims are. */
import fc from 'fast-check';
import { ROLE_ORDER } from '#policy';

import { ClaimRulesFault, explain, readClaimRules, type ClaimRule } from './claim-rules.js';

const rules = readClaimRules(JSON.stringify([
  { when: { groups: 'auditors', department: ['inspection', 'audit'] }, login: { claim: 'preferred_username' }, roles: ['AUDITOR'] },
  { when: { groups: 'atd' }, login: { claim: 'email' }, roles: ['INVESTIGATOR', 'ANALYST'], trustFactor: true },
  { when: { groups: ['atd', 'guests'] }, login: { claim: 'preferred_username' }, roles: ['DONOR'] },
]));

const name = fc.constantFrom('groups', 'department', 'email', 'email_verified', 'preferred_username', '__proto__', 'constructor');
const scalar = fc.oneof(fc.constantFrom('atd', 'auditors', 'guests', 'audit', 'aynur@example.az'), fc.boolean(), fc.integer(), fc.string());
const claims = fc.dictionary(name, fc.oneof(scalar, fc.array(scalar, { maxLength: 3 }), fc.constant(null), fc.constant({}))) as fc.Arbitrary<Record<string, unknown>>;
const anyRule: fc.Arbitrary<ClaimRule> = fc.record({
  when: fc.dictionary(name, fc.oneof(fc.constantFrom('atd', 'auditors', 'guests'), fc.array(fc.constantFrom('atd', 'auditors'), { minLength: 1, maxLength: 2 })), { minKeys: 1 }),
  login: fc.record({ claim: name }), roles: fc.subarray([...ROLE_ORDER], { minLength: 1 }), trustFactor: fc.boolean(),
});

describe('claims', () => {
  it('let in by the first rule that matches, with the login in its one spelling', () => {
    expect(explain({ groups: ['x', 'auditors'], department: 'audit', preferred_username: ' AYNUR ' }, rules))
      .toEqual({ access: true, rule: 1, login: 'aynur', roles: ['AUDITOR'], trustFactor: false });
    expect(explain({ groups: 'atd', email: 'Aynur@example.az', email_verified: true }, rules))
      .toEqual({ access: true, rule: 2, login: 'aynur@example.az', roles: ['ANALYST', 'INVESTIGATOR'], trustFactor: true });
  });

  it.each([
    ['nothing', {}, null, 'NO_RULE'],
    ['half a condition', { groups: ['auditors'], preferred_username: 'aynur' }, null, 'NO_RULE'],
    ['another case', { groups: 'GUESTS', preferred_username: 'aynur' }, null, 'NO_RULE'],
    ['no login, though a later rule has one', { groups: 'atd', email_verified: true, preferred_username: 'aynur' }, 2, 'NO_LOGIN'],
    ['an address nobody verified', { groups: 'atd', email: 'aynur@example.az', email_verified: 'true' }, 2, 'EMAIL_NOT_VERIFIED'],
    ['a login that is a list', { groups: 'guests', preferred_username: ['aynur'] }, 3, 'NO_LOGIN'],
  ])('let nobody in: %s', (_, given, rule, why) => expect(explain(given, rules)).toEqual({ access: false, rule, why }));

  it('without a rule let nobody in, whatever they are', () => {
    fc.assert(fc.property(claims, (given) => !explain(given, []).access));
  });

  it('never let in under anything but a rule whose every condition they meet, with no role it does not name', () => {
    fc.assert(fc.property(claims, fc.array(anyRule, { maxLength: 4 }), (given, list) => {
      const decision = explain(given, list);
      if (!decision.access) return;
      const { when, roles } = list[decision.rule - 1]!;
      for (const [key, wanted] of Object.entries(when)) {
        expect(Object.hasOwn(given, key)).toBe(true);
        expect([given[key]].flat().some((entry) => [wanted].flat().includes(entry as string))).toBe(true);
      }
      expect(roles).toEqual(expect.arrayContaining([...decision.roles]));
    }), { numRuns: 500 });
  });

  it('get nothing more from a rule that is added at the end', () => {
    fc.assert(fc.property(claims, fc.array(anyRule, { maxLength: 3 }), anyRule, (given, list, last) => {
      const before = explain(given, list);
      if (before.rule !== null) expect(explain(given, [...list, last])).toEqual(before);
    }));
  });
});

describe('a rules file', () => {
  const sound = { when: { groups: 'atd' }, login: { claim: 'sub' }, roles: ['ANALYST'] };
  it.each([
    ['no JSON', '[', 'not JSON'], ['no list', '{}', 'at the top'],
    ['no condition', JSON.stringify([{ ...sound, when: {} }]), 'at 0.when'],
    ['an empty list of values', JSON.stringify([{ ...sound, when: { groups: [] } }]), 'at 0.when'],
    ['no role', JSON.stringify([sound, { ...sound, roles: [] }]), 'at 1.roles'],
    ['a role nobody knows', JSON.stringify([{ ...sound, roles: ['ROOT'] }]), 'at 0.roles'],
    ['a misspelt field', JSON.stringify([{ ...sound, wehn: {} }]), 'at 0'],
    ['no login', JSON.stringify([{ when: sound.when, roles: sound.roles }]), 'at 0.login'],
  ])('is refused, naming the place: %s', (_, text, place) => expect(() => readClaimRules(text)).toThrow(new ClaimRulesFault(place)));
});

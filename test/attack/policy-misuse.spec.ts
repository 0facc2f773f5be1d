/** attacks.md, row 27: CASL's traps cannot be sprung through the one question the policy answers. */
import { registry } from '#casework';
import { decisionOf } from '../support/untyped.js';

const standing = { roles: ['INVESTIGATOR'], purposeStated: true } as const;

describe('the policy throws rather than answer', () => {
  it.each([
    ['no record', undefined, 'familyName'], ['null', null, 'familyName'], ['a class', Map, 'familyName'], ['a plain object', {}, 'familyName'],
    ['an object with a type', { __caslSubjectType__: 'Victim' }, 'familyName'], ['everything', 'all', 'familyName'], ['another case', 'victim', 'familyName'],
    ['an inherited name', '__proto__', 'familyName'], ['no field', 'Victim', undefined], ['null for a field', 'Victim', null], ['an empty field', 'Victim', ''],
    ['a pattern', 'Victim', '*'], ['a pattern within', 'Victim', 'family*'], ['a field of another record', 'Victim', 'legalName'],
    ['an inherited field', 'Victim', 'constructor'], ['a column', 'Victim', 'family_name'],
  ])('for %s', (_, record, field) => {
    expect(() => decisionOf(registry.policy, standing, record, field)).toThrow();
  });

  it('for a role that does not exist', () => {
    for (const role of ['NOBODY', '__proto__', 'constructor', '']) {
      expect(() => decisionOf(registry.policy, { roles: [role], purposeStated: true }, 'Victim', 'familyName')).toThrow();
    }
  });

  it('and knows no rule without fields, none that is inverted, none for everything', () => {
    const rules = registry.policy.rulesOf(standing);
    expect(rules.length).toBeGreaterThan(0);
    for (const rule of rules) {
      expect(rule).toMatchObject({ action: 'read', fields: expect.arrayContaining([expect.any(String)]) as unknown });
      expect(rule.inverted).toBeUndefined();
      expect(rule.fields).not.toContain('*');
      expect(registry.has(rule.subject as string)).toBe(true);
      expect(JSON.stringify(rule.conditions)).not.toContain('$');
    }
  });
});

/**
 * The mark `sealed` has the class of administration, so a bare human existed for everybody with a right to that class. The number
 * of humans beside the numbers of victims and offenders tells how many facets are one human, and watching it tells which.
 */
import { registry } from '#casework';
import { ROLE_ORDER } from '#policy';

it('does not make a row exist for anybody', () => {
  for (const role of ROLE_ORDER) {
    for (const purposeStated of [true, false]) {
      const standing = { roles: [role], purposeStated };
      const told = registry.records.flatMap(({ name, fields, marks }) => (registry.policy.decideRow(standing, name).kind === 'never' ? [] : [
        { name, fields: Object.keys(fields).filter((field) => field !== 'id' && !marks.has(field as 'minor') && registry.policy.decide(standing, name, field).kind !== 'never') },
      ]));
      expect(told.filter(({ fields }) => fields.length === 0)).toEqual([]);
    }
  }
  expect(registry.policy.decideRow({ roles: ['ANALYST'], purposeStated: true }, 'Person').kind).toBe('never');
});

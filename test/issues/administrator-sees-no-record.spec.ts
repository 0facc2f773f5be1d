/**
 * The class of staff holds taskings too, and victims, offenders and cases have a field that lists theirs: the administrator,
 * with a full right to the class, could count and list every adult victim and see who works on whom. Accounts are officers only.
 */
import { registry } from '#casework';

it('leaves the administrator officers and agencies, and no row of anything else', () => {
  const standing = { roles: ['ADMINISTRATOR'], purposeStated: true } as const;
  const seen = registry.records.map(({ name }) => name).filter((name) => registry.policy.decideRow(standing, name).kind !== 'never');
  expect(seen.sort()).toEqual(['Agency', 'Officer']);
});

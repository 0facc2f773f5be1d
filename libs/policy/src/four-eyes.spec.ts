/** The list of four eyes against the grants: a command that nobody may give or nobody may approve would be a dead line. */
import { approvableBy, FOUR_EYES, fourEyesOf, isFourEyes } from './four-eyes.js';
import { grants } from './grants.js';
import { ROLE_ORDER, type Role } from './role.js';

it.each(Object.entries(FOUR_EYES))('%s can be given and approved', (name, { command, approvers }) => {
  expect(ROLE_ORDER.some((role) => grants[role].commands.includes(command))).toBe(true);
  for (const role of approvers) expect(grants[role].commands).toContain('decideApproval');
  for (const role of ROLE_ORDER) expect(approvableBy([role]).includes(name as never)).toBe((approvers as readonly Role[]).includes(role));
});

it('knows its own lines only', () => {
  expect(fourEyesOf('grantRole')).toBe(FOUR_EYES.grantRole);
  for (const other of ['', 'toString', '__proto__', 'openCase']) expect([fourEyesOf(other), isFourEyes(other)]).toEqual([null, false]);
});

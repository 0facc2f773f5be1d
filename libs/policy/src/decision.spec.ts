import { ROLE_ORDER, type Role } from './role.js';
import { conflictOf, conflictsWith } from './conflicts.js';
import { simplify, type Conjunction } from './decision.js';
import { grants } from './grants.js';
import { refusalFor } from './refusal.js';

describe('alternatives are simplified', () => {
  it.each<[string, Conjunction[], Conjunction[]]>([
    ['equal ones to one', [{ minor: true }, { minor: true }], [{ minor: true }]],
    ['the narrower goes', [{ reach: 'CASE', evidential: true }, { reach: 'CASE' }], [{ reach: 'CASE' }]],
    ['two halves of the child layer to no condition', [{ minor: true }, { minor: false }], [{}]],
    ['halves that agree in the rest', [{ minor: true, reach: 'CASE' }, { minor: false, reach: 'CASE' }], [{ reach: 'CASE' }]],
    ['adults always, children within reach', [{ minor: false }, { minor: true, reach: 'CLIENT' }], [{ minor: false }, { reach: 'CLIENT' }]],
    ['different reaches stay', [{ reach: 'CASE' }, { reach: 'CLIENT' }], [{ reach: 'CASE' }, { reach: 'CLIENT' }]],
    ['anything beside no condition goes', [{}, { minor: true }, { reach: 'OWN' }], [{}]],
    ['nothing stays nothing', [], []],
  ])('%s', (_, given, expected) => {
    expect(simplify(given)).toEqual(expected);
  });

  it('without changing what they say, for every set of up to three', () => {
    const ways: Conjunction[] = [undefined, true, false].flatMap((minor) => [undefined, 'CASE', 'CLIENT'].flatMap((reach) => [undefined, true].map((evidential) =>
      ({ ...(minor !== undefined && { minor }), ...(reach && { reach }), ...(evidential && { evidential }) }) as Conjunction)));
    const rows = [true, false].flatMap((minor) => [true, false].flatMap((evidential) => [[], ['CASE'], ['CLIENT'], ['CASE', 'CLIENT']].map((reaches) => ({ minor, evidential, reaches }))));
    const holds = (any: readonly Conjunction[], row: (typeof rows)[number]): boolean => any.some(({ minor, evidential, reach }) =>
      (minor === undefined || minor === row.minor) && (!evidential || row.evidential) && (!reach || row.reaches.includes(reach)));
    for (const one of ways) for (const two of ways) for (const three of ways) {
      const simple = simplify([one, two, three]);
      expect(rows.filter((row) => holds(simple, row) !== holds([one, two, three], row))).toEqual([]);
    }
  });
});

describe('roles that exclude each other', () => {
  it.each<[Role[], string | null]>([
    [['SHELTER_WORKER', 'ANALYST'], 'HEALTH_APART_FROM_OFFENDERS'], [['AUDITOR', 'JUDGE'], 'AUDIT_APART_FROM_IDENTITY'],
    [['ADMINISTRATOR', 'DONOR'], 'ADMINISTRATION_APART_FROM_RECORDS'], [['ADMINISTRATOR'], null], [['ANALYST', 'INVESTIGATOR'], null], [[], null],
  ])('%j: %s', (roles, rule) => {
    expect(conflictOf(roles)).toBe(rule);
  });

  it('exclude each other both ways, and no role excludes itself', () => {
    for (const role of ROLE_ORDER) {
      expect(conflictOf([role])).toBeNull();
      for (const other of conflictsWith(role)) expect(conflictsWith(other)).toContain(role);
    }
  });
});

describe('what a viewer is told of a withheld field', () => {
  const field = { name: 'familyName', needClass: 'VICTIM_IDENTITY', grain: 'EXACT' } as const;
  it.each<[Role[], boolean, string]>([
    [['INVESTIGATOR'], false, 'PURPOSE_REQUIRED YOURSELF'], [['INVESTIGATOR'], true, 'NOT_TASKED UNIT_HEAD'], [['ANALYST'], true, 'NOT_GRANTED NATIONAL_COORDINATOR'],
    [['DONOR'], true, 'NOT_GRANTED NOBODY'], [['LOCAL_POLICE'], true, 'NOT_GRANTED NOBODY'], [['ANALYST', 'INVESTIGATOR'], true, 'NOT_TASKED UNIT_HEAD'],
  ])('%j, purpose %s: %s', (roles, purposeStated, expected) => {
    const { reason, releasedBy } = refusalFor({ roles, purposeStated }, field);
    expect(`${reason} ${releasedBy}`).toBe(expected);
  });

  it('is an order of a court for a judge and health, and the prosecutor for what is not cleared', () => {
    expect(refusalFor({ roles: ['JUDGE'], purposeStated: true }, { ...field, needClass: 'HEALTH' })).toEqual({ reason: 'BY_ORDER', releasedBy: 'COURT' });
    expect(refusalFor({ roles: ['PROSECUTOR'], purposeStated: true }, { ...field, needClass: 'NARRATIVE' })).toEqual({ reason: 'NOT_EVIDENTIAL', releasedBy: 'PROSECUTOR' });
  });
});

it('every cell of the matrix is decided, and only grants to all grains or by name are used to cap the child layer', () => {
  for (const role of ROLE_ORDER) {
    expect(Object.values(grants[role].cells)).toHaveLength(13);
    // Others would need a meaning of their own there; see `capped` in rules.ts.
    expect(['F', 'T', 'G', 'P', 'W', '-']).toContain(grants[role].child);
  }
});

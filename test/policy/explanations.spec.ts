/**
 * What officers are told about a field, held against what the mask does: every role, every pair of roles, every field, with and
 * without a purpose. An explanation that promised what the mask withholds, or kept quiet about what it shows, would be a lie.
 */
import { registry } from '#casework';
import { grants, NEEDS, REACHES, ROLE_ORDER, type Decision, type Explanation, type Need, type Reach, type Role, type Standing } from '#policy';
import type { AnyRecord } from '#record';

import { inConflict, mayRead } from '../support/cells.js';

const FIELDS = registry.records.flatMap((record) => Object.keys(record.fields).map((field) => [record, field] as const));
const PAIRS = ROLE_ORDER.flatMap((one, at) => ROLE_ORDER.slice(at).map((other): readonly Role[] => (one === other ? [one] : [one, other])));
const STANDINGS = [[] as readonly Role[], ...PAIRS].flatMap((roles): Standing[] => [true, false].map((purposeStated) => ({ roles, purposeStated })));

/** Every explanation there is to give. */
const TOLD = STANDINGS.flatMap((standing) => FIELDS.map(([record, field]) => ({ standing, record, field, told: registry.policy.explain(standing, record.name, field) })));

/** @returns the first few that break the rule. */
function faults(broken: (standing: Standing, record: AnyRecord, field: string, told: Explanation) => boolean): string[] {
  return TOLD.filter(({ standing, record, field, told }) => broken(standing, record, field, told)).slice(0, 5)
    .map(({ standing: { roles, purposeStated }, record, field }) => `${roles.join('+')} ${purposeStated} ${record.name}.${field}`);
}

const opens = (decision: Decision): boolean => decision.kind !== 'never';

it('says exactly what the mask decides, of the field and of the row', () => {
  expect(faults(({ roles, purposeStated }, { name }, field, told) =>
    JSON.stringify([told.decision, told.row]) !== JSON.stringify([registry.policy.decide({ roles, purposeStated }, name, field), registry.policy.decideRow({ roles, purposeStated }, name)]))).toEqual([]);
});

it('names a rule that opens, if and only if the field is opened, and one rule for each role held', () => {
  expect(faults(({ roles }, record, field, { decision, rules }) =>
    record.fields[field]!.needClass !== null && (opens(decision) !== rules.some((rule) => rule.opens) || rules.length !== roles.length))).toEqual([]);
  expect(faults((_, record, field, { rules }) => rules.some(({ role, level }) => level !== grants[role].cells[record.fields[field]!.needClass!]))).toEqual([]);
});

it('gives a reason wherever something is withheld, the one that the row itself gives', () => {
  expect(faults((_, __, ___, { decision, refusal }) =>
    JSON.stringify(refusal) !== JSON.stringify(decision.kind === 'always' ? null : decision.kind === 'when' ? decision.otherwise : decision.refusal))).toEqual([]);
});

/** A row on which exactly these needs are met, beside what was not asked for. */
function met(needs: readonly Need[]): { minor: boolean; evidential: boolean; reached(reach: Reach): boolean } {
  const reaches: Readonly<Record<Reach, Need>> = { CASE: 'TASKING_ON_CASE', CLIENT: 'TASKING_ON_PERSON', OWN: 'ABOUT_YOURSELF', GLASS: 'BREAK_GLASS' };
  return { minor: needs.includes('CHILD'), evidential: needs.includes('CLEARED_FOR_COURT'), reached: (reach) => needs.includes(reaches[reach]) };
}

it('shows ways that lead there by the cells themselves: all needs met, the field is shown', () => {
  expect(faults(({ roles, purposeStated }, record, field, { ways }) => record.fields[field]!.needClass !== null && ways.some((needs) =>
    !needs.some((need) => ['ROLE', 'ROLES_APART', 'COURT_ORDER'].includes(need)) && !mayRead(roles, purposeStated || needs.includes('PURPOSE'), record, field, met(needs))))).toEqual([]);
});

it('leaves no way out: where no way is met, the cells show nothing', () => {
  const rows = [true, false].flatMap((minor) => [true, false].flatMap((evidential) => [null, ...REACHES].map((only) => ({ minor, evidential, reached: (reach: Reach) => reach === only, only }))));
  expect(faults(({ roles, purposeStated }, record, field, { decision, ways }) => {
    if (record.fields[field]!.needClass === null || decision.kind !== 'when') return false;
    return rows.filter(({ minor, evidential }) => (!minor || record.marks.has('minor')) && (!evidential || record.marks.has('evidential'))).some((row) => {
      const meets = ways.some((needs) => {
        const wanted = met(needs);
        return (!needs.includes('CHILD') || row.minor) && (!needs.includes('ADULT') || !row.minor) && (!wanted.evidential || row.evidential)
          && REACHES.every((reach) => !wanted.reached(reach) || row.reached(reach));
      });
      return !meets && mayRead(roles, purposeStated, record, field, { ...row, reached: (reach) => record.reach[reach] !== undefined && row.reached(reach) });
    });
  })).toEqual([]);
});

it('asks for a purpose only where one helps, and wherever nothing else does', () => {
  expect(faults(({ roles, purposeStated }, { name }, field, { decision, ways }) =>
    ways.flat().includes('PURPOSE') !== (!purposeStated && !inConflict(roles) && !opens(decision) && opens(registry.policy.decide({ roles, purposeStated: true }, name, field))))).toEqual([]);
});

it('names the roles that read it, all of them and no other, and offers one only where there is one', () => {
  const reads = new Map(FIELDS.map(([{ name }, field]) => [`${name}.${field}`, ROLE_ORDER.filter((role) => opens(registry.policy.decide({ roles: [role], purposeStated: true }, name, field))).join()]));
  expect(faults((_, { name }, field, { readers, ways }) => readers.join() !== reads.get(`${name}.${field}`) || (ways.flat().includes('ROLE') && readers.length === 0))).toEqual([]);
});

it('tells roles that may not be held together that this is why', () => {
  expect(faults(({ roles }, _, __, { conflict, ways, decision }) =>
    (conflict !== null) !== inConflict(roles) || (conflict !== null && (opens(decision) || JSON.stringify(ways) !== '[["ROLES_APART"]]')))).toEqual([]);
});

it('has words for every need, and answers nothing about the unknown', () => {
  for (const { en, az } of Object.values(NEEDS)) expect([en, az].every((words) => words.length > 5) && en !== az).toBe(true);
  for (const [record, field] of [['Victim', 'nonsense'], ['Nonsense', 'id'], ['Victim', 'constructor'], ['toString', 'id']]) {
    expect(() => registry.policy.explain({ roles: ['ANALYST'], purposeStated: true }, record!, field!)).toThrow('the policy knows no field');
  }
});

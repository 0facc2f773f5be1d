/**
 * One row of the CTDC victim-perpetrator file: a victim, a crime, and one or more offenders.
 *
 * The file lists the values of several perpetrators in one cell ("Female;Male") without saying which value of one cell goes
 * with which of another. There are as many offenders as the longest list has values; a single value holds for all of
 * them, a list is dealt out in its order, and every offender is marked `collectedTogether` so that nobody takes the dealing
 * for knowledge (decisions/0001-what-a-ctdc-row-becomes.md).
 */
import {
  agesOf, Crime, ctdcExploitation, ctdcGender, ctdcMajority, ctdcOffenderAge, ctdcRegion, ctdcRelation, ctdcRole, Offender,
  OffenderInvolvement, offenderIsMinor, Person, Victim, VictimInvolvement, victimIsMinor, VictimOffenderRelation,
  type Crosswalk,
} from '#casework';
import type { PartialDate, Ternary } from '#kernel';

import { realDate, type Cells } from '../format/cells.js';
import { draft, type Draft } from '../format/draft.js';
import type { Circumstances } from '../format/import-format.js';
import { RowFault } from '../format/row-fault.js';

const SEPARATOR = /;/;
export const CTDC_ROLES = ['IP_Exploiter', 'IP_RecruiterBroker', 'IP_TransactionProcess', 'IP_ControlAbuseKidnap'] as const;
export const CTDC_FORMS = ['isForcedLabour', 'isSexualExploit'] as const;

/** @throws RowFault. */
export function ctdcDrafts(cells: Cells, { source: collectedFrom, today }: Circumstances): readonly Draft[] {
  const registeredOn = years(cells, today);
  const majority = one(cells, 'majorityStatus', ctdcMajority);
  const exploitationForms = flags(cells, CTDC_FORMS, ctdcExploitation);
  const worldRegion = one(cells, 'UN_COE_Region', ctdcRegion);
  return [
    draft(Person, 'human', {}),
    draft(Victim, 'victim', {
      // Nobody is recognised by being registered: that takes a decision, and the file names none.
      status: 'Presumed', registeredOn, majority, minor: victimIsMinor(agesOf({ majority }, today)), sex: one(cells, 'gender', ctdcGender),
      citizenshipRegion: one(cells, 'UN_COO_Region', ctdcRegion), exploitationForms, exploitationWorldRegion: worldRegion, collectedFrom,
    }, { person: 'human' }),
    draft(Crime, 'crime', { registeredOn, purposes: exploitationForms, worldRegion, collectedFrom }),
    draft(VictimInvolvement, 'part', { exploitationForms }, { victim: 'victim', crime: 'crime' }),
    ...offenders(cells, { registeredOn, collectedFrom }, today),
  ];
}

function offenders(cells: Cells, shared: { readonly registeredOn: PartialDate | null; readonly collectedFrom: string }, today: PartialDate): Draft[] {
  const sexes = many(cells, 'IP_Gender', ctdcGender);
  const ages = many(cells, 'IP_ageBroad', ctdcOffenderAge);
  const regions = many(cells, 'IP_citizen_UNRegion', ctdcRegion);
  const relations = many(cells, 'IP_Relation', ctdcRelation);
  const payments = cells.many('IP_PayMoney', SEPARATOR).map(yesOrNo);
  const roles = flags(cells, CTDC_ROLES, ctdcRole);
  const number = Math.max(1, ...[sexes, ages, regions, relations, payments].map(({ length }) => length));
  const collectedTogether: Ternary | null = number > 1 ? 'Yes' : null;
  return Array.from({ length: number }, (_, at) => {
    const relationGroup = dealt(relations, at);
    const victimPaid = dealt(payments, at);
    const ageBand = dealt(ages, at);
    const offender = `offender ${at}`;
    return [
      draft(Person, `${offender} human`, {}),
      draft(Offender, offender, {
        kind: 'NaturalPerson', minor: offenderIsMinor(agesOf({ ageBand }, today), null), sex: dealt(sexes, at), ageBand,
        citizenshipRegion: dealt(regions, at), ...shared,
      }, { person: `${offender} human` }),
      draft(OffenderInvolvement, `${offender} part`, { roles, collectedTogether }, { offender, crime: 'crime' }),
      ...(relationGroup === null && victimPaid === null
        ? []
        : [draft(VictimOffenderRelation, `${offender} relation`, { relationGroup, victimPaid }, { victim: 'victim', offender })]),
    ];
  }).flat();
}

/** @returns the value for the offender at a place: a single one is everybody's, a list has one for each, and beyond it is unknown. */
function dealt<T>(values: readonly T[], at: number): T | null {
  return (values.length === 1 ? values[0] : values[at]) ?? null;
}

/** `2014-2018` is an interval of years, `2019` a year. */
function years(cells: Cells, today: PartialDate): PartialDate | null {
  const value = cells.one('yearRegister');
  if (value === null) return null;
  if (!/^\d{4}(-\d{4})?$/.test(value)) throw new RowFault('DATE_NOT_VALID', 'yearRegister');
  return realDate(value.replace('-', '/'), 'yearRegister', today);
}

function one<V extends string>(cells: Cells, column: string, crosswalk: Crosswalk<V, string>): V | null {
  const values = many(cells, column, crosswalk);
  if (values.length > 1) throw new RowFault('TOO_MANY_VALUES', column);
  return values[0] ?? null;
}

function many<V extends string>(cells: Cells, column: string, crosswalk: Crosswalk<V, string>): readonly V[] {
  return cells.many(column, SEPARATOR).map((label) => {
    const value = crosswalk.fromLabel(label);
    if (value === null) throw new RowFault('CODE_NOT_IN_LIST', column);
    return value;
  });
}

/** Columns that hold 1 or nothing. A blank is unknown, never no. */
function flags<V extends string>(cells: Cells, columns: readonly string[], crosswalk: Crosswalk<V, string>): readonly V[] | null {
  const set = columns.filter((column) => {
    const value = cells.one(column);
    if (value !== null && value !== '1') throw new RowFault('CODE_NOT_IN_LIST', column);
    return value === '1';
  });
  const values = set.map((column) => crosswalk.fromLabel(column)).filter((value) => value !== null);
  return values.length === 0 ? null : values;
}

function yesOrNo(value: string): Ternary {
  if (value !== 'Yes' && value !== 'No') throw new RowFault('CODE_NOT_IN_LIST', 'IP_PayMoney');
  return value;
}

/**
 * The sixteen frequency tables of the CTDC victim-perpetrator codebook (1 December 2022, second sheet) as questions to our own
 * statistics, and our answers in the codebook's labels: the proof that what was imported can be counted again as published.
 */
import { ctdcGender, ctdcMajority, ctdcOffenderAge, ctdcRegion, ctdcRelation, type Crosswalk } from '#casework';

import { codesOf } from './category.js';
import { percent } from './percent.js';
import type { StatisticsAnswer } from './statistics.js';
import { victims } from './victims/victims.subject.js';

export interface CtdcTable {
  /** Column of the file. */
  readonly column: string;
  /** Title in the codebook, spelling included. */
  readonly title: string;
  /** Statistic of victims that answers it. */
  readonly statistic: string;
  /** The codebook's label of one of our codes; null where it has none. */
  readonly label: (code: string) => string | null;
}

export interface CtdcLine {
  readonly label: string;
  readonly count: number;
  readonly percent: number | null;
  readonly validPercent: number | null;
  readonly cumulativePercent: number | null;
}

export interface CtdcAnswer {
  /** Sorted by label, as in the codebook. */
  readonly lines: readonly CtdcLine[];
  readonly valid: number;
  readonly missing: number;
  readonly total: number;
}

const from = <V extends string>(crosswalk: Crosswalk<V, string>) => (code: string): string | null => crosswalk.toLabel(code as V);
/** A flag: the file puts 1 or leaves the cell blank. */
const flag = (code: string): string | null => (code === 'Yes' ? '1' : null);

export const CTDC_TABLES: readonly CtdcTable[] = [
  { column: 'yearRegister', title: 'Year of Registration', statistic: 'yearRegistered', label: (year) => year.replace('/', '-') },
  { column: 'gender', title: 'Gender, victim', statistic: 'sex', label: from(ctdcGender) },
  { column: 'majorityStatus', title: 'Majority status, victim', statistic: 'majority', label: from(ctdcMajority) },
  { column: 'isForcedLabour', title: 'Type of exploitation: forced labour, victim', statistic: 'forcedLabour', label: flag },
  { column: 'isSexualExploit', title: 'Type of exploitation: sexual exploit, victim', statistic: 'sexualExploitation', label: flag },
  { column: 'UN_COO_Region', title: 'Region of citizenship, UN region, victim', statistic: 'citizenshipRegion', label: from(ctdcRegion) },
  { column: 'UN_COE_Region', title: 'Region of exploitation, UN region, victim', statistic: 'exploitationRegion', label: from(ctdcRegion) },
  { column: 'IP_Exploiter', title: 'Role: exploiter, perpetrator', statistic: 'offenderExploiter', label: flag },
  { column: 'IP_Gender', title: 'Gender, perpeptrator', statistic: 'offenderSexes', label: from(ctdcGender) },
  { column: 'IP_ageBroad', title: 'Age broad, perpetrator', statistic: 'offenderAgeBands', label: from(ctdcOffenderAge) },
  { column: 'IP_citizen_UNRegion', title: 'Region of citizenship, UN region, perpetrator', statistic: 'offenderCitizenshipRegions', label: from(ctdcRegion) },
  { column: 'IP_Relation', title: 'Relationship between victim and perpetrator', statistic: 'relationGroups', label: from(ctdcRelation) },
  { column: 'IP_PayMoney', title: 'Did the victim pay the perpetrator', statistic: 'paidOffenders', label: (code) => code },
  { column: 'IP_RecruiterBroker', title: 'Role: recruiter broker, perpetrator', statistic: 'offenderRecruiter', label: flag },
  {
    column: 'IP_TransactionProcess', statistic: 'offenderTransaction', label: flag,
    title: 'Role: transaction process (transport, transfer, harbour, smuggle, sell, buy, receive), perpetrator',
  },
  { column: 'IP_ControlAbuseKidnap', title: 'Role: control abuse kidnap, perpetrator', statistic: 'offenderControl', label: flag },
];

/** A value of ours that the codebook has no label for is shown as this, never left out. */
export const NOT_IN_CODEBOOK = 'not in the codebook';

/**
 * @param answer the answer to `{ victims: { by: [table.statistic] } }`.
 * @returns the same figures under the codebook's labels; percentages are computed again, as labels can be wider than codes.
 */
export function asCtdcTable(table: CtdcTable, { total, known, figures }: Pick<StatisticsAnswer, 'total' | 'known' | 'figures'>): CtdcAnswer {
  const dimension = victims.statistics.find(({ dimension: { name } }) => name === table.statistic)?.dimension;
  if (!dimension) throw new Error(`no statistic victims.${table.statistic}`);
  const counts = new Map<string, number>();
  for (const { categories: [category = null], count } of figures) {
    if (category === null) continue;
    const labels = new Set(codesOf(dimension, category).map((code) => table.label(code) ?? NOT_IN_CODEBOOK));
    const label = [...labels].sort().join(';');
    counts.set(label, (counts.get(label) ?? 0) + count);
  }
  let running = 0;
  const lines = [...counts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([label, count]): CtdcLine => {
    running += count;
    return { label, count, percent: percent(count, total), validPercent: percent(count, known), cumulativePercent: percent(running, known) };
  });
  return { lines, valid: known, missing: total - known, total };
}

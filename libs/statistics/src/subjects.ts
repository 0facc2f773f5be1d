/** Everything that is counted, in one list. A test finds a `*.statistic.ts` that no subject lists. */
import { cases, charges, verdicts } from './cases/cases.subject.js';
import { crimes } from './crimes/crimes.subject.js';
import { offenders } from './offenders/offenders.subject.js';
import type { Statistic, Subject } from './statistic.js';
import { victims } from './victims/victims.subject.js';

export const SUBJECTS: readonly Subject[] = [victims, offenders, crimes, cases, charges, verdicts];

/** @throws Error when a subject or one of its statistics does not exist: the language of questions offers no other. */
export function statisticNamed(subject: Subject, name: string): Statistic {
  const found = subject.statistics.find(({ dimension }) => dimension.name === name);
  if (!found) throw new Error(`no statistic ${subject.key}.${name}`);
  return found;
}

/** A statistic: one dimension by which rows of a subject are counted, with the words that say what the figure means. */
import type { Dimension } from '#disclosure';
import type { Words } from '#kernel';
import type { AnyRecord } from '#record';

export interface Statistic {
  readonly dimension: Dimension;
  readonly words: Words;
  /** What is counted under a category, and what Unknown means, in both languages. */
  readonly definition: Words;
  /** Law, standard or publication the definition comes from. */
  readonly source: string;
}

/** What is counted. */
export interface Subject {
  /** Key in questions and in the registry, e.g. `victims`. */
  readonly key: string;
  readonly record: AnyRecord;
  /** The unit of count. */
  readonly unit: Words;
  readonly definition: Words;
  readonly statistics: readonly Statistic[];
}

/** Part of the digest of every answer: changes when a definition changes its meaning. */
export const DEFINITIONS_VERSION = 1;

/** @returns a function that declares statistics of one subject. Whether a dimension may be counted by is checked at start-up. */
export function statisticsOf(subject: AnyRecord) {
  return (
    name: string, how: Omit<Dimension, 'name' | 'subject'>, words: Words, definition: Words, source: string,
  ): Statistic => ({ dimension: { name, subject, ...how }, words, definition, source });
}

/** Sources that several statistics share. */
export const SOURCES = {
  plan: 'National Action Plan 2009-2013, I.1 and 5.1',
  htcds: 'IOM Human Trafficking Case Data Standard 2.0',
  ctdc: 'CTDC victim-perpetrator file, codebook of 1 December 2022',
  persons: 'National Action Plan 2009-2013, II.1',
  code: 'Criminal Code of the Republic of Azerbaijan',
  procedure: 'Criminal Procedure Code of the Republic of Azerbaijan',
  regions: 'Presidential Decree No. 1386 of 7 July 2021',
  palermo: 'Palermo Protocol, article 3',
  m49: 'UN M49',
  iso: 'ISO 3166-1',
} as const;

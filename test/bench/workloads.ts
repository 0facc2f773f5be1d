/**
 * The four measured questions, in the product's language. The other two servers answer the same questions with the same
 * data; the bare one is told only the variables, because it has no language.
 */
import type { CAST } from './accounts.js';
import { caseOfVictim, CHILD_EVERY, dayOf, daysOf, idOf, type Size } from './dataset.js';

export type WorkloadKey = 'W1' | 'W2' | 'W3' | 'W4' | 'W5';

export interface Workload {
  readonly key: WorkloadKey;
  readonly words: string;
  readonly asker: keyof typeof CAST;
  readonly document: string;
  /** @returns the variables of the n-th question. */
  variables(n: number, size: Size): Record<string, unknown>;
}

export const WORKLOADS: readonly Workload[] = [
  {
    key: 'W1', words: 'victim by id, ten fields', asker: 'ANALYST',
    document: `query Victim($id: ID!) {
      victim(id: $id) { id pseudonym status registeredOn sex majority ageBand citizenshipRegion exploitationForms residenceRegion }
    }`,
    variables: (n, size) => ({ id: idOf('victim', adult(n, size)) }),
  },
  {
    key: 'W2', words: 'page of fifty, filter and total', asker: 'ANALYST',
    document: `query Page($filter: VictimFilter) {
      victims(first: 50, filter: $filter) {
        totalCount
        edges { node { id pseudonym status registeredOn sex ageBand citizenshipRegion } }
        pageInfo { hasNextPage endCursor }
      }
    }`,
    variables: (n, size) => ({ filter: { registeredOn: { eq: dayOf((n * 7) % daysOf(size)) }, majority: { eq: 'Adult' } } }),
  },
  {
    key: 'W3', words: 'crime, offenders, their crimes, victims', asker: 'ANALYST',
    document: `query Links($id: ID!) {
      crime(id: $id) { id number article offenders(first: 10) { edges { node { id stage familyName
        crimes(first: 10) { edges { node { id number article
          victims(first: 10) { edges { node { id status sex ageBand } } } } } } } } } }
    }`,
    variables: (n, size) => ({ id: idOf('crime', 1 + (n * 104_729) % size.crimes) }),
  },
  {
    key: 'W4', words: 'counts over four dimensions', asker: 'NATIONAL_COORDINATOR',
    document: `query Counts {
      statistics(of: { victims: { by: [STATUS, SEX, AGE_BAND, CITIZENSHIP_REGION] } }) { total rows { keys { value } count } }
    }`,
    variables: () => ({}),
  },
];

/** Who a victim is: the only question here that shows sealed values. The other two servers keep none, so they are not asked it. */
export const IDENTITY: Workload = {
  key: 'W5', words: 'victim by id, who they are', asker: 'INVESTIGATOR',
  document: `query Identity($id: ID!) {
    victim(id: $id) { id pseudonym familyName givenName birthDate documentNumber phone }
  }`,
  variables: (n, size) => ({ id: idOf('victim', known(size)[n % known(size).length] ?? 1) }),
};

/** Case files on which {@link CAST}'s investigators have taskings. */
const TASKED_CASES = 100;
const knownBySize = new Map<number, readonly number[]>();

/** @returns the numbers of the victims in those case files, grown up. */
function known(size: Size): readonly number[] {
  const all = knownBySize.get(size.victims) ?? Array.from({ length: size.victims }, (_, at) => at + 1)
    .filter((n) => caseOfVictim(n, size) <= TASKED_CASES && n % CHILD_EVERY !== 0);
  knownBySize.set(size.victims, all);
  return all;
}

/** @returns the number of the n-th asked-for victim; never a child, see dataset. */
function adult(n: number, { victims }: Size): number {
  const number = 1 + (n * 7_919) % victims;
  return number % CHILD_EVERY === 0 ? Math.max(1, number - 1) : number;
}

/** @returns the answer's data without what may rightly differ: the text of a cursor, and the order of groups. */
export function comparable(data: unknown): unknown {
  return JSON.parse(JSON.stringify(data), (name, value: unknown) => {
    if (name === 'endCursor') return typeof value;
    if (name === 'rows' && Array.isArray(value)) return value.map((row) => JSON.stringify(row)).sort();
    return value;
  });
}

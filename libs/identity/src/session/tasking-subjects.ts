/**
 * Whether what a tasking is about may still be worked on: nothing sealed, no case whose proceedings are over. Asked only of
 * whoever states a tasking as his purpose, and of each table by a statement of its own: the look-up of sessions names no
 * table of people, so that a lock on one of them keeps nobody out who does not ask about it.
 */
import type { Id } from '#kernel';
import type { Wall } from '#wall';

import { ask, orUnavailable } from '../sql.js';
import { SharedLookUp } from './shared-look-up.js';

/** Stages of casework's `CaseStage` at which proceedings are over, and purposes of its `TaskingPurpose` that are over with them. */
export const CLOSED_STAGES = ['Discontinued', 'Closed'] as const;
export const PROCEEDINGS = ['Investigation', 'Prosecution', 'Trial'] as const;

/** What a live tasking is about, and what for. */
export interface TaskingAbout {
  readonly purpose: string | null;
  readonly case_id: Id | null;
  readonly victim_id: Id | null;
  readonly offender_id: Id | null;
}

interface Subject {
  readonly id: Id;
  readonly purpose: string | null;
}

/** Statements find what is open: a row that cannot be seen is as closed as a sealed one. $1 ids, $2 the purpose of each tasking. */
const OPEN_CASES = `
  select a.at::int from unnest($1::uuid[], $2::text[]) with ordinality a(id, purpose, at) join records."case" c on c.id = a.id
   where not c.sealed and not coalesce(c.stage = any ('{${CLOSED_STAGES.join(',')}}') and a.purpose = any ('{${PROCEEDINGS.join(',')}}'), false)`;
const openPeople = (table: 'victim' | 'offender'): string => `
  select a.at::int from unnest($1::uuid[], $2::text[]) with ordinality a(id, purpose, at) join records.${table} x on x.id = a.id where not x.sealed`;

export class TaskingSubjects {
  readonly #cases: SharedLookUp<Subject, { readonly at: number }>;
  readonly #victims: SharedLookUp<Subject, { readonly at: number }>;
  readonly #offenders: SharedLookUp<Subject, { readonly at: number }>;

  constructor(wall: Wall) {
    const open = (table: string, text: string): SharedLookUp<Subject, { readonly at: number }> => new SharedLookUp((together) =>
      orUnavailable(() => ask(wall, [table], `identity.open-${table}`, text, [together.map(({ id }) => id), together.map(({ purpose }) => purpose)])));
    this.#cases = open('case', OPEN_CASES);
    this.#victims = open('victim', openPeople('victim'));
    this.#offenders = open('offender', openPeople('offender'));
  }

  /** @returns whether everything the tasking is about is open. @throws CodedError UNAVAILABLE when the database does not answer. */
  async areOpen({ purpose, case_id, victim_id, offender_id }: TaskingAbout): Promise<boolean> {
    const open = async (lookUp: SharedLookUp<Subject, { readonly at: number }>, id: Id | null): Promise<boolean> =>
      id === null || (await lookUp.find({ id, purpose })) !== undefined;
    const answers = await Promise.all([open(this.#cases, case_id), open(this.#victims, victim_id), open(this.#offenders, offender_id)]);
    return answers.every(Boolean);
  }
}

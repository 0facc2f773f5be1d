/**
 * Orders that a human is erased: what tells who it was is gone at once, also from the history, and the worker destroys the keys
 * that copies of it are sealed with. What is only counted stays (decisions/0004-erasure.md).
 */
import { Change, type Query, type Unit } from '#change';
import { CodedError, type Id } from '#kernel';
import { Injectable } from '@nestjs/common';

import type { LegalBasis } from '../codes/index.js';
import type { Given } from '../giving/given.js';
import { Offender } from '../offender/offender.record.js';
import { registry } from '../registry.js';
import { Victim } from '../victim/victim.record.js';

/** Exactly one. A human is named by a facet: that two facets are one human is not told. */
export interface ErasureTarget {
  readonly personOfVictim?: Id;
  readonly personOfOffender?: Id;
}

export interface ErasePerson {
  readonly of: ErasureTarget;
  readonly basis: LegalBasis;
  readonly reason: string;
}

/**
 * A seal on any facet, or proceedings that are not over. One rule for both: who is told of it learns that something stands in the
 * way, not what.
 */
const BARRED = `
with facet as (
  select v.id, null::uuid as offender, v.sealed from records.victim v where v.person_id = $1
  union all select null, f.id, f.sealed from records.offender f where f.person_id = $1
), crime as (
  select i.crime_id as id from facet join records.victim_involvement i on i.victim_id = facet.id
  union select i.crime_id from facet join records.offender_involvement i on i.offender_id = facet.offender
), file as (
  select k.case_id as id from crime join records.crime k on k.id = crime.id
  union select s.case_id from crime join records.crime_in_case s on s.crime_id = crime.id
  union select c.case_id from facet join records.charge c on c.offender_id = facet.offender
)
select exists (select from records.person p where p.id = $1 and p.sealed)
    or exists (select from facet where sealed)
    or exists (select from file join records."case" c on c.id = file.id
                where c.sealed or (c.closed_on is null and c.stage not in ('Closed', 'Discontinued'))) as barred`;

@Injectable()
export class ErasureCommands {
  constructor(private readonly change: Change) {}

  /**
   * Erases the human behind a facet. There is no way back.
   * @returns the facet it was ordered of. @throws CodedError NOT_FOUND; ApprovalRequired; REJECTED: NO_HUMAN_BEHIND, ERASURE_BARRED.
   */
  async erase(given: Given, { of, basis, reason }: ErasePerson): Promise<Id> {
    const matter = { payload: { ...of, basis, reason }, rehearsed: true };
    return this.change.run(given.viewer, { ...given, command: 'erasePerson', reason, matter }, async (unit) => {
      const { id, subject } = await humanOf(unit, of);
      await unit.query('select from records.person where id = $1 for update', [subject]);
      await refuseBarred(unit.query, subject);
      await unit.erase(registry.records, { subject, officer: unit.viewer.officer, approval: unit.viewer.approval ?? null, basis });
      return id;
    });
  }
}

async function humanOf(unit: Unit, { personOfVictim, personOfOffender }: ErasureTarget): Promise<{ readonly id: Id; readonly subject: Id }> {
  if (personOfVictim !== undefined) return behind(await unit.open(Victim, personOfVictim));
  if (personOfOffender === undefined) throw new CodedError('BAD_REQUEST');
  return behind(await unit.open(Offender, personOfOffender));
}

function behind({ id, person }: { readonly id: Id; readonly person: Id | null }): { readonly id: Id; readonly subject: Id } {
  if (person === null) throw new CodedError('REJECTED', 'NO_HUMAN_BEHIND');
  return { id, subject: person };
}

async function refuseBarred(query: Query, subject: Id): Promise<void> {
  const [row] = await query(BARRED, [subject]);
  if (row?.['barred'] !== false) throw new CodedError('REJECTED', 'ERASURE_BARRED');
}

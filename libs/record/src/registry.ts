/**
 * All records of the product in one list, checked when the process starts: what was forgotten is refused here, by
 * name, before a request can meet it.
 */
import { PolicyBook } from '#policy';

import type { EntitySchema } from '@mikro-orm/core';

import { entityOf } from './entity.js';
import type { Field } from './field.js';
import { inputsOf } from './graphql/inputs.js';
import { typesOf } from './graphql/types.js';
import { policySubject, type AnyRecord } from './record.js';

export class Registry {
  private readonly byName: ReadonlyMap<string, AnyRecord>;
  readonly policy: PolicyBook;

  /**
   * @throws Error naming the first fault: a record listed twice, a relation to an unlisted record, a `many` or `through`
   *   whose other end does not point back, a reach whose path does not end at a tasking, officer or opening, a grant that names no field.
   */
  constructor(readonly records: readonly AnyRecord[]) {
    this.byName = new Map(records.map((record) => [record.name, record]));
    if (this.byName.size !== records.length) throw new Error('a record is listed twice');
    for (const record of records) this.check(record);
    // Nest collects types before it looks at fields: those of all records must be known by then.
    for (const record of records) {
      typesOf(record);
      inputsOf(record);
    }
    this.policy = new PolicyBook(records.map(policySubject));
  }

  /** @throws Error when no record has that name. */
  record(name: string): AnyRecord {
    const record = this.byName.get(name);
    if (!record) throw new Error(`no record ${name}`);
    return record;
  }

  /** @returns the MikroORM entities of all records. */
  entities(): EntitySchema[] {
    return this.records.map((record) => entityOf(record) as EntitySchema);
  }

  /** @returns whether a record of this name is declared. */
  has(name: string): boolean {
    return this.byName.has(name);
  }

  private check(record: AnyRecord): void {
    for (const [name, field] of Object.entries(record.fields)) {
      const where = `${record.name}.${name}`;
      if (field.target) this.listed(field.target(), where);
      if (field.kind === 'many') pointsTo(field.target?.().fields[field.by ?? ''], record, where);
      if (field.kind === 'through') {
        const link = field.link?.();
        if (link) this.listed(link, where);
        pointsTo(link?.fields[field.from ?? ''], record, where);
        pointsTo(link?.fields[field.to ?? ''], field.target?.(), where);
      }
    }
    for (const end of record.ends) {
      const field = record.fields[end];
      if (field?.kind !== 'one' || !field.options.required) throw new Error(`${record.name}: end ${end} is no required link`);
    }
    for (const link of record.sealedWith) {
      const field = record.fields[link];
      if (field?.kind !== 'one' || !field.target?.().marks.has('sealed')) throw new Error(`${record.name}: ${link} is no link to rows that can be sealed`);
    }
    for (const [reach, paths] of Object.entries(record.reach)) {
      for (const path of paths) {
        const end = walk(record, path);
        const wanted = { OWN: 'Officer', GLASS: 'EmergencyOpening' }[reach] ?? 'Tasking';
        if (end?.name !== wanted) throw new Error(`reach ${reach} of ${record.name} does not lead to ${wanted}: "${path}"`);
      }
    }
  }

  private listed(target: AnyRecord, where: string): void {
    if (this.byName.get(target.name) !== target) throw new Error(`${where} leads to ${target.name}, which is not in the registry`);
  }
}

function pointsTo(field: Field | undefined, target: AnyRecord | undefined, where: string): void {
  if (field?.kind !== 'one' || field.target?.() !== target) throw new Error(`${where}: the other end does not point back`);
}

/** @returns the record at the end of a dotted path of relation names, or null where a name is no relation. */
export function walk(record: AnyRecord, path: string): AnyRecord | null {
  let at: AnyRecord | null = record;
  for (const step of path === '' ? [] : path.split('.')) at = at?.fields[step]?.target?.() ?? null;
  return at;
}

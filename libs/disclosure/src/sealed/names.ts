/**
 * Answers "whose name is this" before the question that asks it: a test of a name becomes a list of ids, drawn from what the
 * viewer is shown of that field and from nothing else. What he may not see can neither match nor make the work longer.
 */
import { envelopeFrom, throwCoded } from '#change';
import { CodedError, type Id } from '#kernel';
import { standingKey, type Viewer } from '#policy';
import { columnOf, lookupOf, type AnyRecord, type Registry } from '#record';
import { normalForm, type Vault } from '#vault';
import type { Wall } from '#wall';

import { KeptPlans, SPECIAL_PLANS } from '../plan/kept-plans.js';
import { bind, type Resolved, type Slot } from '../plan/sql.js';
import { readingClaims } from '../reading-claims.js';
import { standingOf } from '../standing.js';
import { compileNames, MOST_NAMESAKES, type NamesPlan } from './names-sql.js';

type Named = Extract<Slot, { kind: 'named' }>;

export interface NamesParts {
  readonly wall: Pick<Wall, 'ask'>;
  readonly registry: Registry;
  readonly vault: Vault;
}

export class Names {
  private readonly statements = new KeptPlans<NamesPlan>({ ...SPECIAL_PLANS, letter: 'n' });

  constructor(private readonly parts: NamesParts) {}

  /**
   * @returns what the slots of a plan stand for, to be bound to its statement.
   * @throws CodedError BAD_REQUEST, TOO_MANY_NAMESAKES; UNAVAILABLE when database or keys cannot answer, or a seal is broken.
   */
  async resolve(slots: readonly Slot[], viewer: Viewer, inputs: readonly unknown[]): Promise<Resolved> {
    const groups = new Map<string, Named[]>();
    for (const slot of slots) {
      if (slot.kind !== 'named') continue;
      const key = `${slot.record.name}.${slot.field}`;
      groups.set(key, [...groups.get(key) ?? [], slot]);
    }
    const named = new Map<Slot, readonly Id[]>();
    for (const group of groups.values()) {
      const { record, field } = group[0] as Named;
      const bearers = await this.bearersOf(record, field, group.map(({ at }) => String(inputs[at])), viewer);
      for (const slot of group) named.set(slot, bearers.get(formOf(record, field, String(inputs[slot.at]))) ?? []);
    }
    const { vault } = this.parts;
    return { named, index: ({ kind, table, column }, value) => vault.index(kind, table, column, value) };
  }

  /** @returns ids by normal form of the name, of the rows that may bear one of these. */
  private async bearersOf(record: AnyRecord, field: string, names: readonly string[], viewer: Viewer): Promise<ReadonlyMap<string, Id[]>> {
    const { wall, registry, vault } = this.parts;
    const standing = standingOf(viewer);
    const { plan, statement } = this.statements.get(`${standingKey(standing)} ${record.name}.${field}`, () => compileNames(record, field, { registry, standing }));
    const { kind } = lookupOf(field, declaredOf(record, field)) ?? refuse();
    const column = columnOf(field, declaredOf(record, field));
    const indexes = new Map(names.flatMap((name) => {
      const index = vault.index(kind, record.table, column, name);
      return index ? [[index.toString('hex'), index] as const] : [];
    }));
    const bearers = new Map<string, Id[]>();
    if (indexes.size === 0) return bearers;
    const { rows } = await wall
      .ask<{ answer: string }>(readingClaims(registry, viewer), { text: plan.text, values: bind(plan.slots, viewer.officer, [[...indexes.values()]]), ...(statement !== null && { name: statement }) })
      .catch(throwCoded);
    const found = JSON.parse(rows[0]?.answer ?? '[]') as readonly (readonly [Id, string])[];
    if (found.length > MOST_NAMESAKES) throw new CodedError('BAD_REQUEST', 'TOO_MANY_NAMESAKES');
    const values = await vault.open(found.map(([row, text]) => ({ cell: { table: record.table, row, column }, envelope: envelopeFrom(text) })));
    found.forEach(([row], at) => {
      if (typeof values[at] !== 'string') return;
      const form = formOf(record, field, values[at]);
      bearers.set(form, [...bearers.get(form) ?? [], row]);
    });
    bearers.delete('');
    return bearers;
  }
}

function formOf(record: AnyRecord, field: string, value: string): string {
  const { kind } = lookupOf(field, declaredOf(record, field)) ?? refuse();
  return normalForm(kind, value);
}

function declaredOf({ fields }: AnyRecord, field: string): AnyRecord['fields'][string] {
  return fields[field] ?? refuse();
}

function refuse(): never {
  throw new CodedError('INTERNAL');
}

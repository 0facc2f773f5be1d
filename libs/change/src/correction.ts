/**
 * Corrections: one way to change any field of any record that can be corrected. A viewer corrects only what he is
 * shown, and only if it is still what he was shown; so a correction can neither probe a hidden value nor overwrite one.
 */
import { CodedError, type Id } from '#kernel';
import type { Viewer } from '#policy';
import { isSealed, type AnyRecord, type Field } from '#record';

import type { Change, Order } from './change.js';
import type { Row } from './journal.js';
import { isCorrectable } from './own-fields.js';
import type { Unit } from './unit.js';

export interface CorrectionRules {
  readonly record: AnyRecord;
  /** Fields that are never corrected: identity of the row, or changed by a command of their own. */
  readonly fixed: readonly string[];
  /** Fields whose rules look at each other: whoever changes one must be shown all, or the rule would tell of the others. */
  readonly entangled?: readonly (readonly string[])[];
  /**
   * Checks the row as it would become and completes the patch with derived values. Of the sealed fields `before` holds those that
   * are entangled with what is corrected. @throws CodedError REJECTED.
   */
  readonly settle?: (correction: { readonly before: Row; readonly patch: Row; readonly unit: Unit }) => Row | Promise<Row>;
}

export interface Correction {
  readonly id: Id;
  /** The token of what the viewer saw. */
  readonly revision: string;
  /** New values by field; null takes a value away. */
  readonly patch: Row;
  readonly reason: string;
}

/** @returns the fields of a record that a correction may name, with their declarations. */
export function correctable({ record, fixed }: CorrectionRules): readonly (readonly [string, Field])[] {
  return Object.entries(record.fields).filter(([name, field]) => isCorrectable(name, field) && !fixed.includes(name));
}

export class Corrections {
  private readonly rules: ReadonlyMap<AnyRecord, CorrectionRules>;

  /** @param rules one per record that can be corrected; any other record cannot. */
  constructor(private readonly change: Change, rules: readonly CorrectionRules[]) {
    this.rules = new Map(rules.map((one) => [one.record, one]));
  }

  /**
   * Corrects a row.
   * @throws CodedError BAD_REQUEST for an empty patch or a field that is not corrected; NOT_FOUND when the row, or a row it shall point to,
   *   does not exist for the viewer; CONFLICT when what he saw has changed; FORBIDDEN when a field is withheld from him; REJECTED for a rule.
   */
  async correct(viewer: Viewer, record: AnyRecord, correction: Correction, order: Omit<Order, 'command' | 'reason'>): Promise<Id> {
    const { id, revision, patch, reason } = correction;
    return this.change.run(viewer, { ...order, command: 'correctRecord', reason }, async (unit) => {
      const rules = this.rules.get(record);
      const open = new Map(rules && correctable(rules));
      const named = Object.keys(patch).filter((name) => patch[name] !== undefined);
      if (!rules || named.length === 0 || named.some((name) => !open.has(name))) throw new CodedError('BAD_REQUEST');
      const stored = await unit.open(record, id);
      // Asked again now that the row is locked: nobody can change it between this look and the commit.
      const seen = await unit.visible(record, id);
      if (seen.revision !== revision) throw new CodedError('CONFLICT');
      if (concerned(rules, named).some((name) => !seen.shown.has(name))) throw new CodedError('FORBIDDEN', 'FIELD_NOT_SHOWN');
      await refuseHiddenEnds(unit, open, patch);
      const before = { ...stored, ...await unit.opened(record, id, entangledNames(rules, named).filter((name) => isSealed(record.fields[name] as Field))) };
      unit.update(record, id, rules.settle ? await rules.settle({ before, patch, unit }) : patch);
      return id;
    });
  }
}

function concerned({ entangled = [] }: CorrectionRules, named: readonly string[]): readonly string[] {
  return [...named, ...entangledNames({ entangled }, named)];
}

/** Fields that the rules will look at because others of their group are corrected. */
function entangledNames({ entangled = [] }: Pick<CorrectionRules, 'entangled'>, named: readonly string[]): readonly string[] {
  return entangled.filter((group) => group.some((name) => named.includes(name))).flat();
}

async function refuseHiddenEnds(unit: Unit, open: ReadonlyMap<string, Field>, patch: Row): Promise<void> {
  for (const [name, value] of Object.entries(patch)) {
    const target = open.get(name)?.target?.();
    if (target && typeof value === 'string') await unit.visible(target, value);
  }
}

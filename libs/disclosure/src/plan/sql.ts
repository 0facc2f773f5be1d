/** SQL text under construction, with its parameters described rather than given: a plan serves every viewer of its kind. */

import type { Id } from '#kernel';
import type { AnyRecord, LookupKind } from '#record';

/** A column of sealed texts that has a blind index. */
export interface Indexed {
  readonly kind: LookupKind;
  readonly table: string;
  readonly column: string;
}

/**
 * Where a parameter's value comes from when the plan is run: the viewer; what the client gave; the blind index of it; or the ids of
 * the rows that bear it as a name.
 */
export type Slot =
  | { readonly kind: 'officer' }
  | { readonly kind: 'input'; readonly at: number }
  | { readonly kind: 'index'; readonly at: number; readonly indexed: Indexed }
  | { readonly kind: 'named'; readonly at: number; readonly record: AnyRecord; readonly field: string };

/** What the slots of sealed fields stand for, worked out for one run of a plan. */
export interface Resolved {
  /** Null for a value that can be nobody's. */
  readonly index: (indexed: Indexed, value: string) => Buffer | null;
  readonly named: ReadonlyMap<Slot, readonly Id[]>;
}

export class SqlText {
  readonly slots: Slot[] = [];
  private officerAt = 0;
  private aliases = 0;

  /** @returns `$n` for the viewer's officer id; one parameter however often it is used. */
  officer(): string {
    if (this.officerAt === 0) this.officerAt = this.slots.push({ kind: 'officer' });
    return `$${this.officerAt}::uuid`;
  }

  /** @returns `$n` for a client's value, cast to the type, which is never the client's choice. */
  input(at: number, type: string): string {
    return `$${this.slots.push({ kind: 'input', at })}::${type}`;
  }

  /** @returns `$n` for the blind index of a client's value. */
  index(at: number, indexed: Indexed): string {
    return `$${this.slots.push({ kind: 'index', at, indexed })}::bytea`;
  }

  /** @returns `$n` for the ids of the rows of which the viewer is shown that they bear the name. */
  named(at: number, record: AnyRecord, field: string): string {
    return `$${this.slots.push({ kind: 'named', at, record, field })}::uuid[]`;
  }

  /** @returns a new alias; short, because the statement is parsed once but read in logs. */
  alias(): string {
    return `t${this.aliases++}`;
  }
}

/** @param resolved needed where the statement tests sealed fields. @returns the values of the parameters, in order. */
export function bind(slots: readonly Slot[], officer: string, inputs: readonly unknown[], resolved?: Resolved): unknown[] {
  return slots.map((slot) => {
    switch (slot.kind) {
      case 'officer': return officer;
      case 'input': return inputs[slot.at];
      case 'index': return (resolved ?? unresolved()).index(slot.indexed, String(inputs[slot.at]));
      case 'named': return (resolved ?? unresolved()).named.get(slot) ?? unresolved();
    }
  });
}

function unresolved(): never {
  throw new Error('a test of a sealed field was not worked out');
}

/** @returns an identifier in quotes. Identifiers come from declarations only, never from a client. */
export function name(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}

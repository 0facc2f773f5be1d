/** SQL text under construction, with its parameters described rather than given: a plan serves every viewer of its kind. */

/** Where a parameter's value comes from when the plan is run. */
export type Slot = { readonly kind: 'officer' } | { readonly kind: 'input'; readonly at: number };

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

  /** @returns a new alias; short, because the statement is parsed once but read in logs. */
  alias(): string {
    return `t${this.aliases++}`;
  }
}

/** @returns the values of the parameters, in order. */
export function bind(slots: readonly Slot[], officer: string, inputs: readonly unknown[]): unknown[] {
  return slots.map((slot) => (slot.kind === 'officer' ? officer : inputs[slot.at]));
}

/** @returns an identifier in quotes. Identifiers come from declarations only, never from a client. */
export function name(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}

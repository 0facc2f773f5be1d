/**
 * Seals values on their way to the database. A command gives clear values; they wait here, beside the entity, and become
 * envelopes and blind indexes when the unit is flushed: all keys of a flush come together, and the entity, the journal and the
 * history never hold a clear value (decisions/0004-sealed-before-the-flush.md).
 */
import { CodedError, type Id } from '#kernel';
import { columnOf, isSealed, lookupOf, sealedFields, type AnyRecord, type Field } from '#record';
import type { Cell, Vault } from '#vault';

import type { Row } from './journal.js';
import type { Query } from './sight.js';
import { subjectsOf } from './subjects.js';

interface Waiting {
  readonly record: AnyRecord;
  /** The entity, or the row of an addition. */
  readonly row: Row;
  readonly clear: Map<string, unknown>;
}

export class Sealing {
  readonly #waiting = new Map<Row, Waiting>();

  constructor(private readonly vault: Vault, private readonly query: Query) {}

  /** Takes the sealed fields out of a row and keeps their values until {@link seal}. @returns the rest of the row. */
  keep(record: AnyRecord, row: Row): { readonly rest: Row; readonly clear: ReadonlyMap<string, unknown> } {
    const entries = Object.entries(row);
    const closed = (name: string): boolean => isSealed(fieldOf(record, name));
    return {
      rest: Object.fromEntries(entries.filter(([name]) => !closed(name))),
      clear: new Map(entries.filter(([name]) => closed(name))),
    };
  }

  /** Notes values that a row will have. Null takes a value away. */
  await(record: AnyRecord, row: Row, values: Iterable<readonly [name: string, value: unknown]>): void {
    const clear = this.#waiting.get(row)?.clear ?? new Map<string, unknown>();
    for (const [name, value] of values) clear.set(name, value);
    if (clear.size > 0) this.#waiting.set(row, { record, row, clear });
  }

  /** @returns the clear value that waits for the row, or undefined. */
  waitingFor(row: Row, name: string): unknown {
    return this.#waiting.get(row)?.clear.get(name);
  }

  /**
   * Puts envelopes and indexes in place of everything that waits.
   * @param known rows that the database may not have yet, by id.
   * @throws CodedError UNAVAILABLE when the keys cannot be had; REJECTED, PERSON_ERASED.
   */
  async seal(known: ReadonlyMap<Id, Row>): Promise<void> {
    const waiting = [...this.#waiting.values()];
    if (waiting.length === 0) return;
    this.#waiting.clear();
    const subjects = await subjectsOf(waiting, known, this.query);
    await this.vault.prepare([...new Set(subjects.filter((_, at) => hasValue(waiting[at])))]);
    waiting.forEach(({ record, row, clear }, at) => {
      for (const [name, value] of clear) this.put(record, row, name, value, subjects[at] ?? '');
    });
  }

  /** @returns the values of sealed fields of a row as it is now, what waits included. */
  async opened(record: AnyRecord, row: Row, names: readonly string[]): Promise<Row> {
    const stored = names.flatMap((name) => {
      const envelope = row[name];
      return !this.#waiting.get(row)?.clear.has(name) && Buffer.isBuffer(envelope) ? [{ name, cell: cellOf(record, row['id'] as Id, name), envelope }] : [];
    });
    const values = stored.length === 0 ? [] : await this.vault.open(stored);
    const opened = new Map(stored.map(({ name }, at) => [name, fromJson(fieldOf(record, name), values[at])]));
    return Object.fromEntries(names.map((name) => [name, this.waitingFor(row, name) ?? opened.get(name) ?? null]));
  }

  /** Every key was prepared: who has none was erased. */
  private sealed(subject: Id, cell: Cell, value: unknown): Buffer {
    try {
      return this.vault.seal(subject, cell, value);
    } catch (error) {
      if (error instanceof CodedError && error.rule === 'KEY_NOT_PREPARED') throw new CodedError('REJECTED', 'PERSON_ERASED', { cause: error });
      throw error;
    }
  }

  private put(record: AnyRecord, row: Row, name: string, value: unknown, subject: Id): void {
    const field = fieldOf(record, name);
    const cell = cellOf(record, row['id'] as Id, name);
    const nothing = value === null || value === undefined;
    row[name] = nothing ? null : this.sealed(subject, cell, asJson(value));
    const lookup = lookupOf(name, field);
    if (lookup) row[lookup.property] = typeof value === 'string' ? this.vault.index(lookup.kind, cell.table, cell.column, value) : null;
  }
}

/** @returns the place an envelope is bound to. */
export function cellOf(record: AnyRecord, row: Id, name: string): Cell {
  return { table: record.table, row, column: columnOf(name, fieldOf(record, name)) };
}

/** @returns the row without its envelopes: reading one of those fields is refused, so that nobody takes it for "no value". */
export function withoutSealed(record: AnyRecord, row: Row): Row {
  const rest: Row = {};
  for (const [name, value] of Object.entries(row)) if (record.fields[name] && !isSealed(fieldOf(record, name))) rest[name] = value;
  for (const [name] of sealedFields(record)) {
    Object.defineProperty(rest, name, { enumerable: false, get: () => { throw new CodedError('INTERNAL', 'SEALED_VALUE'); } });
  }
  return rest;
}

function hasValue(waiting: Waiting | undefined): boolean {
  return [...waiting?.clear.values() ?? []].some((value) => value !== null && value !== undefined);
}

function fieldOf(record: AnyRecord, name: string): Field {
  const field = record.fields[name];
  if (!field) throw new CodedError('INTERNAL');
  return field;
}

function asJson(value: unknown): unknown {
  return value instanceof Date ? value.toISOString() : value;
}

function fromJson({ kind }: Field, value: unknown): unknown {
  return kind === 'timestamp' && typeof value === 'string' ? new Date(value) : value;
}

/**
 * Turns every change set of MikroORM's unit of work into changes to be written down, so that no command can forget one:
 * what is flushed is what the journal holds. A record that is flushed outside a command, or deleted, is refused.
 */
import { CodedError, type Id } from '#kernel';
import type { AnyRecord } from '#record';
import { ChangeSetType, type EntityManager, type EventManager, type EventSubscriber, type FlushEventArgs } from '@mikro-orm/core';

import { envelopeText, sameValue } from './sealed-value.js';

/** A row as columns; the keys are field names. */
export type Row = Record<string, unknown>;

/** One changed field of one row. Values are as JSON has them, sealed ones as their envelopes; null is no value. */
export interface FieldChange {
  readonly record: string;
  readonly id: Id;
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
  /** The value was erased: neither what was nor what is, only that it happened. */
  readonly erased?: true;
}

interface Kept {
  readonly record: AnyRecord;
  /** The row as it was when it was loaded; empty for a new one. */
  before: Row;
}

export class Journal {
  readonly #kept = new WeakMap<object, Kept>();
  readonly #changes: FieldChange[] = [];
  #closed = false;

  /** Begins to watch a row that the command made or loaded. */
  watch(entity: object, record: AnyRecord, before: Row): void {
    this.#kept.set(entity, { record, before });
  }

  /** Takes no more changes: what comes later has no audit entry. @returns all changes. */
  close(): readonly FieldChange[] {
    this.#closed = true;
    return this.#changes;
  }

  /** @throws CodedError INTERNAL for a change set that no audit entry could cover. */
  take(entity: Row, type: ChangeSetType, changed: readonly string[]): void {
    const kept = this.#kept.get(entity);
    if (!kept || this.#closed || (type !== ChangeSetType.CREATE && type !== ChangeSetType.UPDATE)) throw new CodedError('INTERNAL', 'CHANGE_OUTSIDE_COMMAND');
    const { record, before } = kept;
    for (const field of type === ChangeSetType.CREATE ? Object.keys(record.fields) : changed) {
      if (!record.fields[field] || field === 'id') continue;
      if (isSame(before[field], entity[field])) continue;
      this.#changes.push({ record: record.name, id: entity['id'] as Id, field, before: asJson(before[field]), after: asJson(entity[field]) });
    }
    kept.before = { ...entity };
  }

  /** Takes that a value was erased. @throws CodedError INTERNAL when no audit entry could cover it any more. */
  takeErased(record: AnyRecord, id: Id, field: string): void {
    if (this.#closed) throw new CodedError('INTERNAL', 'CHANGE_OUTSIDE_COMMAND');
    this.#changes.push({ record: record.name, id, field, before: null, after: null, erased: true });
  }

  /** Takes a row that is inserted beside the unit of work. @throws CodedError INTERNAL when no audit entry could cover it any more. */
  takeNew(record: AnyRecord, row: Row): void {
    if (this.#closed) throw new CodedError('INTERNAL', 'CHANGE_OUTSIDE_COMMAND');
    for (const [field, value] of Object.entries(row)) {
      if (record.fields[field] && field !== 'id' && value !== null) this.#changes.push({ record: record.name, id: row['id'] as Id, field, before: null, after: asJson(value) });
    }
  }
}

function asJson(value: unknown): unknown {
  if (Buffer.isBuffer(value)) return envelopeText(value);
  return value instanceof Date ? value.toISOString() : (value ?? null);
}

/** The same value sealed under another key is no change. */
function isSame(before: unknown, after: unknown): boolean {
  if (Buffer.isBuffer(before) && Buffer.isBuffer(after)) return sameValue(before, after);
  return JSON.stringify(asJson(before)) === JSON.stringify(asJson(after));
}

const journals = new WeakMap<EntityManager, Journal>();
const guarded = new WeakSet<EventManager>();

/** Opens the journal of one command on its own EntityManager. */
export function openJournal(em: EntityManager): Journal {
  const journal = new Journal();
  journals.set(em, journal);
  return journal;
}

/** Makes every flush of records on this ORM pass a journal. Safe to repeat. */
export function guardFlushes(events: EventManager): void {
  if (guarded.has(events)) return;
  guarded.add(events);
  events.registerSubscriber(new FlushGuard());
}

class FlushGuard implements EventSubscriber {
  onFlush({ em, uow }: FlushEventArgs): void {
    for (const { entity, meta, type, payload } of uow.getChangeSets()) {
      if (meta.schema !== 'records') continue;
      const journal = journals.get(em);
      if (!journal) throw new CodedError('INTERNAL', 'CHANGE_OUTSIDE_COMMAND');
      journal.take(entity as Row, type, Object.keys(payload));
    }
  }
}

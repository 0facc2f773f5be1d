/**
 * What a command may do inside its transaction: see, create, load and update. There is no way to remove anything, and no
 * way to the EntityManager. Values are checked here, whoever gives them.
 */
import { CodedError, isId, newId, type Id } from '#kernel';
import type { Viewer } from '#policy';
import { entityOf, hasColumn, isSealed, type AnyRecord, type RowOf } from '#record';
import type { Vault } from '#vault';
import { LockMode, type EntityManager, type RequiredEntityData } from '@mikro-orm/core';

import { Additions } from './additions.js';
import type { FourEyesGuard } from './approval/four-eyes.js';
import { eraseRows, type ErasureOrder } from './erasing.js';
import type { Journal, Row } from './journal.js';
import { Sealing, withoutSealed } from './sealing.js';
import type { Query, Seen, Sight } from './sight.js';
import { allowedValue } from './values.js';

/** Only that there is one matters. It is never put on record. */
const SUPPOSED: Viewer['purpose'] = { reason: 'DataQuality', text: '' };

export interface UnitParts {
  readonly viewer: Viewer;
  /** The database's clock at the beginning of the transaction, to the millisecond: the same clock that ends taskings. */
  readonly now: Date;
  readonly em: EntityManager;
  readonly journal: Journal;
  readonly sight: Sight;
  readonly vault: Vault;
  readonly query: Query;
  readonly eyes: FourEyesGuard;
}

export class Unit {
  readonly viewer: Viewer;
  readonly now: Date;
  readonly #parts: UnitParts;
  readonly #rows = new Map<Id, Row>();
  readonly #aimedAt: { readonly record: string; readonly id: Id }[] = [];
  readonly #sealing: Sealing;
  readonly #additions: Additions;

  constructor(parts: UnitParts) {
    this.#parts = parts;
    this.#sealing = new Sealing(parts.vault, parts.query);
    this.#additions = new Additions(parts.journal, parts.query, this.#sealing);
    this.viewer = parts.viewer;
    this.now = parts.now;
  }

  /** Rows the command named, for the audit entry, whether they exist or not. */
  get aimedAt(): readonly { readonly record: string; readonly id: Id }[] {
    return this.#aimedAt;
  }

  /**
   * Adds a row. Fields that are not given have no value; `recordedAt` is now; a row is in the child layer unless `minor` says not.
   * @returns the new row's id. @throws CodedError REJECTED or BAD_REQUEST for a value the field may not hold.
   */
  create<R extends AnyRecord>(record: R, given: Partial<RowOf<R>>): Id {
    const id = newId();
    const { rest, clear } = this.#sealing.keep(record, this.#newRow(record, id, given));
    const { em, journal } = this.#parts;
    const entity = em.create(entityOf<AnyRecord>(record), rest as RequiredEntityData<RowOf<AnyRecord>>) as Row;
    journal.watch(entity, record, {});
    this.#sealing.await(record, entity, clear);
    em.persist(entity);
    this.#rows.set(id, entity);
    return id;
  }

  /**
   * As {@link create}, for thousands of rows: they are inserted together, before the next question or the end of the command.
   * A row may point to records that were added before its own kind first was. It cannot be updated in the same unit.
   */
  add<R extends AnyRecord>(record: R, given: Partial<RowOf<R>>): Id {
    const id = newId();
    this.#additions.add(record, this.#newRow(record, id, given));
    return id;
  }

  #newRow(record: AnyRecord, id: Id, given: object): Row {
    const row: Row = { id };
    const values: Row = { recordedAt: this.now, minor: true, sealed: false, evidential: false, ...given };
    for (const [name, field] of Object.entries(record.fields)) {
      if (hasColumn(field) && name !== 'id') row[name] = allowedValue(field, values[name], this.now);
    }
    refuseStrangers(record, given);
    return row;
  }

  /**
   * Loads a row and locks it until the transaction ends (`select ... for update`).
   * @returns a copy, or null when there is no such row. It does not ask whether the viewer may know: see {@link visible}. Sealed
   *   fields are not in it: see {@link opened}.
   */
  async load<R extends AnyRecord>(record: R, id: Id): Promise<Readonly<RowOf<R>> | null> {
    if (!isId(id)) return null;
    const { em, journal } = this.#parts;
    // The ORM sends what was made before it asks: that must have been sealed by then.
    await this.#seal();
    const found = await em.findOne(entityOf<AnyRecord>(record), { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!found) return null;
    const entity = found as Row;
    if (!this.#rows.has(id)) journal.watch(entity, record, { ...entity });
    this.#rows.set(id, entity);
    return withoutSealed(record, entity) as RowOf<R>;
  }

  /** @returns the values of sealed fields of a row that was created or loaded in this unit. @throws CodedError UNAVAILABLE when they cannot be opened. */
  async opened(record: AnyRecord, id: Id, names: readonly string[]): Promise<Row> {
    return this.#sealing.opened(record, this.#rowOf(id), names);
  }

  /** Changes a row that was created or loaded in this unit. @throws CodedError as {@link create}. */
  update<R extends AnyRecord>(record: R, id: Id, patch: Partial<RowOf<R>>): void {
    const entity = this.#rowOf(id);
    refuseStrangers(record, patch);
    for (const [name, value] of Object.entries(patch)) {
      const field = record.fields[name];
      if (!field || value === undefined) continue;
      const allowed = allowedValue(field, value, this.now);
      // What is sealed already would stay under the key of somebody else.
      if (name === record.sealedUnder && entity[name] !== allowed) throw new CodedError('INTERNAL', 'SUBJECT_IS_FIXED');
      if (isSealed(field)) this.#sealing.await(record, entity, [[name, allowed]]);
      else entity[name] = allowed;
    }
  }

  #rowOf(id: Id): Row {
    const entity = this.#rows.get(id);
    if (!entity) throw new CodedError('INTERNAL', 'UPDATE_WITHOUT_LOAD');
    return entity;
  }

  /** @returns what the viewer sees of a row. @throws CodedError NOT_FOUND when it does not exist for them, whatever the reason. */
  async visible(record: AnyRecord, id: Id): Promise<Seen> {
    const seen = await this.see(record, id);
    if (!seen) throw new CodedError('NOT_FOUND');
    return seen;
  }

  /** @returns what the viewer sees of a row, or null. */
  async see(record: AnyRecord, id: Id): Promise<Seen | null> {
    if (!isId(id)) return null;
    this.#aimedAt.push({ record: record.name, id });
    return this.#parts.sight.see(this.viewer, record, id, this.query);
  }

  /** @returns the fields of a row that the viewer would be shown if he stated a purpose, as he may at any time; none of a row that he does not see. */
  async couldSee(record: AnyRecord, id: Id): Promise<ReadonlySet<string>> {
    if (!isId(id)) return new Set();
    const viewer: Viewer = { ...this.viewer, purpose: this.viewer.purpose ?? SUPPOSED };
    return (await this.#parts.sight.see(viewer, record, id, this.query))?.shown ?? new Set();
  }

  /** {@link visible} and {@link load} in one: a row the viewer does not see is never locked. @throws CodedError NOT_FOUND. */
  async open<R extends AnyRecord>(record: R, id: Id): Promise<Readonly<RowOf<R>>> {
    await this.visible(record, id);
    const row = await this.load(record, id);
    if (!row) throw new CodedError('NOT_FOUND');
    return row;
  }

  /** For a command that needs four eyes SOMETIMES: it does, and nothing of it is kept without. Call it when nothing else can be refused any more. */
  needFourEyes(): Promise<void> {
    return this.#parts.eyes.require();
  }

  /**
   * Takes out of the rows under a human, and of their history, what tells who it is. The keys are destroyed afterwards, by whoever
   * completes the order. A row that this unit loaded before MUST NOT be updated after it.
   * @param records all records there are.
   */
  async erase(records: readonly AnyRecord[], order: ErasureOrder): Promise<void> {
    await this.flush();
    await eraseRows(records, order, this.#parts.journal, this.#parts.query);
  }

  /** Asks the database, what this unit has changed included. MUST NOT change anything: only flushed rows have a history. */
  readonly query: Query = async (text, values) => {
    await this.flush();
    return this.#parts.query(text, values);
  };

  /** Sends everything that was made or changed to the database, and to the journal. */
  async flush(): Promise<void> {
    await this.#seal();
    await this.#parts.em.flush();
    await this.#additions.insert();
  }

  async #seal(): Promise<void> {
    await this.#sealing.seal(new Map([...this.#rows, ...this.#additions.waiting()]));
  }
}

function refuseStrangers(record: AnyRecord, given: object): void {
  for (const name of Object.keys(given)) {
    const field = record.fields[name];
    if (!field || !hasColumn(field) || name === 'id') throw new CodedError('BAD_REQUEST');
  }
}

/**
 * Many new rows at once, for imports. They are checked like any row, inserted by one statement for each record, and their values
 * go to the same journal, so history and audit entry are the same as if each had been created alone; only the unit of work
 * of the ORM, which costs more than all of that together, is left out.
 */
import type { Id } from '#kernel';
import { columnOf, hasColumn, lookupOf, type AnyRecord } from '#record';

import type { Journal, Row } from './journal.js';
import { envelopeText } from './sealed-value.js';
import type { Sealing } from './sealing.js';
import type { Query } from './sight.js';

export class Additions {
  /** In the order in which a record first appeared: rows may point to records that appeared before their own. */
  readonly #waiting = new Map<AnyRecord, Row[]>();

  constructor(private readonly journal: Journal, private readonly query: Query, private readonly sealing: Sealing) {}

  /** @param row checked values by field. */
  add(record: AnyRecord, row: Row): void {
    const { rest, clear } = this.sealing.keep(record, row);
    this.sealing.await(record, rest, clear);
    const rows = this.#waiting.get(record);
    if (rows) rows.push(rest);
    else this.#waiting.set(record, [rest]);
  }

  /** @returns what waits, by id. */
  waiting(): ReadonlyMap<Id, Row> {
    return new Map([...this.#waiting.values()].flat().map((row) => [row['id'] as Id, row]));
  }

  /** Inserts what waits. Its values have been sealed before. */
  async insert(): Promise<void> {
    for (const [record, rows] of this.#waiting) {
      this.#waiting.delete(record);
      for (const row of rows) this.journal.takeNew(record, row);
      await this.query(statementFor(record), [JSON.stringify(rows.map((row) => columnsOf(record, row)))]);
    }
  }
}

function statementFor(record: AnyRecord): string {
  const columns = Object.entries(record.fields).filter(([, field]) => hasColumn(field))
    .flatMap(([name, field]) => [columnOf(name, field), lookupOf(name, field)?.column ?? []].flat()).join(', ');
  return `insert into records.${record.table} (${columns}) select ${columns} from jsonb_populate_recordset(null::records.${record.table}, $1::jsonb)`;
}

function columnsOf(record: AnyRecord, row: Row): Row {
  const columns: Row = {};
  for (const [name, field] of Object.entries(record.fields)) {
    const lookup = lookupOf(name, field);
    if (hasColumn(field)) columns[columnOf(name, field)] = asText(row[name]);
    if (lookup) columns[lookup.column] = asText(row[lookup.property]);
  }
  return columns;
}

/** Bytes as PostgreSQL reads them out of JSON. */
function asText(value: unknown): unknown {
  return Buffer.isBuffer(value) ? envelopeText(value) : value ?? undefined;
}

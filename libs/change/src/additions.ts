/**
 * Many new rows at once, for imports. They are checked like any row, inserted by one statement for each record, and their values
 * go to the same journal, so history and audit entry are the same as if each had been created alone; only the unit of work
 * of the ORM, which costs more than all of that together, is left out.
 */
import { columnOf, hasColumn, type AnyRecord } from '#record';

import type { Journal, Row } from './journal.js';
import type { Query } from './sight.js';

export class Additions {
  /** In the order in which a record first appeared: rows may point to records that appeared before their own. */
  readonly #waiting = new Map<AnyRecord, Row[]>();

  constructor(private readonly journal: Journal, private readonly query: Query) {}

  /** @param row checked values by field. */
  add(record: AnyRecord, row: Row): void {
    const rows = this.#waiting.get(record);
    if (rows) rows.push(row);
    else this.#waiting.set(record, [row]);
  }

  /** Inserts what waits. */
  async insert(): Promise<void> {
    for (const [record, rows] of this.#waiting) {
      this.#waiting.delete(record);
      for (const row of rows) this.journal.takeNew(record, row);
      await this.query(statementFor(record), [JSON.stringify(rows.map((row) => columnsOf(record, row)))]);
    }
  }
}

function statementFor(record: AnyRecord): string {
  const columns = Object.entries(record.fields).filter(([, field]) => hasColumn(field)).map(([name, field]) => columnOf(name, field)).join(', ');
  return `insert into records.${record.table} (${columns}) select ${columns} from jsonb_populate_recordset(null::records.${record.table}, $1::jsonb)`;
}

function columnsOf(record: AnyRecord, row: Row): Row {
  const columns: Row = {};
  for (const [name, value] of Object.entries(row)) {
    const field = record.fields[name];
    if (field && value !== null) columns[columnOf(name, field)] = value;
  }
  return columns;
}

/** Rows as they are stored: sealed fields as envelopes with their blind indexes. For tests that put rows in behind the write door. */
import { columnOf, hasColumn, isSealed, lookupOf, type AnyRecord } from '#record';
import type { Vault } from '#vault';

import type { Row } from './worlds.js';

/**
 * @param subjectOf under whose key a row stands; its own unless given.
 * @returns the rows by column, for `jsonb_populate_recordset`: bytes are written as PostgreSQL reads them.
 */
export async function storedRows(vault: Vault, record: AnyRecord, rows: readonly Row[], subjectOf = (row: Row): string => row.id): Promise<Record<string, unknown>[]> {
  const sealed = rows.filter((row) => Object.entries(record.fields).some(([name, field]) => isSealed(field) && (row[name] ?? null) !== null));
  await vault.prepare([...new Set(sealed.map(subjectOf))]);
  return rows.map((row) => Object.fromEntries(Object.entries(record.fields).filter(([, field]) => hasColumn(field)).flatMap(([name, field]): [string, unknown][] => {
    const column = columnOf(name, field);
    const value = row[name] ?? null;
    if (value === null || !isSealed(field)) return [[column, value]];
    const lookup = lookupOf(name, field);
    const envelope = vault.seal(subjectOf(row), { table: record.table, row: row.id, column }, value);
    const sealed: [string, unknown][] = [[column, hex(envelope)]];
    if (lookup) sealed.push([lookup.column, hex(vault.index(lookup.kind, record.table, column, value as string))]);
    return sealed;
  })));
}

/** @returns the columns that {@link storedRows} may fill, quoted. */
export function storedColumns(record: AnyRecord): string {
  return Object.entries(record.fields).filter(([, field]) => hasColumn(field))
    .flatMap(([name, field]) => [columnOf(name, field), ...(lookupOf(name, field) ? [lookupOf(name, field)!.column] : [])]).map((column) => `"${column}"`).join(', ');
}

/** Adds rows of a record by one statement. @param query runs as superuser. */
export async function insertStored(query: (text: string, values: unknown[]) => Promise<unknown>, vault: Vault, record: AnyRecord, rows: readonly Row[], subjectOf?: (row: Row) => string): Promise<void> {
  const table = `records."${record.table}"`;
  const columns = storedColumns(record);
  await query(`insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`, [JSON.stringify(await storedRows(vault, record, rows, subjectOf))]);
}

function hex(bytes: Buffer | null): string | null {
  return bytes && `\\x${bytes.toString('hex')}`;
}

/** @returns a row of a table as a test reads it behind the curtain, its envelopes opened and its indexes left out. */
export async function openedRow(vault: Vault, record: AnyRecord, row: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>> {
  const opened = { ...row };
  const indexes = Object.entries(record.fields).map(([name, field]) => lookupOf(name, field)?.column);
  for (const [name, field] of Object.entries(record.fields)) {
    const column = columnOf(name, field);
    const envelope = row[column];
    if (isSealed(field) && Buffer.isBuffer(envelope)) [opened[column]] = await vault.open([{ cell: { table: record.table, row: row['id'] as string, column }, envelope }]);
  }
  return Object.fromEntries(Object.entries(opened).filter(([column]) => !indexes.includes(column)));
}

/** A row of `records.history`, or part of it. */
interface Change extends Readonly<Record<string, unknown>> {
  readonly field: string;
}

/** @returns rows of the history of one row, their envelopes opened. */
export async function openedChanges<C extends Change>(vault: Vault, record: AnyRecord, row: string, changes: readonly C[]): Promise<C[]> {
  const one = async (field: string, value: unknown): Promise<unknown> => {
    const declared = record.fields[field]!;
    if (!isSealed(declared) || typeof value !== 'string') return value;
    const cell = { table: record.table, row, column: columnOf(field, declared) };
    return (await vault.open([{ cell, envelope: Buffer.from(value.slice(2), 'hex') }]))[0];
  };
  return Promise.all(changes.map(async (change) => ({
    ...change, ...('before' in change && { before: await one(change.field, change['before']) }), ...('after' in change && { after: await one(change.field, change['after']) }),
  })));
}

/**
 * Everything of one human sealed anew under the current key, columns and history alike, after that key was changed. No value
 * changes, so there is no history of it, only an audit entry; the database itself refuses a history whose values would not stay
 * the same. Safe to repeat, and to continue wherever it was interrupted: what is under the current key already is left alone.
 */
import type { AuditEntry, AuditLog, AuditTouch } from '#audit';
import type { Id } from '#kernel';
import { columnOf, lookupOf, sealedFields, type AnyRecord, type Registry } from '#record';
import type { Cell, Vault } from '#vault';
import type { Wall } from '#wall';

import { throwCoded } from './database-failure.js';
import { envelopeFrom, envelopeText } from './sealed-value.js';
import type { Query } from './sight.js';
import { idsUnder, subjectsOf } from './subjects.js';

export interface ResealParts {
  readonly registry: Pick<Registry, 'records'>;
  readonly wall: Pick<Wall, 'transaction'>;
  readonly vault: Vault;
  readonly audit: AuditLog;
}

/** An envelope where it lies, and how it is put back. */
interface Found {
  readonly cell: Cell;
  readonly envelope: Buffer;
  readonly put: (envelope: Buffer) => void;
}

/** Rows of one table that are to be written: by id, the new envelopes by column. */
type Writes = Map<Id, Record<string, string>>;

export class Resealing {
  constructor(private readonly parts: ResealParts) {}

  /**
   * Seals anew what the subject's rows and their history hold under older keys.
   * @returns how many envelopes were replaced; 0 when none was left, then nothing is written.
   * @throws CodedError UNAVAILABLE when keys, database or audit log cannot answer, or a seal is broken. Nothing was stored then.
   */
  async reseal(subject: Id): Promise<number> {
    const { vault } = this.parts;
    return this.onRows('resealSubject', subject, async (query, rowsOf) => {
      await vault.prepare([subject]);
      let replaced = 0;
      for (const record of this.sealedRecords()) {
        const ids = await rowsOf(record);
        replaced += await this.replace(subject, await columnsOf(query, record, ids), (writes) => writeColumns(query, record, writes));
        replaced += await this.replace(subject, await historyOf(query, record, ids), (writes) => writeHistory(query, writes));
      }
      return replaced;
    });
  }

  /** Takes away the blind indexes of a subject whose keys were destroyed: the one thing of it that still could be found by. @returns how many rows had one. */
  async forgetIndexes(subject: Id): Promise<number> {
    return this.onRows('forgetIndexes', subject, async (query, rowsOf) => {
      let rows = 0;
      for (const record of this.sealedRecords()) {
        const columns = sealedFields(record).flatMap(([name, field]) => lookupOf(name, field)?.column ?? []);
        if (columns.length === 0) continue;
        const nothing = columns.map((column) => `"${column}" = null`).join(', ');
        const held = columns.map((column) => `"${column}"`).join(', ');
        rows += (await query(`update records."${record.table}" set ${nothing} where id = any($1::uuid[]) and num_nonnulls(${held}) > 0 returning id`, [await rowsOf(record)])).length;
      }
      return rows;
    });
  }

  /** @returns under whose key an id's values are sealed: the human of a facet, the human's own id, or a row's; null where nothing is. */
  async subjectOf(id: Id): Promise<Id | null> {
    return this.inside(async (query) => {
      for (const record of this.sealedRecords()) {
        const owner = record.sealedUnder === null ? undefined : record.fields[record.sealedUnder];
        const link = owner && record.sealedUnder !== null ? `"${columnOf(record.sealedUnder, owner)}"` : 'null::uuid';
        const [row] = await query(`select id, ${link} as owner from records."${record.table}" where id = $1`, [id]);
        if (row) return (await subjectsOf([{ record, row: { id, ...(record.sealedUnder !== null && { [record.sealedUnder]: row['owner'] }) } }], new Map(), query))[0] ?? null;
      }
      for (const record of this.sealedRecords()) if ((await query(`${idsUnder(record, '$1::uuid')} limit 1`, [id])).length > 0) return id;
      return null;
    });
  }

  /** @returns whether any envelope, of whatever row or history, names the key. Looks at everything: for the destruction of a key. */
  async isKeyUsed(key: Id): Promise<boolean> {
    const bytes = Buffer.from(key.replaceAll('-', ''), 'hex');
    return this.inside(async (query) => {
      const columns = this.sealedRecords().map((record) => {
        const named = sealedFields(record).map(([name, field]) => `substring("${columnOf(name, field)}" from 2 for 16) = $1`);
        return `exists (select from records."${record.table}" where ${named.join(' or ')})`;
      });
      const begins = `'\\x01' || encode($1, 'hex')`;
      const history = `exists (select from records.history where starts_with(before #>> '{}', ${begins}) or starts_with(after #>> '{}', ${begins}))`;
      const [row] = await query(`select ${[...columns, history].join(' or ')} as used`, [bytes]);
      return row?.['used'] === true;
    });
  }

  private sealedRecords(): readonly AnyRecord[] {
    return this.parts.registry.records.filter((record) => sealedFields(record).length > 0);
  }

  private async replace(subject: Id, found: { readonly list: readonly Found[]; readonly writes: Writes }, write: (writes: Writes) => Promise<void>): Promise<number> {
    const { vault } = this.parts;
    const values = await vault.open(found.list);
    let replaced = 0;
    found.list.forEach(({ cell, envelope, put }, at) => {
      const value = values[at];
      if (value === null || value === undefined) return;
      const anew = vault.seal(subject, cell, value);
      if (anew.equals(envelope)) return;
      put(anew);
      replaced += 1;
    });
    if (found.writes.size > 0) await write(found.writes);
    return replaced;
  }

  /** Runs `work` in one transaction; when it changed anything, that is on record before the commit. */
  private async onRows(root: string, subject: Id, work: (query: Query, rowsOf: (record: AnyRecord) => Promise<readonly Id[]>) => Promise<number>): Promise<number> {
    return this.inside(async (query) => {
      const touched: AuditTouch[] = [];
      const changed = await work(query, async (record) => {
        const rows = await query(`${idsUnder(record, '$1::uuid')} order by id for update`, [subject]);
        const ids = rows.map(({ id }) => id as Id);
        if (ids.length > 0) touched.push({ record: record.name, ids, disclosed: [], withheld: [] });
        return ids;
      });
      if (changed > 0) await this.parts.audit.append(entryOf(root, touched, changed));
      return changed;
    });
  }

  private inside<T>(work: (query: Query) => Promise<T>): Promise<T> {
    return this.parts.wall.transaction({ kind: 'SYSTEM', officer: null, tables: '*' }, work).catch(throwCoded);
  }
}

function entryOf(root: string, touched: readonly AuditTouch[], cells: number): AuditEntry {
  return { act: 'CHANGE', outcome: 'ACCEPTED', actor: null, purpose: null, question: { operation: null, root, hash: '0'.repeat(64) }, touched, detail: { command: root, cells } };
}

async function columnsOf(query: Query, record: AnyRecord, ids: readonly Id[]): Promise<{ list: Found[]; writes: Writes }> {
  const writes: Writes = new Map();
  const columns = sealedFields(record).map(([name, field]) => columnOf(name, field));
  const rows = await query(`select id, ${columns.map((column) => `"${column}"`).join(', ')} from records."${record.table}" where id = any($1::uuid[])`, [ids]);
  const list = rows.flatMap((row) => columns.flatMap((column): Found[] => {
    const envelope = row[column];
    const id = row['id'] as Id;
    return Buffer.isBuffer(envelope) ? [{ cell: { table: record.table, row: id, column }, envelope, put: noting(writes, id, column) }] : [];
  }));
  return { list, writes };
}

async function historyOf(query: Query, record: AnyRecord, ids: readonly Id[]): Promise<{ list: Found[]; writes: Writes }> {
  const writes: Writes = new Map();
  const columns = new Map(sealedFields(record).map(([name, field]) => [name, columnOf(name, field)]));
  const rows = await query(`select id, record_id, field, before #>> '{}' as before, after #>> '{}' as after from records.history
    where record_id = any($1::uuid[]) and record = $2 and field = any($3::text[])`, [ids, record.name, [...columns.keys()]]);
  const list = rows.flatMap((row) => (['before', 'after'] as const).flatMap((side): Found[] => {
    const text = row[side];
    const column = columns.get(row['field'] as string);
    if (typeof text !== 'string' || column === undefined) return [];
    return [{ cell: { table: record.table, row: row['record_id'] as Id, column }, envelope: envelopeFrom(text), put: noting(writes, row['id'] as Id, side) }];
  }));
  return { list, writes };
}

function noting(writes: Writes, id: Id, column: string): Found['put'] {
  return (envelope) => { writes.set(id, { ...writes.get(id), [column]: envelopeText(envelope) }); };
}

async function writeColumns(query: Query, record: AnyRecord, writes: Writes): Promise<void> {
  const columns = sealedFields(record).map(([name, field]) => `"${columnOf(name, field)}"`);
  const shape = ['id uuid', ...columns.map((column) => `${column} bytea`)].join(', ');
  await query(`update records."${record.table}" t set ${columns.map((column) => `${column} = coalesce(x.${column}, t.${column})`).join(', ')}
    from jsonb_to_recordset($1::jsonb) as x(${shape}) where t.id = x.id`, [listed(writes)]);
}

async function writeHistory(query: Query, writes: Writes): Promise<void> {
  await query(`update records.history t set before = coalesce(x.before, t.before), after = coalesce(x.after, t.after)
    from jsonb_to_recordset($1::jsonb) as x(id uuid, before jsonb, after jsonb) where t.id = x.id`, [listed(writes)]);
}

function listed(writes: Writes): string {
  return JSON.stringify([...writes].map(([id, columns]) => ({ id, ...columns })));
}

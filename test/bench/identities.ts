/**
 * The sealed half of the invented world: who the victims are. The database cannot seal, so this is made beside it and handed over
 * in parts, as envelopes with their blind indexes, under one key a person.
 */
import { join } from 'node:path';
import { localSecret } from '#persistence';
import { localKeysFromFile, openVault, type KeyVault, type LookupKind } from '#vault';
import type { Client } from 'pg';
import { idOf, type Size } from './dataset.js';

/** Victims whose identities are handed over together. */
const PART = 5_000;

interface Sealed {
  readonly column: string;
  readonly lookup?: LookupKind;
  /** What is known of the n-th victim. */
  readonly of: (n: number) => string;
  /** The same in SQL, of a bigint `n`: for a copy that is laid open. */
  readonly sql: string;
}

/** Written out rather than asked of the record: with it would come the product's GraphQL types, into every server's process. */
export const SEALED: readonly Sealed[] = [
  { column: 'family_name', lookup: 'name', of: (n) => `Family${n}`, sql: `'Family' || n` },
  { column: 'given_name', lookup: 'name', of: (n) => `Given${n}`, sql: `'Given' || n` },
  { column: 'birth_date', of: (n) => `${1950 + (n % 60)}-05-17`, sql: `(1950 + n % 60) || '-05-17'` },
  { column: 'document_number', lookup: 'document', of: (n) => `AA${n}`, sql: `'AA' || n` },
  { column: 'phone', lookup: 'phone', of: (n) => `+99450${String(n % 10_000_000).padStart(7, '0')}`, sql: `'+99450' || lpad((n % 10000000)::text, 7, '0')` },
];

/** Columns of the victim's table that {@link fillIdentities} knows. */
export const IDENTITY_COLUMNS = SEALED.flatMap(({ column, lookup }) => [column, ...(lookup ? [`${column}_index`] : [])]);

/** Opens the vault with the key of the product's data folder, made when it is missing. */
export async function openBenchVault(url: string, folder: string): Promise<KeyVault> {
  const file = join(folder, 'vault.key');
  localSecret(file);
  return openVault({ url, provider: await localKeysFromFile(file) });
}

/** Makes the temporary table `identity`: the number of each victim, `n`, and the columns of {@link IDENTITY_COLUMNS}. */
export async function fillIdentities(admin: Client, { victims }: Size, vault: KeyVault): Promise<void> {
  const shape = ['n bigint', ...IDENTITY_COLUMNS.map((column) => `${column} bytea`)].join(', ');
  await admin.query(`create temporary table identity (${shape})`);
  for (let from = 1; from <= victims; from += PART) {
    const numbers = Array.from({ length: Math.min(PART, victims - from + 1) }, (_, at) => from + at);
    await vault.prepare(numbers.map((n) => idOf('person', n)));
    await admin.query(`insert into identity select * from jsonb_to_recordset($1::jsonb) as x(${shape})`, [JSON.stringify(numbers.map((n) => rowOf(n, vault)))]);
  }
  await admin.query('alter table identity add primary key (n)');
  await admin.query('analyze identity');
}

function rowOf(n: number, vault: KeyVault): Record<string, unknown> {
  const row: Record<string, unknown> = { n };
  for (const { column, lookup, of } of SEALED) {
    const value = of(n);
    row[column] = `\\x${vault.seal(idOf('person', n), { table: 'victim', row: idOf('victim', n), column }, value).toString('hex')}`;
    if (lookup) row[`${column}_index`] = `\\x${vault.index(lookup, 'victim', column, value)?.toString('hex')}`;
  }
  return row;
}

/**
 * The whole shape of the database for reading: record tables from their declarations, everything else (logins' rights,
 * audit log, credentials, history) quoted from the migrations that people wrote.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { migrationNames, schemaSql } from '#persistence';
import type { Registry } from '#record';
import type { Migration } from '@mikro-orm/migrations';

/** How a migration begins that was written from the declarations: its tables are in the first part already. */
const DERIVED = '/** Written by `npm run sync`';

/** @returns the text of `schema/database.sql`. Needs no database. */
export async function databaseSql(registry: Registry, migrations: string): Promise<string> {
  const byHand = migrationNames(migrations).map((name) => ({ name, source: readFileSync(join(migrations, `${name}.ts`), 'utf8') }))
    .filter(({ source }) => !source.startsWith(DERIVED));
  const quoted = await Promise.all(byHand.map(async ({ name, source }) => ['', `-- ${name}`, ...preface(source), '', ...await statements(name)]));
  return [
    '-- Written by `npm run sync`. For reading: the database itself is made by the migrations, in their order. Do not edit.',
    '',
    '-- Part 1: the tables of records, from their declarations. Each column comment begins with the need class.',
    '',
    (await schemaSql(registry.entities())).trim(),
    '',
    '-- Part 2: what people wrote by hand, quoted from the migrations.',
    ...quoted.flat(),
    '',
  ].join('\n');
}

/** The paragraph at the top of a migration, as SQL comments. */
function preface(source: string): string[] {
  const paragraph = /^\/\*\*([\s\S]*?)\*\//.exec(source)?.[1] ?? '';
  return paragraph.split('\n').map((line) => line.replace(/^\s*\*?\s*/, '').trim()).filter((line) => line !== '').map((line) => `-- ${line}`);
}

/** The statements of a migration without a database: `up` only gathers them. Found by name: the list may not have it yet. */
async function statements(name: string): Promise<string[]> {
  const found = await import(`../../../../migrations/${name}.js`) as Readonly<Record<string, new () => Migration>>;
  const MigrationClass = found[name];
  if (!MigrationClass) throw new Error(`the migration ${name} does not export a class of its own name`);
  const migration = new MigrationClass();
  await migration.up();
  return migration.getQueries().map((query) => {
    if (typeof query !== 'string') throw new Error('a hand-written migration is plain SQL text');
    const text = unindented(query);
    return /;$/.test(text) ? text : `${text};`;
  });
}

/** Takes away the indentation that the statement has only because it stands in TypeScript. */
function unindented(query: string): string {
  const lines = query.replace(/^\n+|\s+$/g, '').split('\n');
  const depth = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length));
  return lines.map((line) => line.slice(depth)).join('\n');
}

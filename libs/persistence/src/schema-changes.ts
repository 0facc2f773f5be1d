/**
 * Turns a change of the records' declaration into a migration that a person can read before it runs. The last known
 * shape is kept beside the migrations as a file, so the difference needs no database and is the same on every machine.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { ormBasics, type Entities } from './orm.js';
import { readableSql } from './readable-sql.js';

const SNAPSHOT = 'shape.json';
/** The shape before the first table: the schemas are there, made by the hand-written first migration. */
const EMPTY_SHAPE = { namespaces: ['exchange', 'identity', 'public', 'records'], name: 'public', tables: [], views: [], nativeEnums: {} };

/** The statements that lead from the committed shape to the declared one, and the new shape's file content. */
export interface SchemaChange {
  readonly up: readonly string[];
  readonly down: readonly string[];
  readonly shape: string;
}

/** @returns the whole shape as SQL, for reading: `schema/database.sql`. Needs no database. */
export async function schemaSql(entities: Entities): Promise<string> {
  return withoutDatabase(entities, tmpdir(), async (orm) => readableSql(await orm.schema.getCreateSchemaSQL({ wrap: false })));
}

/** @returns what is declared but not yet in a migration, or undefined when nothing is. Needs no database and writes nothing. */
export async function schemaChange(entities: Entities, folder = resolve('migrations')): Promise<SchemaChange | undefined> {
  const draft = mkdtempSync(join(tmpdir(), 'qalxan-shape-'));
  try {
    const committed = join(folder, SNAPSHOT);
    writeFileSync(join(draft, SNAPSHOT), existsSync(committed) ? readFileSync(committed) : JSON.stringify(EMPTY_SHAPE));
    const { diff } = await withoutDatabase(entities, draft, (orm) => orm.migrator.create(draft, false, false, 'draft'));
    if (diff.up.length === 0) return undefined;
    return { up: diff.up, down: diff.down, shape: `${readFileSync(join(draft, SNAPSHOT), 'utf8').trimEnd()}\n` };
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/**
 * Writes the migration for what has been declared since the last one, the new shape, and the list of migrations.
 * @param name lower-case words joined by "_", e.g. `victim_phone`.
 * @param stamp fourteen digits, year to second; must come after every existing migration. The present moment unless given.
 * @returns the file's path, or undefined when there is nothing to write.
 */
export async function createMigration(
  entities: Entities,
  name: string,
  { folder = resolve('migrations'), stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14) }: { folder?: string; stamp?: string } = {},
): Promise<string | undefined> {
  if (!/^[a-z][a-z0-9_]*$/.test(name) || !/^\d{14}$/.test(stamp)) throw new Error(`"${stamp}_${name}" names no migration: it is fourteen digits, then lower-case words joined by "_", e.g. victim_phone`);
  const change = await schemaChange(entities, folder);
  if (!change) return undefined;
  const className = `Migration${stamp}_${name}`;
  if (migrationNames(folder).some((existing) => existing >= className)) throw new Error(`${className} would not be the newest migration`);
  const file = join(folder, `${className}.ts`);
  writeFileSync(file, migrationText(className, change));
  writeFileSync(join(folder, `${SNAPSHOT}.new`), change.shape);
  renameSync(join(folder, `${SNAPSHOT}.new`), join(folder, SNAPSHOT));
  writeMigrationList(folder);
  return file;
}

/** @returns the migrations in the folder, oldest first. */
export function migrationNames(folder = resolve('migrations')): string[] {
  return readdirSync(folder)
    .filter((file) => /^Migration\d{14}_\w+\.ts$/.test(file))
    .map((file) => file.slice(0, -'.ts'.length))
    .sort();
}

/** @returns what `migrations/index.ts` must say for the migrations in the folder. */
export function migrationList(folder = resolve('migrations')): string {
  const names = migrationNames(folder);
  return [
    '/**',
    ' * Every migration, oldest first. `npm run sync` rewrites this file from the names in the folder; a test fails when the two',
    ' * differ.',
    ' */',
    `import type { MigrationObject } from '@mikro-orm/core';`,
    ...names.map((name) => `import { ${name} } from './${name}.js';`),
    '',
    'export const MIGRATIONS: readonly MigrationObject[] = [',
    ...names.map((name) => `  { name: '${name}', class: ${name} },`),
    '];',
    '',
  ].join('\n');
}

/** Writes `migrations/index.ts`. */
export function writeMigrationList(folder = resolve('migrations')): void {
  writeFileSync(join(folder, 'index.ts'), migrationList(folder));
}

function migrationText(className: string, { up, down }: SchemaChange): string {
  const statements = (list: readonly string[]): string[] => list.map((sql) => (sql === '' ? '' : `    this.addSql(\`${sql.replace(/[`$\\]/g, '\\$&')}\`);`));
  const undo = down.length > 0 ? ['', '  override down(): void {', ...statements(down), '  }'] : [];
  return [
    '/** Written by `npm run sync` from the declared records. Read it before it is committed. */',
    `import { Migration } from '@mikro-orm/migrations';`,
    '',
    `export class ${className} extends Migration {`,
    '  override up(): void {',
    ...statements(up),
    '  }',
    ...undo,
    '}',
    '',
  ].join('\n');
}

async function withoutDatabase<T>(entities: Entities, folder: string, work: (orm: MikroORM) => Promise<T>): Promise<T> {
  const orm = new MikroORM({
    ...ormBasics(entities),
    clientUrl: 'postgresql://nobody@localhost:1/none', // never connected to
    extensions: [Migrator],
    schemaGenerator: { ignoreSchema: ['audit', 'migration'] },
    migrations: { path: folder, pathTs: folder, snapshot: true, snapshotName: SNAPSHOT.replace('.json', ''), silent: true },
  });
  try {
    return await work(orm);
  } finally {
    await orm.close(true);
  }
}

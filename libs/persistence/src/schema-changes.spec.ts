/** Migrations written from declarations: without a database, the same every time, and nothing when nothing changed. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineEntity, p } from '@mikro-orm/core';
import { createMigration, migrationList, schemaChange, schemaSql } from './schema-changes.js';

const Boat = defineEntity({ name: 'Boat', schema: 'records', tableName: 'boat', properties: { id: p.uuid().primary(), homePort: p.string().nullable() } });
const LongerBoat = defineEntity({
  name: 'Boat', schema: 'records', tableName: 'boat',
  properties: { id: p.uuid().primary(), homePort: p.string().nullable(), crewSize: p.integer().nullable() },
});

describe('schema changes', () => {
  const folders: string[] = [];
  const newFolder = (): string => {
    const folder = mkdtempSync(join(tmpdir(), 'qalxan-migrations-'));
    folders.push(folder);
    return folder;
  };
  afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

  it('become a migration, a shape and a list; then there is nothing more to write', async () => {
    const folder = newFolder();
    const file = await createMigration([Boat], 'boat', { folder, stamp: '20300101000001' });
    expect(readFileSync(file!, 'utf8')).toContain('create table "records"."boat" ("id" uuid not null, "home_port" varchar(255) null');
    expect(readdirSync(folder).sort()).toEqual(['Migration20300101000001_boat.ts', 'index.ts', 'shape.json']);
    expect(readFileSync(join(folder, 'index.ts'), 'utf8')).toContain(`import { Migration20300101000001_boat } from './Migration20300101000001_boat.js';`);
    expect(await schemaChange([Boat], folder)).toBeUndefined();
    expect(await createMigration([Boat], 'boat', { folder, stamp: '20300101000002' })).toBeUndefined();
  });

  it('hold only the difference, and come out the same each time', async () => {
    const folder = newFolder();
    await createMigration([Boat], 'boat', { folder, stamp: '20300101000001' });
    const change = await schemaChange([LongerBoat], folder);
    expect(change?.up).toEqual(['alter table "records"."boat" add "crew_size" int null;']);
    expect(await schemaChange([LongerBoat], folder)).toEqual(change);
    expect(await schemaSql([LongerBoat])).toBe(await schemaSql([LongerBoat]));
  });

  it('refuse a name that would not be the newest, or is none', async () => {
    const folder = newFolder();
    await createMigration([Boat], 'boat', { folder, stamp: '20300101000001' });
    await expect(createMigration([LongerBoat], 'crew', { folder, stamp: '20200101000000' })).rejects.toThrow('would not be the newest');
    await expect(createMigration([LongerBoat], '../crew', { folder })).rejects.toThrow('it is fourteen digits');
  });

  it('are all listed in migrations/index.ts', () => {
    expect(readFileSync('migrations/index.ts', 'utf8')).toBe(migrationList());
  });
});

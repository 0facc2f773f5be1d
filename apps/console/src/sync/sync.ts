/**
 * `npm run sync [-- <name>]`: writes what follows from the declarations. A change of the records' shape becomes a migration
 * of that name (lower-case words joined by "_"), to be read before it is committed.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';

import { registry } from '#casework';
import { createMigration } from '#persistence';

import { derivedFiles, outdatedFiles } from './derived.js';

const root = process.cwd();
const name = process.argv[2] ?? 'records_change';

const migration = await createMigration(registry.entities(), name);
const outdated = await outdatedFiles(root);
const files = await derivedFiles(root);
for (const path of outdated) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, files.get(path) ?? '');
}

const written = [...(migration ? [relative(root, migration)] : []), ...outdated];
process.stdout.write(written.length === 0 ? 'Everything derived is up to date.\n' : `Written: ${written.join(', ')}\n`);

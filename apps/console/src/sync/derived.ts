/** The files that are derived from declarations, each with its content. `npm run sync` writes them, a test compares them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { auditEntryJsonSchema } from '#audit';
import { registry } from '#casework';
import { migrationList } from '#persistence';

import { apiParts } from './api-parts.js';
import { apiSdl } from './api-sdl.js';
import { databaseSql } from './database-sql.js';
import { glossary } from './glossary.js';
import { needToKnow } from './need-to-know.js';

/**
 * @param root the repository.
 * @returns paths from the root to contents. The same declarations give the same characters.
 */
export async function derivedFiles(root = process.cwd()): Promise<ReadonlyMap<string, string>> {
  const migrations = join(root, 'migrations');
  return new Map([
    ['schema/api.graphql', await apiSdl(apiParts)],
    ['schema/need-to-know.md', needToKnow(registry)],
    ['schema/database.sql', await databaseSql(registry, migrations)],
    ['schema/glossary.md', glossary(registry)],
    ['schema/audit-entry.json', `${JSON.stringify(auditEntryJsonSchema, null, 2)}\n`],
    ['migrations/index.ts', migrationList(migrations)],
  ]);
}

/** @returns the derived files whose content on disk is another or missing. */
export async function outdatedFiles(root = process.cwd()): Promise<readonly string[]> {
  return [...await derivedFiles(root)].filter(([path, text]) => contentOf(join(root, path)) !== text).map(([path]) => path);
}

function contentOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

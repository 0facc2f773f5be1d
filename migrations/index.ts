/**
 * Every migration, oldest first. `npm run sync` rewrites this file from the names in the folder; a test fails when the two
 * differ.
 */
import type { MigrationObject } from '@mikro-orm/core';
import { Migration20261123000001_schemas_and_roles } from './Migration20261123000001_schemas_and_roles.js';

export const MIGRATIONS: readonly MigrationObject[] = [
  { name: 'Migration20261123000001_schemas_and_roles', class: Migration20261123000001_schemas_and_roles },
];

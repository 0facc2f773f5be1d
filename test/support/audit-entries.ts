/** Audit entries for tests, and a lane or writer on a fresh database. No person or record in them exists. */
import { createSecretKey, randomBytes } from 'node:crypto';
import type { AuditEntry, AuditLaneOptions } from '#audit';
import { newId } from '#kernel';
import type { FreshDatabase } from './database.js';

const ACTOR = { officer: newId(), agency: newId(), session: newId(), roles: ['INVESTIGATOR'] };

/** @returns a well-formed entry about one victim, changed as asked. */
export function someEntry(change: Partial<AuditEntry> = {}): AuditEntry {
  return {
    act: 'READ',
    outcome: 'ANSWERED',
    actor: ACTOR,
    purpose: { reason: 'PROTECTION', text: 'Təhlükəsizlik planının hazırlanması' },
    question: { operation: 'VictimById', root: 'victim', hash: 'ab'.repeat(32) },
    touched: [touchOf(newId())],
    ...change,
  };
}

/** @returns a touch of one record of the type Victim. */
export function touchOf(...ids: string[]): AuditEntry['touched'][number] {
  return { record: 'Victim', ids, disclosed: ['status', 'familyName'], withheld: ['phone'] };
}

/** @returns what a lane needs, with a key of its own. */
export function laneOptions(database: FreshDatabase, change: Partial<AuditLaneOptions> = {}): AuditLaneOptions {
  return {
    connection: { connectionString: database.access.audit },
    key: createSecretKey(randomBytes(32)),
    process: 'test',
    ...change,
  };
}

/**
 * The read door on a real, empty database, without HTTP: a question is put for any viewer the test makes up. For tests of
 * what is disclosed; how a viewer signs in and what the network adds is tested through the API.
 */
import { randomBytes } from 'node:crypto';

import type { AuditEntry, AuditLog, Receipt } from '#audit';
import { caseworkQueries, registry } from '#casework';
import { Cursors, Disclosure, guardRecords } from '#disclosure';
import { newId, systemClock, type Id } from '#kernel';
import { openOrm, poolOf } from '#persistence';
import type { Purpose, Role, Viewer } from '#policy';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLModule, GraphQLSchemaHost } from '@nestjs/graphql';
import { graphql, type ExecutionResult } from 'graphql';
import type { KeyVault } from '#vault';
import type { Pool } from 'pg';

import { freshDatabase } from './database.js';
import { openTestVault } from './vault.js';
import { wallOn } from './wall.js';

export interface Door {
  readonly pool: Pool;
  readonly door: Disclosure;
  readonly adminUrl: string;
  readonly vault: KeyVault;
  /** What was put on record, in order. */
  readonly entries: AuditEntry[];
  ask(viewer: Viewer, query: string, variables?: Record<string, unknown>): Promise<ExecutionResult>;
  close(): Promise<void>;
}

/** @returns a viewer with these roles who has stated a purpose. */
export function viewerWith(roles: readonly Role[], officer: Id = newId(), purpose: Purpose | null = { reason: 'ThreatToLife', text: 'a caller says so' }): Viewer {
  return { officer, agency: newId(), session: newId(), roles: [...new Set(roles)].sort(), purpose, provedAt: Date.now() };
}

/** An audit log that keeps entries in memory. Only for tests that look at what is recorded, not whether it lasts. */
export function memoryLog(entries: AuditEntry[]): AuditLog {
  return {
    append: (entry): Promise<Receipt> => Promise.resolve({ lane: '00000000-0000-4000-8000-000000000000', number: entries.push(entry), hash: '00' }),
  };
}

export async function openDoor(): Promise<Door> {
  const database = await freshDatabase();
  const orm = await openOrm(database.access, registry.entities());
  const pool = await poolOf(orm);
  const entries: AuditEntry[] = [];
  const vault = await openTestVault(database);
  const door = new Disclosure({ wall: wallOn(pool), registry, vault, audit: memoryLog(entries), cursors: new Cursors(randomBytes(32), systemClock), gates: [] });

  @Module({
    imports: [GraphQLModule.forRoot<ApolloDriverConfig>({
      driver: ApolloDriver, autoSchemaFile: true, playground: false, transformSchema: (schema) => guardRecords(schema, registry),
    })],
    providers: [{ provide: Disclosure, useValue: door }, ...caseworkQueries],
  })
  class DoorModule {}

  const app = await NestFactory.create(DoorModule, { logger: false });
  await app.init();
  const { schema } = app.get(GraphQLSchemaHost);
  return {
    pool, door, entries, vault, adminUrl: database.adminUrl,
    ask: (viewer, source, variableValues) => graphql({ schema, source, variableValues: variableValues ?? {}, contextValue: { viewer, receipts: [] } }),
    close: async () => {
      await app.close();
      await orm.close(true);
      await vault.close();
      await database.drop();
    },
  };
}

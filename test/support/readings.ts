/**
 * The door and the special readings beside it (links, history, audit log) on a real, empty database with a real audit log,
 * without HTTP. What is recorded is also kept in memory, so that a test can look at it.
 */
import { randomBytes } from 'node:crypto';

import { AuditReader, AuditWriter, type AuditEntry, type AuditLog } from '#audit';
import { caseworkQueries, registry } from '#casework';
import { AccessDecisions, AccessLog, accessQueries, Cursors, Disclosure, guardRecords, Histories, historyQueries, Walks, type Gate } from '#disclosure';
import { StaffRoles } from '#identity';
import { systemClock } from '#kernel';
import { LinkageModule } from '#linkage';
import { openOrm, poolOf, withClient } from '#persistence';
import type { Viewer } from '#policy';
import type { KeyVault } from '#vault';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLModule, GraphQLSchemaHost } from '@nestjs/graphql';
import { graphql, type ExecutionResult } from 'graphql';

import { laneOptions } from './audit-entries.js';
import { freshDatabase } from './database.js';
import { openTestVault } from './vault.js';
import { wallOn } from './wall.js';

export interface Readings {
  /** What was put on record, in order. */
  readonly entries: AuditEntry[];
  readonly vault: KeyVault;
  ask(viewer: Viewer, query: string, variables?: Record<string, unknown>): Promise<ExecutionResult>;
  /** Runs one statement as superuser. */
  behind(text: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

/** @param gates of the door and the special readings; none when not given. */
export async function openReadings(gates: readonly Gate[] = []): Promise<Readings> {
  const database = await freshDatabase();
  const orm = await openOrm(database.access, registry.entities());
  const pool = await poolOf(orm);
  const writer = new AuditWriter(laneOptions(database));
  const reader = new AuditReader({ connectionString: database.access.auditor });
  const entries: AuditEntry[] = [];
  const audit: AuditLog = {
    append: async (entry) => {
      const receipt = await writer.append(entry);
      entries.push(entry);
      return receipt;
    },
  };
  const cursors = new Cursors(randomBytes(32), systemClock);
  const vault = await openTestVault(database);
  const wall = wallOn(pool);
  const staff = new StaffRoles(wall);
  const options = { wall, registry, audit, vault, cursors, gates };

  @Module({
    providers: [
      { provide: Disclosure, useValue: new Disclosure(options) },
      { provide: Walks, useValue: new Walks(options) },
      { provide: Histories, useValue: new Histories(options) },
      { provide: AccessDecisions, useValue: new AccessDecisions({ ...options, staff: (officer) => staff.of(officer) }) },
      { provide: AccessLog, useValue: new AccessLog({ ...options, reader }) },
      ...caseworkQueries, historyQueries(registry), accessQueries(registry),
    ],
    exports: [Disclosure, Walks],
  })
  class ReadingModule {}

  @Module({
    imports: [
      ReadingModule,
      LinkageModule.register([ReadingModule]),
      GraphQLModule.forRoot<ApolloDriverConfig>({
        driver: ApolloDriver, autoSchemaFile: true, playground: false, transformSchema: (schema) => guardRecords(schema, registry),
      }),
    ],
  })
  class ReadingsModule {}

  const app = await NestFactory.create(ReadingsModule, { logger: false });
  await app.init();
  const { schema } = app.get(GraphQLSchemaHost);
  return {
    entries, vault,
    ask: (viewer, source, variableValues) => graphql({ schema, source, variableValues: variableValues ?? {}, contextValue: { viewer, receipts: [] } }),
    behind: (text, values = []) => withClient(database.adminUrl, async (client) => (await client.query<Record<string, unknown>>(text, [...values])).rows),
    close: async () => {
      await app.close();
      await Promise.all([writer.close(), reader.close()]);
      await orm.close(true);
      await vault.close();
      await database.drop();
    },
  };
}

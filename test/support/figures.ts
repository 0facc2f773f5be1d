/**
 * Statistics on a real, empty database, without HTTP: questions are put as any viewer the test makes up, and rows are put in as
 * the database's superuser, sealed ones too.
 */
import type { AuditEntry, AuditLog } from '#audit';
import { newId, type Clock, type Id } from '#kernel';
import { registry } from '#casework';
import { openOrm, poolOf, withClient } from '#persistence';
import type { Role } from '#policy';
import { snake } from '#record';
import { Statistics, StatisticsModule } from '#statistics';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLModule, GraphQLSchemaHost } from '@nestjs/graphql';
import type { MikroORM } from '@mikro-orm/postgresql';
import { graphql, type ExecutionResult } from 'graphql';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';

import { freshDatabase, type FreshDatabase } from './database.js';
import { memoryLog, viewerWith } from './door.js';
import { wallOn } from './wall.js';

export interface Figures {
  readonly database: FreshDatabase;
  readonly orm: MikroORM;
  readonly pool: Pool;
  readonly audit: AuditLog;
  /** For files of the test; removed when it closes. */
  readonly folder: string;
  /** @returns the id of a new officer. */
  officer(): Promise<Id>;
  /** What was put on record, in order. */
  readonly entries: AuditEntry[];
  ask(roles: readonly Role[], query: string, variables?: Record<string, unknown>): Promise<ExecutionResult>;
  /** Inserts a row and returns its id. Fields by their names; links by `<name>Id`. */
  put(table: string, row: Readonly<Record<string, unknown>>): Promise<Id>;
  behind(text: string, values?: readonly unknown[]): Promise<void>;
  close(): Promise<void>;
}

export async function openFigures(clock?: Clock): Promise<Figures> {
  const database = await freshDatabase();
  const orm = await openOrm(database.access, registry.entities(), { statementTimeout: 60_000 });
  const pool = await poolOf(orm);
  const entries: AuditEntry[] = [];
  const audit = memoryLog(entries);
  const folder = mkdtempSync(join(tmpdir(), 'qalxan-figures-'));
  const statistics = new Statistics({ wall: wallOn(pool), audit, ...(clock && { clock }) });

  @Module({
    imports: [
      GraphQLModule.forRoot<ApolloDriverConfig>({ driver: ApolloDriver, autoSchemaFile: true, playground: false }),
      StatisticsModule.register({ useFactory: () => statistics }),
    ],
  })
  class FiguresModule {}

  const app = await NestFactory.create(FiguresModule, { logger: false });
  await app.init();
  const { schema } = app.get(GraphQLSchemaHost);
  const behind: Figures['behind'] = (text, values = []) => withClient(database.adminUrl, async (admin) => {
    await admin.query(text, [...values]);
  });
  const put: Figures['put'] = async (table, row) => {
    const id = newId();
    const entry = Object.entries({ id, ...DEFAULTS[table], ...row });
    const columns = entry.map(([name]) => snake(name)).join(', ');
    await behind(`insert into records."${table}" (${columns}) values (${entry.map((_, at) => `$${at + 1}`).join(', ')})`, entry.map(([, value]) => value));
    return id;
  };
  return {
    database, orm, pool, audit, folder, entries, behind, put,
    officer: async () => {
      const agencyId = await put('agency', { name: 'İdarə', role: 'AntiTraffickingDepartment' });
      return put('officer', { name: 'Əməkdaş', agencyId, active: true });
    },
    ask: (roles, source, variableValues) => graphql({
      schema, source, variableValues: variableValues ?? {}, contextValue: { viewer: viewerWith(roles), receipts: [] },
    }),
    close: async () => {
      await app.close();
      await orm.close(true);
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const NOW = '2026-11-23T00:00:00Z';

/** What each table asks for besides what a test is about. */
const DEFAULTS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  case: { stage: 'Inquiry', recordedAt: NOW, sealed: false, evidential: false },
  crime: { recordedAt: NOW, sealed: false, evidential: false },
  victim: { status: 'Presumed', recordedAt: NOW, minor: false, sealed: false, evidential: false },
  offender: { kind: 'NaturalPerson', recordedAt: NOW, minor: false, sealed: false, evidential: false },
  person: { recordedAt: NOW },
};

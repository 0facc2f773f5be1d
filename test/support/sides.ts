/**
 * The read door over several databases at once, sharing everything but the rows: one schema, one cursor secret, one vault, one clock.
 * What two sides answer to one question can then be compared byte for byte.
 */
import type { AuditEntry, Receipt } from '#audit';
import { caseworkQueries, registry } from '#casework';
import { Cursors, Disclosure, guardRecords, type Asking } from '#disclosure';
import { fixedClock } from '#kernel';
import { openPool, withClient } from '#persistence';
import type { Viewer } from '#policy';
import type { KeyVault } from '#vault';
import type { Wall } from '#wall';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLModule, GraphQLSchemaHost } from '@nestjs/graphql';
import { execute, parse, validate, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type { Pool } from 'pg';

import { freshDatabase } from './database.js';
import { openTestVault } from './vault.js';
import { memoryLog } from './door.js';
import { insertWorld, removeRows } from './world-rows.js';
import { wallOn } from './wall.js';
import type { World } from './worlds.js';

interface SideAsking extends Asking {
  readonly door: Disclosure;
}

export interface Side {
  readonly pool: Pool;
  readonly wall: Wall;
  /** What was put on record since the side was last filled, in order. */
  readonly entries: AuditEntry[];
  ask(viewer: Viewer, document: DocumentNode | string, variables?: Record<string, unknown>): Promise<ExecutionResult>;
  /** Replaces every row of the database. */
  fill(world: World): Promise<void>;
  close(): Promise<void>;
}

export interface Sides {
  readonly schema: GraphQLSchema;
  readonly vault: KeyVault;
  /** @throws Error when the text is no valid document of the schema. */
  document(text: string): DocumentNode;
  open(world: World): Promise<Side>;
  close(): Promise<void>;
}

const SECRET = Buffer.alloc(32, 'the same cursors on all sides');
const CLOCK = fixedClock(new Date());

/** The questions of records; others, as for histories, have doors of their own and are not asked here. */
const recordQuestions = caseworkQueries.filter(({ name }) => registry.records.some((record) => name === `${record.name}Queries`));

/** Passes each question to the door of the side that is asked. */
const dispatcher: Pick<Disclosure, 'one' | 'page'> = {
  one: (record, id, asking, info) => (asking as SideAsking).door.one(record, id, asking, info),
  page: (record, args, asking, info) => (asking as SideAsking).door.page(record, args, asking, info),
};

export async function openSides(): Promise<Sides> {
  const keys = await freshDatabase();
  const vault = await openTestVault(keys);

  @Module({
    imports: [GraphQLModule.forRoot<ApolloDriverConfig>({
      driver: ApolloDriver, autoSchemaFile: true, playground: false, transformSchema: (schema) => guardRecords(schema, registry),
    })],
    providers: [{ provide: Disclosure, useValue: dispatcher }, ...recordQuestions],
  })
  class SidesModule {}

  const app = await NestFactory.create(SidesModule, { logger: false, abortOnError: false });
  await app.init();
  const { schema } = app.get(GraphQLSchemaHost);
  const document = (text: string): DocumentNode => {
    const parsed = parse(text);
    const [fault] = validate(schema, parsed);
    if (fault) throw new Error(`${fault.message} in ${text}`);
    return parsed;
  };
  return {
    schema, vault, document,
    open: (world) => openSide(schema, vault, document, world),
    close: async () => {
      await app.close();
      await vault.close();
      await keys.drop();
    },
  };
}

async function openSide(schema: GraphQLSchema, vault: KeyVault, document: Sides['document'], world: World): Promise<Side> {
  const database = await freshDatabase();
  const pool = openPool(database.access.app, { poolSize: 4 });
  const wall = wallOn(pool);
  const entries: AuditEntry[] = [];
  const door = new Disclosure({ wall, registry, vault, audit: memoryLog(entries), cursors: new Cursors(SECRET, CLOCK), gates: [] });
  await insertWorld(database.adminUrl, world, vault);
  // Thousands of statements are planned here and each runs once or twice: looking for the best join is not worth it.
  await withClient(database.adminUrl, (admin) => admin.query(`alter database ${database.name} set join_collapse_limit = 1`));
  return {
    pool,
    wall,
    entries,
    ask: async (viewer, question, variableValues = {}) => execute({
      schema, document: typeof question === 'string' ? document(question) : question, variableValues,
      contextValue: { viewer, receipts: [] as Receipt[], door } satisfies SideAsking,
    }),
    fill: async (other) => {
      await removeRows(database.adminUrl);
      await insertWorld(database.adminUrl, other, vault);
      entries.length = 0;
    },
    close: async () => {
      await pool.end();
      await database.drop();
    },
  };
}

/** @returns everything a client receives, as text: data and errors with their codes. */
export function answerText({ data, errors }: ExecutionResult): string {
  const told = errors?.map(({ message, path, originalError }) => ({ message, path, code: (originalError as { code?: string } | undefined)?.code }));
  return JSON.stringify({ data, errors: told });
}

/**
 * One side for a whole test file, opened before its tests and closed after them.
 * @returns a way to the side; its `statements` counts the connections taken, so that "before any SQL" can be shown.
 */
export function useSide(world: World): { (): Side; readonly sides: () => Sides; readonly statements: () => number } {
  let sides: Sides | undefined;
  let side: Side | undefined;
  let statements = 0;
  const there = <T>(thing: T | undefined): T => thing ?? raise();
  beforeAll(async () => {
    sides = await openSides();
    side = await sides.open(world);
    side.pool.on('acquire', () => { statements += 1; });
  });
  afterAll(async () => {
    await side?.close();
    await sides?.close();
  });
  return Object.assign(() => there(side), { sides: () => there(sides), statements: () => statements });
}

function raise(): never {
  throw new Error('the side is opened before the tests, not before that');
}

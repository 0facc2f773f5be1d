/**
 * `statistics ctdc`: the sixteen tables of the CTDC codebook over the records, in the name of a signed-in officer. They are asked
 * of the product's own schema, as a client would, without a network in between.
 */
import type { Assembly } from '#assembly';
import { CodedError, say, type Words } from '#kernel';
import type { Viewer } from '#policy';
import { CTDC_TABLES, Statistics, StatisticsModule, type CtdcAnswer } from '#statistics';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLModule, GraphQLSchemaHost } from '@nestjs/graphql';
import { graphql } from 'graphql';

import { withAssembly } from '../terminal/session.js';
import { signedIn, signInAt } from '../terminal/signed-in.js';
import { EXIT, type Terminal } from '../terminal/terminal.js';
import type { ExitCode, Setting } from './command.js';

const HEADINGS: readonly Words[] = [say('Freq.', 'Tezlik'), say('Percent', 'Faiz'), say('Valid', 'Məlum faizi'), say('Cum.', 'Yığılan')];
const VALID = say('Valid total', 'Məlum cəmi');
const MISSING = say('Missing', 'Naməlum');
const TOTAL = say('Total', 'Cəmi');

const QUESTION = `query CtdcTable($column: CtdcColumn!) {
  ctdcTable(column: $column) { lines { label count percent validPercent cumulativePercent } valid missing total } }`;

/** Prints the CTDC tables as the officer who signs in is answered them, through the same schema as GraphQL. @throws CodedError. */
export async function statisticsCommand(setting: Setting, login: string): Promise<ExitCode> {
  const { terminal, env } = setting;
  const officer = await signInAt(setting, login);
  return withAssembly(terminal, env, (assembly) => signedIn(assembly, officer, async (viewer) => {
    const ask = await schemaOf(assembly);
    for (const { column, title } of CTDC_TABLES) {
      for (const line of tableLines(terminal, `${column} | ${title}`, await ask(await viewer(), column))) terminal.answer(line);
    }
    return EXIT.DONE;
  }));
}

async function schemaOf({ wall, audit, clock }: Assembly): Promise<(viewer: Viewer, column: string) => Promise<CtdcAnswer>> {
  @Module({
    imports: [
      GraphQLModule.forRoot<ApolloDriverConfig>({ driver: ApolloDriver, autoSchemaFile: true, playground: false }),
      StatisticsModule.register({ useFactory: () => new Statistics({ wall, audit, clock }) }),
    ],
  })
  class TablesModule {}

  const app = await NestFactory.create(TablesModule, { logger: false });
  await app.init();
  const { schema } = app.get(GraphQLSchemaHost);
  return async (viewer, column) => {
    const { data, errors } = await graphql({ schema, source: QUESTION, variableValues: { column }, contextValue: { viewer, receipts: [] } });
    if (errors?.[0]) throw errors[0].originalError ?? new CodedError('INTERNAL', undefined, { cause: errors[0] });
    return (data as { ctdcTable: CtdcAnswer }).ctdcTable;
  };
}

function tableLines(terminal: Terminal, title: string, { lines, valid, missing, total }: CtdcAnswer): string[] {
  const row = (label: string, ...cells: (number | string | null)[]): string => `  ${label.padEnd(46)}${cells.map((cell) => String(cell ?? '').padStart(12)).join('')}`;
  return [
    title,
    row('', ...HEADINGS.map((heading) => terminal.word(heading))),
    ...lines.map(({ label, count, percent, validPercent, cumulativePercent }) => row(label, count, percent, validPercent, cumulativePercent)),
    row(terminal.word(VALID), valid),
    row(terminal.word(MISSING), missing),
    row(terminal.word(TOTAL), total),
    '',
  ];
}

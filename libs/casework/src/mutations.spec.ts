/** Commands as a GraphQL client gives them: through the schema, and read back through the real read door. */
import { randomBytes } from 'node:crypto';
import { caseworkQueries, CaseworkModule, registry, Reread } from '#casework';
import { Change } from '#change';
import { Cursors, Disclosure, guardRecords } from '#disclosure';
import { systemClock } from '#kernel';
import type { Viewer } from '#policy';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Module, type INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLModule, GraphQLSchemaHost } from '@nestjs/graphql';
import { graphql, GraphQLObjectType, type ExecutionResult } from 'graphql';
import { like, openWorld, type World } from '../../../test/support/casework-world.js';

let world: World;
let app: INestApplication;
let investigator: Viewer;
beforeAll(async () => {
  world = await openWorld();
  investigator = await world.officer('INVESTIGATOR');
  const door = new Disclosure({ wall: world.wall, registry, audit: world.audit, vault: world.vault, cursors: new Cursors(randomBytes(32), systemClock), gates: [] });

  @Module({
    providers: [{ provide: Change, useValue: world.change }, { provide: Disclosure, useValue: door }, { provide: Reread, useExisting: Disclosure }],
    exports: [Change, Disclosure, Reread],
  })
  class Doors {}

  @Module({
    imports: [
      GraphQLModule.forRoot<ApolloDriverConfig>({ driver: ApolloDriver, autoSchemaFile: true, playground: false, transformSchema: (schema) => guardRecords(schema, registry) }),
      CaseworkModule.forRoot([Doors]), Doors,
    ],
    providers: [...caseworkQueries],
  })
  class Application {}
  app = await NestFactory.create(Application, { logger: false });
  await app.init();
});
afterAll(async () => {
  await app.close();
  await world.close();
});

const schemaOf = (): GraphQLSchemaHost['schema'] => app.get(GraphQLSchemaHost).schema;
const receipts: unknown[] = [];
const ask = (viewer: Viewer | undefined, source: string, variableValues: Record<string, unknown> = {}): Promise<ExecutionResult> =>
  graphql({ schema: schemaOf(), source, variableValues, contextValue: { viewer, receipts } });
const dataOf = async (answer: Promise<ExecutionResult>): Promise<Record<string, Record<string, unknown>>> => {
  const { data, errors } = await answer;
  expect(errors).toBeUndefined();
  return data as Record<string, Record<string, unknown>>;
};

describe('mutations', () => {
  it('register, read back through the door, and correct what was read', async () => {
    const { openCase } = await dataOf(ask(investigator, 'mutation { openCase(input: { articles: [Art144_1] }) { id case { number stage } } }'));
    expect(openCase).toMatchObject({ case: { number: like(/^C-/), stage: 'PreliminaryInvestigation' } });
    const { reportCrime } = await dataOf(ask(investigator, 'mutation R($c: ID!) { reportCrime(input: { caseId: $c, acts: [Recruitment] }) { id crime { case { id } acts } } }', { c: openCase!['id'] }));
    expect(reportCrime).toMatchObject({ crime: { case: { id: openCase!['id'] }, acts: ['Recruitment'] } });
    const { registerVictim } = await dataOf(ask(investigator,
      'mutation R($c: ID!) { registerVictim(input: { crimeId: $c, familyName: "Əliyeva", birthDate: "1990" }) { id victim { id familyName majority health revision withheld { field } } } }',
      { c: reportCrime!['id'] }));
    const victim = registerVictim!['victim'] as Record<string, unknown>;
    expect(victim).toMatchObject({ id: registerVictim!['id'], familyName: 'Əliyeva', majority: 'Adult', health: null });
    const { correctVictim } = await dataOf(ask(investigator,
      'mutation C($i: CorrectVictimInput!) { correctVictim(input: $i) { victim { familyName revision } } }',
      { i: { id: victim['id'], revision: victim['revision'], patch: { familyName: 'Həsənova' }, reason: 'misspelt in the protocol' } }));
    expect(correctVictim).toMatchObject({ victim: { familyName: 'Həsənova' } });
    expect((correctVictim!['victim'] as { revision: string }).revision).not.toBe(victim['revision']);
    // One entry for the command and one for the read of its answer, each time.
    expect(receipts).toHaveLength(8);
  });

  it('give the id alone to whoever writes and cannot read', async () => {
    const police = await world.officer('LOCAL_POLICE');
    const { registerVictim } = await dataOf(ask(police, 'mutation { registerVictim(input: { familyName: "Əliyeva" }) { id victim { familyName } } }'));
    expect(registerVictim).toEqual({ id: like(/^[0-9a-f-]{36}$/), victim: null });
  });

  it('take exactly one link', async () => {
    for (const input of ['{}', `{ victimInCrime: { victimId: "1", crimeId: "1" }, crimeInCase: { crimeId: "1", caseId: "1" } }`, '{ victimInCrime: null }']) {
      expect((await ask(investigator, `mutation { linkParticipant(input: ${input}) { id } }`)).errors).toHaveLength(1);
    }
  });

  it('refuse strangers, and keys that no input has', async () => {
    const { errors } = await ask(undefined, 'mutation { openCase(input: {}) { id } }');
    expect(errors?.[0]?.originalError).toMatchObject({ code: 'UNAUTHENTICATED' });
    for (const key of ['number: "C-1"', 'sealed: true', 'minor: false', 'recordedAt: "2020-01-01T00:00:00Z"', 'id: "x"']) {
      expect((await ask(investigator, `mutation { openCase(input: { ${key} }) { id } }`)).errors?.[0]?.message).toMatch(/not defined/);
    }
  });

  it('each have an input, a payload and both languages in their descriptions', () => {
    const mutations = Object.values(schemaOf().getMutationType()!.getFields());
    expect(mutations.map(({ name }) => name).sort()).toEqual([
      'assignTasking', 'breakGlass', 'charge', 'clearForCourt', 'correctCase', 'correctCharge', 'correctCrime', 'correctCrimeInCase', 'correctOffender', 'correctOffenderInvolvement',
      'correctVerdict', 'correctVictim', 'correctVictimInvolvement', 'correctVictimOffenderRelation', 'decideVictimStatus', 'endTasking', 'erasePerson', 'liftSeal', 'linkParticipant',
      'openCase', 'orderSeal', 'recordVerdict', 'registerOffender', 'registerVictim', 'reportCrime', 'reviewBreakGlass',
    ]);
    for (const { description, type, args } of mutations) {
      expect(description).toMatch(/ · /);
      expect(args.map(({ name }) => name)).toEqual(['input']);
      expect((type as unknown as { ofType: GraphQLObjectType }).ofType.getFields()['id']).toBeDefined();
    }
  });
});

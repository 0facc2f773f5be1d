/**
 * The common way: Nest and Apollo with their defaults, entities, a resolver and a CASL check for each field, one row in a
 * plain log for each request. What a good team would have after following the handbooks.
 */
import { MikroORM } from '@mikro-orm/postgresql';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import { Crime, LogRow, Offender, Victim } from './common/entities.js';
import { CrimeResolver, OffenderResolver, VictimResolver } from './common/resolvers.js';
import { analyst, type CommonContext } from './common/rights.js';
import { POOL_SIZE, type Running, type Start } from './running.js';

type Request = { readonly req: { readonly headers: { readonly authorization?: string } } };

export async function startCommon({ unwalled }: Pick<Start, 'unwalled'>): Promise<Running> {
  const orm = await MikroORM.init({
    entities: [Victim, Offender, Crime, LogRow], clientUrl: unwalled, pool: { min: 0, max: POOL_SIZE },
    ensureDatabase: false, metadataCache: { enabled: false }, logger: () => undefined, forceUtcTimezone: true,
  });
  const log = async (context: unknown, question: string): Promise<void> => {
    const { em, officer, touched } = context as CommonContext;
    await em.insert(LogRow, { officer, question, ids: touched });
  };

  @Module({
    imports: [GraphQLModule.forRoot<ApolloDriverConfig>({
      driver: ApolloDriver, autoSchemaFile: true, playground: false,
      context: ({ req }: Request): CommonContext => ({ em: orm.em.fork(), ability: analyst(), officer: req.headers.authorization ?? '', touched: [] }),
      plugins: [{
        requestDidStart: () => Promise.resolve({
          willSendResponse: ({ contextValue, operationName }) => log(contextValue, operationName ?? ''),
        }),
      }],
    })],
    providers: [VictimResolver, CrimeResolver, OffenderResolver],
  })
  class CommonModule {}

  const app = await NestFactory.create(CommonModule, { logger: false });
  await app.listen(0, '127.0.0.1');
  return {
    url: await app.getUrl(),
    stop: async () => {
      await app.close();
      await orm.close(true);
    },
  };
}

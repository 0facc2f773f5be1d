/** The API: the doors, and every operation that goes through them. */
import type { Assembly } from '#assembly';
import { guardRecords } from '#disclosure';
import { guardEnrolment, SIGN_IN_FIELDS } from '#identity';
import type { Viewer } from '#policy';
import { Statistics } from '#statistics';
import type { EventLog } from '#telemetry';
import { Module, type DynamicModule } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';

import { graphqlOptions, type RefusalBook } from './edge/index.js';
import { operations } from './operations.js';
import { PartsModule } from './parts.module.js';

@Module({})
export class AppModule {
  static of(assembly: Assembly, log: EventLog, refusals: RefusalBook<Viewer>): DynamicModule {
    const { audit, identity, registry, settings } = assembly;
    const { modules, resolvers } = operations({ doors: [PartsModule], identity: () => identity, statistics: () => new Statistics(assembly) });
    return {
      module: AppModule,
      imports: [
        PartsModule.of(assembly),
        GraphQLModule.forRoot(graphqlOptions<Viewer>({
          log, refusals, demonstration: settings.demonstration, onceFields: SIGN_IN_FIELDS, transformSchema: (schema) => guardEnrolment(guardRecords(schema, registry), audit),
        })),
        ...modules,
      ],
      providers: [...resolvers],
    };
  }
}

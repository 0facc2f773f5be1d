/**
 * Every question and command of the API, in one list: what the running API serves and what `schema/api.graphql` is written
 * from are the same list, so that they cannot differ.
 */
import { CaseworkModule, caseworkQueries, logQueries } from '#casework';
import { IdentityModule, type Identity } from '#identity';
import { LinkageModule } from '#linkage';
import { StatisticsModule, type Statistics } from '#statistics';
import type { DynamicModule, Type } from '@nestjs/common';

export interface OperationParts {
  /** Modules that export the doors: read, write, walks. */
  readonly doors: readonly Type<unknown>[];
  readonly identity: () => Identity;
  readonly statistics: () => Statistics;
}

export interface Operations {
  readonly modules: readonly DynamicModule[];
  readonly resolvers: readonly Type<unknown>[];
}

/** @returns what the API serves: modules that are built from their parts, for the process and for the derived schema alike. */
export function operations({ doors, identity, statistics }: OperationParts): Operations {
  return {
    modules: [
      IdentityModule.register({ useFactory: identity }),
      CaseworkModule.forRoot([...doors]),
      StatisticsModule.register({ useFactory: statistics }),
      LinkageModule.register([...doors]),
    ],
    resolvers: [...caseworkQueries, ...logQueries],
  };
}

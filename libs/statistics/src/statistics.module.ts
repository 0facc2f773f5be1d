/** Statistics under Nest. The process says by which tokens its pool and audit log are found. */
import { Module, type DynamicModule, type ModuleMetadata } from '@nestjs/common';

import { CtdcTablesResolver } from './graphql/ctdc-tables.resolver.js';
import { StatisticsResolver } from './graphql/statistics.resolver.js';
import { Statistics } from './statistics.js';

export interface StatisticsModuleOptions {
  readonly imports?: ModuleMetadata['imports'];
  readonly inject?: readonly (string | symbol | (abstract new (...parts: never[]) => unknown))[];
  /** Makes the statistics out of what was injected; a dimension that may not be counted by stops the start here. */
  readonly useFactory: (...injected: never[]) => Statistics | Promise<Statistics>;
}

@Module({})
export class StatisticsModule {
  static register({ imports = [], inject = [], useFactory }: StatisticsModuleOptions): DynamicModule {
    return {
      module: StatisticsModule,
      imports,
      providers: [{ provide: Statistics, inject: [...inject], useFactory }, StatisticsResolver, CtdcTablesResolver],
      exports: [Statistics],
    };
  }
}

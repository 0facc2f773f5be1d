/** Identity under Nest. The process says how its one `Identity` is found: the turnstile counts only within one. */
import { Module, type DynamicModule, type FactoryProvider, type ModuleMetadata } from '@nestjs/common';

import { ApprovalResolver } from './approval/approval.resolver.js';
import { AccountResolver } from './graphql/account.resolver.js';
import { FactorResolver } from './graphql/factor.resolver.js';
import { MachineResolver } from './graphql/machine.resolver.js';
import { SessionResolver } from './graphql/session.resolver.js';
import { Identity } from './identity.js';
import { NoticeResolver } from './notice/notice.resolver.js';

export interface IdentityModuleOptions extends Pick<FactoryProvider<Identity>, 'inject' | 'useFactory'> {
  readonly imports?: NonNullable<ModuleMetadata['imports']>;
}

@Module({})
export class IdentityModule {
  static register({ imports = [], inject = [], useFactory }: IdentityModuleOptions): DynamicModule {
    return {
      module: IdentityModule,
      imports,
      providers: [{ provide: Identity, inject, useFactory }, SessionResolver, FactorResolver, AccountResolver, MachineResolver, ApprovalResolver, NoticeResolver],
      exports: [Identity],
    };
  }
}

/** Identity under Nest. The process says by which tokens its pool, ORM, audit log and clock are found. */
import { Module, type DynamicModule, type ModuleMetadata } from '@nestjs/common';

import { AccountResolver } from './graphql/account.resolver.js';
import { SessionResolver } from './graphql/session.resolver.js';
import { Identity } from './identity.js';
import type { IdentityParts } from './parts.js';

export interface IdentityModuleOptions {
  readonly imports?: ModuleMetadata['imports'];
  readonly inject?: readonly (string | symbol | (abstract new (...parts: never[]) => unknown))[];
  /** Makes the parts out of what was injected. */
  readonly useFactory: (...injected: never[]) => IdentityParts | Promise<IdentityParts>;
}

@Module({})
export class IdentityModule {
  static register({ imports = [], inject = [], useFactory }: IdentityModuleOptions): DynamicModule {
    return {
      module: IdentityModule,
      imports,
      providers: [
        {
          provide: Identity,
          inject: [...inject],
          useFactory: async (...injected: never[]): Promise<Identity> => {
            const identity = new Identity(await useFactory(...injected));
            await identity.prepare();
            return identity;
          },
        },
        SessionResolver,
        AccountResolver,
      ],
      exports: [Identity],
    };
  }
}

/** Linkage under Nest. The modules given must export `Disclosure` and `Walks`. */
import { Module, type DynamicModule, type ModuleMetadata } from '@nestjs/common';

import { CaseLinkFinder } from './case-link-finder.js';
import { CaseLinkReasonResolver, CaseLinkResolver, CaseLinksResolver } from './case-links.resolver.js';

@Module({})
export class LinkageModule {
  static register(imports: NonNullable<ModuleMetadata['imports']>): DynamicModule {
    return { module: LinkageModule, imports, providers: [CaseLinkFinder, CaseLinksResolver, CaseLinkResolver, CaseLinkReasonResolver], exports: [CaseLinkFinder] };
  }
}

/** The assembled parts as Nest providers, so that modules may ask for the doors by name. */
import type { Assembly } from '#assembly';
import { Reread } from '#casework';
import { Change } from '#change';
import { AccessDecisions, AccessLog, Disclosure, Histories, Proofs, Walks } from '#disclosure';
import { Module, type DynamicModule, type Provider } from '@nestjs/common';

@Module({})
export class PartsModule {
  static of(assembly: Assembly): DynamicModule {
    const { audit, auditReader, change, cursors, door, identity, proofs, registry } = assembly;
    const providers: Provider[] = [
      { provide: Disclosure, useValue: door },
      { provide: Reread, useValue: door },
      { provide: Change, useValue: change },
      { provide: Walks, useValue: new Walks(assembly) },
      { provide: Histories, useValue: new Histories({ ...assembly, vault: assembly.openings }) },
      { provide: AccessLog, useValue: new AccessLog({ reader: auditReader, audit, cursors, registry }) },
      { provide: AccessDecisions, useValue: new AccessDecisions({ registry, audit, staff: (officer) => identity.staff.of(officer) }) },
      { provide: Proofs, useValue: new Proofs({ reader: proofs, audit }) },
    ];
    return { module: PartsModule, global: true, providers, exports: providers };
  }
}

/** The Nest module of casework: its commands and mutations. The doors they go through are given by the application. */
import { Change, Corrections, type CorrectionRules } from '#change';
import { Module, type DynamicModule, type ModuleMetadata } from '@nestjs/common';

import { CaseCommands, caseCorrection } from './case/case.commands.js';
import { CasePayload, CaseResolver } from './case/case.resolver.js';
import { ChargeCommands, chargeCorrection } from './charge/charge.commands.js';
import { ChargePayload, ChargeResolver } from './charge/charge.resolver.js';
import { ClearanceCommands } from './clearance/clearance.commands.js';
import { ClearancePayload, ClearanceResolver } from './clearance/clearance.resolver.js';
import { CrimeCommands, crimeCorrection } from './crime/crime.commands.js';
import { CrimePayload, CrimeResolver } from './crime/crime.resolver.js';
import { EmergencyOpeningCommands } from './emergency-opening/emergency-opening.commands.js';
import { EmergencyOpeningPayload, EmergencyOpeningResolver } from './emergency-opening/emergency-opening.resolver.js';
import { ErasureCommands } from './erasure/erasure.commands.js';
import { ErasePersonPayload, ErasureResolver } from './erasure/erasure.resolver.js';
import { LinkCommands, linkCorrections } from './involvement/link.commands.js';
import { LinkPayload, LinkResolver } from './involvement/link.resolver.js';
import { OffenderCommands, offenderCorrection } from './offender/offender.commands.js';
import { OffenderPayload, OffenderResolver } from './offender/offender.resolver.js';
import { SealOrderCommands } from './seal-order/seal-order.commands.js';
import { SealOrderPayload, SealOrderResolver } from './seal-order/seal-order.resolver.js';
import { TaskingCommands } from './tasking/tasking.commands.js';
import { TaskingPayload, TaskingResolver } from './tasking/tasking.resolver.js';
import { VerdictCommands, verdictCorrection } from './verdict/verdict.commands.js';
import { VerdictPayload, VerdictResolver } from './verdict/verdict.resolver.js';
import { VictimCommands, victimCorrection } from './victim/victim.commands.js';
import { StatusDecisionPayload, VictimPayload, VictimResolver } from './victim/victim.resolver.js';

/** What may be corrected, record by record. Taskings, decisions, people, officers and agencies are not in it. */
export const corrections: readonly CorrectionRules[] = [
  caseCorrection, crimeCorrection, victimCorrection, offenderCorrection, ...linkCorrections, chargeCorrection, verdictCorrection,
];

const COMMANDS = [CaseCommands, ChargeCommands, ClearanceCommands, CrimeCommands, EmergencyOpeningCommands, ErasureCommands, LinkCommands, OffenderCommands, SealOrderCommands, TaskingCommands, VerdictCommands, VictimCommands];
const RESOLVERS = [CaseResolver, ChargeResolver, ClearanceResolver, CrimeResolver, EmergencyOpeningResolver, ErasureResolver, LinkResolver, OffenderResolver, SealOrderResolver, TaskingResolver, VerdictResolver, VictimResolver];
const PAYLOADS = [CasePayload, ChargePayload, ClearancePayload, CrimePayload, EmergencyOpeningPayload, ErasePersonPayload, LinkPayload, OffenderPayload, SealOrderPayload, StatusDecisionPayload, TaskingPayload, VerdictPayload, VictimPayload];

@Module({})
export class CaseworkModule {
  /** @param imports modules that export providers of `Change` (the write door) and `Reread` (the read door). */
  static forRoot(imports: NonNullable<ModuleMetadata['imports']>): DynamicModule {
    return {
      module: CaseworkModule,
      imports,
      providers: [
        ...COMMANDS, ...RESOLVERS, ...PAYLOADS.flatMap(({ resolvers }) => resolvers),
        { provide: Corrections, useFactory: (change: Change) => new Corrections(change, corrections), inject: [Change] },
      ],
      exports: [...COMMANDS, ...RESOLVERS, Corrections],
    };
  }
}

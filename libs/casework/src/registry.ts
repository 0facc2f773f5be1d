/** Every record of casework, in one list. The architecture test finds a `*.record.ts` that is missing here. */
import { Agency, Officer } from '#identity';
import { Registry } from '#record';

import { Case } from './case/case.record.js';
import { CrimeInCase } from './case/crime-in-case.record.js';
import { Charge } from './charge/charge.record.js';
import { Crime } from './crime/crime.record.js';
import { EmergencyOpening } from './emergency-opening/emergency-opening.record.js';
import { OffenderInvolvement } from './involvement/offender-involvement.record.js';
import { VictimInvolvement } from './involvement/victim-involvement.record.js';
import { VictimOffenderRelation } from './involvement/victim-offender-relation.record.js';
import { Offender } from './offender/offender.record.js';
import { Person } from './person/person.record.js';
import { SealOrder } from './seal-order/seal-order.record.js';
import { StatusDecision } from './status-decision/status-decision.record.js';
import { Tasking } from './tasking/tasking.record.js';
import { Verdict } from './verdict/verdict.record.js';
import { Victim } from './victim/victim.record.js';

export const registry = new Registry([
  Agency, Officer, Person, Case, Crime, Victim, Offender, VictimInvolvement, OffenderInvolvement, VictimOffenderRelation, CrimeInCase, Charge, Verdict,
  StatusDecision, Tasking, SealOrder, EmergencyOpening,
]);

/** The questions casework answers: one by id and pages, for every record a person would begin with. */
import { accessQueries, historyQueries, ProofQueries, recordQueries } from '#disclosure';
import { Agency, Officer } from '#identity';

import { Case } from './case/case.record.js';
import { Charge } from './charge/charge.record.js';
import { Crime } from './crime/crime.record.js';
import { EmergencyOpening } from './emergency-opening/emergency-opening.record.js';
import { Offender } from './offender/offender.record.js';
import { Person } from './person/person.record.js';
import { registry } from './registry.js';
import { SealOrder } from './seal-order/seal-order.record.js';
import { StatusDecision } from './status-decision/status-decision.record.js';
import { Tasking } from './tasking/tasking.record.js';
import { Verdict } from './verdict/verdict.record.js';
import { Victim } from './victim/victim.record.js';

export const caseworkQueries = [
  recordQueries(Agency, 'agency', 'agencies'),
  recordQueries(Officer, 'officer', 'officers'),
  recordQueries(Case, 'case', 'cases'),
  recordQueries(Crime, 'crime', 'crimes'),
  recordQueries(Victim, 'victim', 'victims'),
  recordQueries(Offender, 'offender', 'offenders'),
  recordQueries(Person, 'person', 'people'),
  recordQueries(Charge, 'charge', 'charges'),
  recordQueries(Verdict, 'verdict', 'verdicts'),
  recordQueries(StatusDecision, 'statusDecision', 'statusDecisions'),
  recordQueries(Tasking, 'tasking', 'taskings'),
  recordQueries(EmergencyOpening, 'emergencyOpening', 'emergencyOpenings'),
  recordQueries(SealOrder, 'sealOrder', 'sealOrders'),
];

/** What happened to a record, who read it, and how to prove that the log of it is whole. */
export const logQueries = [historyQueries(registry), accessQueries(registry), ProofQueries];

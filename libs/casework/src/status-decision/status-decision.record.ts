/** Decisions on the status of a victim, refusals too: who decided what, when and why. */
import { say } from '#kernel';
import { Officer } from '#identity';
import { defineRecord, f, type AnyRecord } from '#record';

import { DecidingOrganisation, LegalBasis, VictimStatus } from '../codes/index.js';
import { Victim } from '../victim/victim.record.js';

export const StatusDecision = defineRecord(
  'StatusDecision',
  say('A decision on the status of a victim', 'Qurbanın statusu barədə qərar'),
  {
    reach: { CASE: ['victim.crimes.case.taskings', 'victim.crimes.otherCases.taskings'], CLIENT: ['victim.taskings'] },
    ends: ['victim'], sealedUnder: 'victim',
  },
  {
    id: f.id(),
    victim: f.one('ADMINISTRATION', (): AnyRecord => Victim, say('Victim', 'Qurban'), { required: true }),
    status: f.code('PROFILE', VictimStatus, say('Status decided', 'Verilən status'), { required: true }),
    decidedOn: f.partialDate('PROFILE', say('Decided on', 'Qərarın tarixi'), { required: true }),
    organisation: f.code('PROFILE', DecidingOrganisation, say('Kind of organisation that decided', 'Qərar verən qurumun növü')),
    decidedBy: f.one('ADMINISTRATION', (): AnyRecord => Officer, say('Officer who decided', 'Qərar verən əməkdaş')),
    legalBasis: f.code('ADMINISTRATION', LegalBasis, say('Legal basis', 'Hüquqi əsas')),
    reasons: f.text('NARRATIVE', say('Reasons', 'Əsaslandırma'), { max: 4000 }),
  },
);

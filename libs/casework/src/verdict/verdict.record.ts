/** What a court decided on a charge. */
import { say } from '#kernel';
import { Agency } from '#identity';
import { defineRecord, f, type AnyRecord } from '#record';

import { Charge } from '../charge/charge.record.js';
import { SanctionKind, VerdictOutcome } from '../codes/index.js';

export const Verdict = defineRecord(
  'Verdict',
  say('A verdict on a charge', 'İttiham üzrə hökm'),
  { reach: { CASE: ['charge.case.taskings'] }, ends: ['charge'] },
  {
    id: f.id(),
    charge: f.one('ADMINISTRATION', (): AnyRecord => Charge, say('Charge', 'İttiham'), { required: true }),
    outcome: f.code('ADMINISTRATION', VerdictOutcome, say('Outcome', 'Nəticə'), { required: true }),
    decidedOn: f.partialDate('ADMINISTRATION', say('Decided on', 'Qərarın tarixi'), { required: true }),
    court: f.one('ADMINISTRATION', (): AnyRecord => Agency, say('Court', 'Məhkəmə')),
    final: f.ternary('ADMINISTRATION', say('In legal force', 'Qanuni qüvvəyə minib')),
    sanctions: f.codes('ADMINISTRATION', SanctionKind, say('Sanctions', 'Sanksiyalar')),
    imprisonmentMonths: f.integer('ADMINISTRATION', say('Imprisonment, months', 'Azadlıqdan məhrum etmə, ay')),
    fineManats: f.integer('ADMINISTRATION', say('Fine, manats', 'Cərimə, manat')),
  },
);

/** The bare human: only a node that facets hang on. That two facets are one human is itself protected (class JOIN). */
import { say } from '#kernel';
import { defineRecord, f, type AnyRecord } from '#record';

import { Offender } from '../offender/offender.record.js';
import { Victim } from '../victim/victim.record.js';

export const Person = defineRecord(
  'Person',
  say('A human, known by facets only', 'Yalnız qeydləri ilə tanınan insan'),
  {
    marks: ['sealed'],
    reach: {
      CASE: [
        'victims.crimes.case.taskings', 'victims.crimes.otherCases.taskings',
        'offenders.crimes.case.taskings', 'offenders.crimes.otherCases.taskings',
      ],
      CLIENT: ['victims.taskings', 'offenders.taskings'],
    },
  },
  {
    id: f.id(),
    recordedAt: f.timestamp('JOIN', say('Recorded at', 'Daxil edildiyi an'), { required: true }),
    victims: f.many('JOIN', (): AnyRecord => Victim, 'person', say('Victim facets', 'Qurban kimi qeydləri')),
    offenders: f.many('JOIN', (): AnyRecord => Offender, 'person', say('Offender facets', 'Cinayət törətmiş şəxs kimi qeydləri')),
  },
);

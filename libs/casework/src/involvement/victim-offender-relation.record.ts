/** How a victim and an offender know each other. */
import { say } from '#kernel';
import { defineRecord, f, type AnyRecord } from '#record';

import { RelationBroad, RelationshipToOffender } from '../codes/index.js';
import { Offender } from '../offender/offender.record.js';
import { Victim } from '../victim/victim.record.js';

export const VictimOffenderRelation = defineRecord(
  'VictimOffenderRelation',
  say('How a victim and an offender know each other', 'Qurbanla cinayət törətmiş şəxsin münasibəti'),
  {
    reach: { CASE: ['victim.crimes.case.taskings', 'victim.crimes.otherCases.taskings'], CLIENT: ['victim.taskings'] },
    ends: ['victim', 'offender'],
    unique: [['victim', 'offender']],
  },
  {
    id: f.id(),
    victim: f.one('ADMINISTRATION', (): AnyRecord => Victim, say('Victim', 'Qurban'), { required: true }),
    offender: f.one('ADMINISTRATION', (): AnyRecord => Offender, say('Offender', 'Cinayət törətmiş şəxs'), { required: true }),
    relationship: f.code('PROFILE', RelationshipToOffender, say('Relationship', 'Münasibət')),
    relationGroup: f.code('PROFILE', RelationBroad, say('Relationship, broad group', 'Münasibət, geniş qrup')),
    victimPaid: f.ternary('PROFILE', say('The victim paid the offender', 'Qurban şəxsə pul ödəyib')),
  },
);

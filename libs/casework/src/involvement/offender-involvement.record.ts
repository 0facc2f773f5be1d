/** The part an offender has in a crime. */
import { say } from '#kernel';
import { defineRecord, f, type AnyRecord } from '#record';

import { OffenderRole } from '../codes/index.js';
import { Crime } from '../crime/crime.record.js';
import { Offender } from '../offender/offender.record.js';

export const OffenderInvolvement = defineRecord(
  'OffenderInvolvement',
  say('The part of an offender in a crime', 'Şəxsin cinayətdə rolu'),
  { reach: { CASE: ['crime.case.taskings', 'crime.otherCases.taskings'], CLIENT: ['offender.taskings'] }, ends: ['offender', 'crime'], unique: [['offender', 'crime']] },
  {
    id: f.id(),
    offender: f.one('ADMINISTRATION', (): AnyRecord => Offender, say('Offender', 'Cinayət törətmiş şəxs'), { required: true }),
    crime: f.one('ADMINISTRATION', (): AnyRecord => Crime, say('Crime', 'Cinayət'), { required: true }),
    roles: f.codes('PROFILE', OffenderRole, say('Roles', 'Rolları')),
    collectedTogether: f.ternary('PROFILE', say(
      'Roles and attributes were collected for several offenders together; which belongs to whom is not known',
      'Rollar və əlamətlər bir neçə şəxs üzrə birlikdə toplanıb; kimə aid olduğu məlum deyil',
    )),
  },
);

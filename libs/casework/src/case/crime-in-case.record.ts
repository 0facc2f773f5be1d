/**
 * A crime that a second case file deals with too, as when cases are severed or joined. Each crime has one case that leads
 * (`Crime.case`); these are the others.
 */
import { say } from '#kernel';
import { defineRecord, f, type AnyRecord } from '#record';

import { Crime } from '../crime/crime.record.js';
import { Case } from './case.record.js';

export const CrimeInCase = defineRecord(
  'CrimeInCase',
  say('A crime that another case file deals with too', 'Başqa bir cinayət işində də araşdırılan cinayət'),
  { reach: { CASE: ['case.taskings', 'crime.case.taskings'] }, ends: ['crime', 'case'], unique: [['crime', 'case']] },
  {
    id: f.id(),
    crime: f.one('ADMINISTRATION', (): AnyRecord => Crime, say('Crime', 'Cinayət'), { required: true }),
    case: f.one('ADMINISTRATION', (): AnyRecord => Case, say('The other case', 'Digər iş'), { required: true }),
    since: f.partialDate('ADMINISTRATION', say('Since', 'Nə vaxtdan')),
  },
);

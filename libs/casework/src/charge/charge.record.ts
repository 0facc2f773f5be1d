/** A charge against one offender in one case. */
import { say } from '#kernel';
import { defineRecord, f, type AnyRecord } from '#record';

import { Case } from '../case/case.record.js';
import { CriminalCodeArticle } from '../codes/index.js';
import { Offender } from '../offender/offender.record.js';
import { Verdict } from '../verdict/verdict.record.js';

export const Charge = defineRecord(
  'Charge',
  say('A charge against an offender', 'Şəxsə qarşı ittiham'),
  { reach: { CASE: ['case.taskings'] }, ends: ['offender', 'case'] },
  {
    id: f.id(),
    offender: f.one('ADMINISTRATION', (): AnyRecord => Offender, say('Against whom', 'Kimə qarşı'), { required: true }),
    case: f.one('ADMINISTRATION', (): AnyRecord => Case, say('In which case', 'Hansı iş üzrə'), { required: true }),
    article: f.code('ADMINISTRATION', CriminalCodeArticle, say('Article of the Criminal Code', 'Cinayət Məcəlləsinin maddəsi'), { required: true }),
    chargedOn: f.partialDate('ADMINISTRATION', say('Charged on', 'İttiham elan edildiyi tarix'), { required: true }),
    verdicts: f.many('ADMINISTRATION', (): AnyRecord => Verdict, 'charge', say('Verdicts', 'Hökmlər')),
  },
);

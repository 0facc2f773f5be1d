/** Cases, charges and verdicts as subjects of statistics. */
import { Case, Charge, Verdict } from '#casework';
import { say } from '#kernel';

import type { Subject } from '../statistic.js';
import { criminalCase } from './case.statistic.js';
import { charge, verdict } from './proceedings.statistic.js';

export const cases: Subject = {
  key: 'cases',
  record: Case,
  unit: say('Criminal cases', 'Cinayət işləri'),
  definition: say(
    'Criminal case files, each once however many crimes it holds. Records closed by a seal do not count.',
    'Cinayət işləri; içindəki cinayətlərin sayından asılı olmayaraq hər iş bir dəfə sayılır. Qərarla bağlanmış qeydlər sayılmır.',
  ),
  statistics: criminalCase,
};

export const charges: Subject = {
  key: 'charges',
  record: Charge,
  unit: say('Charges', 'İttihamlar'),
  definition: say(
    'Charges: one article against one offender in one case. Those in a case, or against an offender, closed by a seal do not count.',
    'İttihamlar: bir iş üzrə bir şəxsə qarşı bir maddə. Qərarla bağlanmış iş və ya şəxs üzrə ittihamlar sayılmır.',
  ),
  statistics: charge,
};

export const verdicts: Subject = {
  key: 'verdicts',
  record: Verdict,
  unit: say('Verdicts', 'Hökmlər'),
  definition: say(
    'Verdicts, each on one charge. Those in a case, or on an offender, closed by a seal do not count.',
    'Hökmlər, hər biri bir ittiham üzrə. Qərarla bağlanmış iş və ya şəxs üzrə hökmlər sayılmır.',
  ),
  statistics: verdict,
};

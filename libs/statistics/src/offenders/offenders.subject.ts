/** Offenders as a subject of statistics. */
import { Offender } from '#casework';
import { say } from '#kernel';

import type { Subject } from '../statistic.js';
import { offender } from './offender.statistic.js';

export const offenders: Subject = {
  key: 'offenders',
  record: Offender,
  unit: say('Offenders', 'Cinayət törətmiş şəxslər'),
  definition: say(
    'Natural and legal persons suspected, accused or convicted, or of interest. A person registered twice counts twice; records closed by a seal do not count.',
    'Şübhəli, təqsirləndirilən, məhkum olunmuş və ya yoxlanılan fiziki və hüquqi şəxslər. İki dəfə qeydə alınmış şəxs iki dəfə sayılır; qərarla bağlanmış qeydlər sayılmır.',
  ),
  statistics: offender,
};

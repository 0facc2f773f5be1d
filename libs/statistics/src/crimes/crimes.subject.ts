/** Crimes as a subject of statistics: facts, which are not cases. */
import { Crime } from '#casework';
import { say } from '#kernel';

import type { Subject } from '../statistic.js';
import { crime } from './crime.statistic.js';

export const crimes: Subject = {
  key: 'crimes',
  record: Crime,
  unit: say('Crimes (facts)', 'Cinayətlər (faktlar)'),
  definition: say(
    'Facts of trafficking or of crimes connected with it. One criminal case may hold several; records closed by a seal do not count.',
    'İnsan alveri və ya onunla bağlı cinayət faktları. Bir cinayət işində bir neçə fakt ola bilər; qərarla bağlanmış qeydlər sayılmır.',
  ),
  statistics: crime,
};

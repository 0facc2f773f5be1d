/** Victims as a subject of statistics. */
import { Victim } from '#casework';
import { say } from '#kernel';

import type { Subject } from '../statistic.js';
import { exploitation } from './exploitation.statistic.js';
import { offendersOfVictims } from './offenders.statistic.js';
import { person } from './person.statistic.js';
import { recruitment } from './recruitment.statistic.js';
import { registration } from './registration.statistic.js';

export const victims: Subject = {
  key: 'victims',
  record: Victim,
  unit: say('Victims', 'Qurbanlar'),
  definition: say(
    'Victim records, of every status, refused identifications among them. A person registered twice counts twice; records closed by a seal do not count.',
    'Bütün statuslar üzrə qurban qeydləri, o cümlədən tanınmamış şəxslər. İki dəfə qeydə alınmış şəxs iki dəfə sayılır; qərarla bağlanmış qeydlər sayılmır.',
  ),
  statistics: [...registration, ...person, ...exploitation, ...recruitment, ...offendersOfVictims],
};

/** Victims by when they were registered and where they stand on the way to recognition. */
import { Victim } from '#casework';
import { say } from '#kernel';

import { SOURCES, statisticsOf } from '../statistic.js';

const statistic = statisticsOf(Victim);

export const registration = [
  statistic('yearRegistered', { kind: 'YEAR', field: 'registeredOn' }, say('Year registered', 'Qeydə alındığı il'), say(
    'Year in which the victim was registered. A period of years, as other bodies publish it, is a category of its own.',
    'Qurbanın qeydə alındığı il. Digər qurumların dərc etdiyi illər aralığı ayrıca kateqoriyadır.',
  ), SOURCES.plan),
  statistic('status', { kind: 'VALUE', field: 'status' }, say('Status', 'Status'), say(
    'Status at the time of the count: potential, presumed, recognised, or identification refused.',
    'Sayım anındakı status: potensial, ehtimal olunan, tanınmış qurban və ya tanınmamış şəxs.',
  ), SOURCES.plan),
];

/** Victims by how they were recruited and held. */
import { Victim } from '#casework';
import { say } from '#kernel';

import { SOURCES, statisticsOf } from '../statistic.js';

const statistic = statisticsOf(Victim);

export const recruitment = [
  statistic('recruitmentMethod', { kind: 'EACH', field: 'recruitmentMethods' }, say('Method of recruitment', 'Cəlbetmə üsulu'), say(
    'Each method by which the victim was recruited; a victim may count under several.',
    'Qurbanın cəlb edildiyi hər üsul; bir qurban bir neçə üsulda sayıla bilər.',
  ), SOURCES.htcds),
  statistic('recruitmentPlatform', { kind: 'EACH', field: 'recruitmentPlatforms' }, say('Site or application used to recruit', 'Cəlb etmək üçün istifadə olunan sayt və ya tətbiq'), say(
    'Each site or application used to recruit the victim; a victim may count under several.',
    'Qurbanı cəlb etmək üçün istifadə olunan hər sayt və ya tətbiq; bir qurban bir neçəsində sayıla bilər.',
  ), SOURCES.htcds),
  statistic('methodOfControl', { kind: 'EACH', field: 'methodsOfControl' }, say('Method of control', 'Nəzarət üsulu'), say(
    'Each means by which the victim was held under control; a victim may count under several.',
    'Qurbanı nəzarətdə saxlamaq üçün istifadə olunan hər üsul; bir qurban bir neçə üsulda sayıla bilər.',
  ), SOURCES.htcds),
];

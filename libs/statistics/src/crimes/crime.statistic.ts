/** Crimes, the counted facts, by law, deed, purpose, place and time. */
import { Crime } from '#casework';
import { say } from '#kernel';

import { SOURCES, statisticsOf } from '../statistic.js';

const statistic = statisticsOf(Crime);

export const crime = [
  statistic('yearRegistered', { kind: 'YEAR', field: 'registeredOn' }, say('Year registered', 'Qeydə alındığı il'), say(
    'Year in which the crime was registered.', 'Cinayətin qeydə alındığı il.',
  ), SOURCES.plan),
  statistic('yearCommitted', { kind: 'YEAR', field: 'committedOn' }, say('Year committed', 'Törədildiyi il'), say(
    'Year in which the crime was committed; a period of years is a category of its own.', 'Cinayətin törədildiyi il; illər aralığı ayrıca kateqoriyadır.',
  ), SOURCES.plan),
  statistic('article', { kind: 'VALUE', field: 'article' }, say('Article of the Criminal Code', 'Cinayət Məcəlləsinin maddəsi'), say(
    'Article under which the crime is registered.', 'Cinayətin qeydə alındığı maddə.',
  ), SOURCES.code),
  statistic('stage', { kind: 'VALUE', field: 'stage' }, say('How far the crime went', 'Cinayətin mərhələsi'), say(
    'Preparation, attempt or completed crime.', 'Hazırlıq, cəhd və ya başa çatmış cinayət.',
  ), SOURCES.code),
  statistic('act', { kind: 'EACH', field: 'acts' }, say('Act', 'Əməl'), say(
    'Each act of trafficking; a crime may count under several.', 'İnsan alverinin hər əməli; bir cinayət bir neçə əməldə sayıla bilər.',
  ), SOURCES.palermo),
  statistic('means', { kind: 'EACH', field: 'means' }, say('Means', 'Üsul'), say(
    'Each means used; a crime may count under several.', 'İstifadə olunan hər üsul; bir cinayət bir neçə üsulda sayıla bilər.',
  ), SOURCES.palermo),
  statistic('purpose', { kind: 'EACH', field: 'purposes' }, say('Purpose', 'Məqsəd'), say(
    'Each purpose of exploitation; a crime may count under several.', 'Hər istismar məqsədi; bir cinayət bir neçə məqsəddə sayıla bilər.',
  ), SOURCES.palermo),
  statistic('purposes', { kind: 'COMBINATION', field: 'purposes' }, say('Purposes together', 'Məqsədlər birlikdə'), say(
    'The purposes of one crime taken together; each crime counts once.', 'Bir cinayətin bütün məqsədləri birlikdə; hər cinayət bir dəfə sayılır.',
  ), SOURCES.palermo),
  statistic('sector', { kind: 'VALUE', field: 'sector' }, say('Economic sector', 'İqtisadi sahə'), say(
    'Economic sector of the exploitation (ISIC revision 4 sections).', 'İstismarın aid olduğu iqtisadi sahə (ISIC, 4-cü nəşr, bölmələr).',
  ), SOURCES.htcds),
  statistic('region', { kind: 'VALUE', field: 'region' }, say('Region of Azerbaijan', 'Azərbaycanın regionu'), say(
    'Economic region in which the crime was committed, or abroad.', 'Cinayətin törədildiyi iqtisadi rayon və ya xaric.',
  ), SOURCES.regions),
  statistic('country', { kind: 'VALUE', field: 'country' }, say('Country of exploitation', 'İstismar ölkəsi'), say(
    'Country of exploitation.', 'İstismarın baş verdiyi ölkə.',
  ), SOURCES.iso),
  statistic('worldRegion', { kind: 'VALUE', field: 'worldRegion' }, say('World region of exploitation', 'İstismarın dünya regionu'), say(
    'Region of the world in which the exploitation took place.', 'İstismarın baş verdiyi dünya regionu.',
  ), SOURCES.m49),
];

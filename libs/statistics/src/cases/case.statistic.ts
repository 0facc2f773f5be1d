/** Criminal case files by stage, year, articles and what their crimes were about. */
import { Case } from '#casework';
import { say } from '#kernel';

import { SOURCES, statisticsOf } from '../statistic.js';

const statistic = statisticsOf(Case);

export const criminalCase = [
  statistic('yearOpened', { kind: 'YEAR', field: 'openedOn' }, say('Year opened', 'Başlanıldığı il'), say(
    'Year in which the case was opened.', 'Cinayət işinin başlanıldığı il.',
  ), SOURCES.plan),
  statistic('yearClosed', { kind: 'YEAR', field: 'closedOn' }, say('Year closed', 'Bağlandığı il'), say(
    'Year in which the case was closed; unknown where it is open.', 'Cinayət işinin bağlandığı il; açıq işlərdə naməlumdur.',
  ), SOURCES.plan),
  statistic('stage', { kind: 'VALUE', field: 'stage' }, say('Stage', 'Mərhələ'), say(
    'Stage of the case at the time of the count.', 'Sayım anında işin mərhələsi.',
  ), SOURCES.procedure),
  statistic('article', { kind: 'EACH', field: 'articles' }, say('Article of the Criminal Code', 'Cinayət Məcəlləsinin maddəsi'), say(
    'Each article of the case; a case may count under several.', 'İşin hər maddəsi; bir iş bir neçə maddədə sayıla bilər.',
  ), SOURCES.code),
  statistic('crimePurpose', { kind: 'EACH', path: 'crimes', field: 'purposes' }, say('Purpose of the crimes', 'Cinayətlərin məqsədi'), say(
    'Each purpose of exploitation of the crimes this case leads.', 'Bu iş üzrə cinayətlərin hər istismar məqsədi.',
  ), SOURCES.palermo),
  statistic('crimeRegion', { kind: 'EACH', path: 'crimes', field: 'region' }, say('Region of the crimes', 'Cinayətlərin regionu'), say(
    'Each economic region of the crimes this case leads.', 'Bu iş üzrə cinayətlərin törədildiyi hər iqtisadi rayon.',
  ), SOURCES.regions),
];

/** Offenders by what they are and by how far proceedings against them have come. */
import { Offender } from '#casework';
import { say } from '#kernel';

import { SOURCES, statisticsOf } from '../statistic.js';

const statistic = statisticsOf(Offender);

export const offender = [
  statistic('yearRegistered', { kind: 'YEAR', field: 'registeredOn' }, say('Year registered', 'Qeydə alındığı il'), say(
    'Year in which the offender was registered.', 'Şəxsin qeydə alındığı il.',
  ), SOURCES.plan),
  statistic('kind', { kind: 'VALUE', field: 'kind' }, say('Natural or legal person', 'Fiziki və ya hüquqi şəxs'), say(
    'Legal persons can be liable too.', 'Hüquqi şəxslər də məsuliyyət daşıya bilər.',
  ), SOURCES.persons),
  statistic('stage', { kind: 'VALUE', field: 'stage' }, say('Stage of proceedings', 'Prosesdəki vəziyyəti'), say(
    'Stage of proceedings against the person at the time of the count.', 'Sayım anında şəxsin cinayət prosesindəki vəziyyəti.',
  ), SOURCES.procedure),
  statistic('sex', { kind: 'VALUE', field: 'sex' }, say('Sex', 'Cins'), say(
    'Sex as registered. Unknown for legal persons.', 'Qeydiyyat üzrə cins. Hüquqi şəxslər üçün naməlumdur.',
  ), SOURCES.ctdc),
  statistic('ageBand', { kind: 'VALUE', field: 'ageBand' }, say('Age band', 'Yaş qrupu'), say(
    'Age band when registered. The broad band 0 to 29 comes from imported data and overlaps the narrow ones.',
    'Qeydə alınarkən yaş qrupu. 0–29 yaş geniş qrupu idxal edilmiş məlumatdandır və dar qruplarla kəsişir.',
  ), SOURCES.ctdc),
  statistic('citizenship', { kind: 'EACH', field: 'citizenships' }, say('Citizenship', 'Vətəndaşlıq'), say(
    'Each country of citizenship; an offender with two counts under both.',
    'Vətəndaşı olduğu hər ölkə; iki vətəndaşlığı olan şəxs hər ikisində sayılır.',
  ), SOURCES.iso),
  statistic('citizenshipRegion', { kind: 'VALUE', field: 'citizenshipRegion' }, say('World region of citizenship', 'Vətəndaşlığın dünya regionu'), say(
    'Region of the world of the offender’s citizenship.', 'Şəxsin vətəndaşlığının aid olduğu dünya regionu.',
  ), SOURCES.m49),
  statistic('role', { kind: 'EACH', path: 'involvements', field: 'roles' }, say('Role', 'Rol'), say(
    'Each role the offender played in any crime; an offender may count under several.',
    'Şəxsin hər hansı cinayətdəki hər rolu; bir şəxs bir neçə rolda sayıla bilər.',
  ), SOURCES.htcds),
  statistic('chargeArticle', { kind: 'EACH', path: 'charges', field: 'article' }, say('Article charged', 'İttiham maddəsi'), say(
    'Each article the offender is charged under; unknown where there is no charge.',
    'Şəxsə elan edilmiş ittihamın hər maddəsi; ittiham yoxdursa, naməlumdur.',
  ), SOURCES.code),
  statistic('crimePurpose', { kind: 'EACH', path: 'crimes', field: 'purposes' }, say('Purpose of the crimes', 'Cinayətlərin məqsədi'), say(
    'Each purpose of exploitation of any crime the offender took part in.', 'Şəxsin iştirak etdiyi cinayətlərin hər istismar məqsədi.',
  ), SOURCES.palermo),
];

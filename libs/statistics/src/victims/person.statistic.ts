/** Victims by what they are as persons: sex, age, citizenship, schooling, family. */
import { Victim } from '#casework';
import { say } from '#kernel';

import { SOURCES, statisticsOf } from '../statistic.js';

const statistic = statisticsOf(Victim);

export const person = [
  statistic('sex', { kind: 'VALUE', field: 'sex' }, say('Sex', 'Cins'), say(
    'Sex as registered.', 'Qeydiyyat üzrə cins.',
  ), SOURCES.ctdc),
  statistic('majority', { kind: 'VALUE', field: 'majority' }, say('Adult or minor', 'Yetkinlik'), say(
    'Whether the victim was under eighteen when registered.', 'Qurbanın qeydə alınarkən on səkkiz yaşına çatıb-çatmaması.',
  ), SOURCES.palermo),
  statistic('ageBand', { kind: 'VALUE', field: 'ageBand' }, say('Age band', 'Yaş qrupu'), say(
    'Age band when registered. The broad band 0 to 29 comes from imported data and overlaps the narrow ones.',
    'Qeydə alınarkən yaş qrupu. 0–29 yaş geniş qrupu idxal edilmiş məlumatdandır və dar qruplarla kəsişir.',
  ), SOURCES.ctdc),
  statistic('citizenship', { kind: 'EACH', field: 'citizenships' }, say('Citizenship', 'Vətəndaşlıq'), say(
    'Each country of citizenship; a victim with two counts under both.',
    'Vətəndaşı olduğu hər ölkə; iki vətəndaşlığı olan qurban hər ikisində sayılır.',
  ), SOURCES.iso),
  statistic('citizenshipRegion', { kind: 'VALUE', field: 'citizenshipRegion' }, say('World region of citizenship', 'Vətəndaşlığın dünya regionu'), say(
    'Region of the world of the victim’s citizenship.', 'Qurbanın vətəndaşlığının aid olduğu dünya regionu.',
  ), SOURCES.m49),
  statistic('education', { kind: 'VALUE', field: 'education' }, say('Education', 'Təhsil'), say(
    'Highest level of education reached.', 'Əldə edilmiş ən yüksək təhsil səviyyəsi.',
  ), SOURCES.htcds),
  statistic('maritalStatus', { kind: 'VALUE', field: 'maritalStatus' }, say('Marital status', 'Ailə vəziyyəti'), say(
    'Marital status when registered.', 'Qeydə alınarkən ailə vəziyyəti.',
  ), SOURCES.htcds),
];

/** The criminal case file. One case may hold several crimes; official figures count the two apart. */
import { say } from '#kernel';
import { Agency } from '#identity';
import { defineRecord, f, type AnyRecord } from '#record';

import { Charge } from '../charge/charge.record.js';
import { CaseStage, CriminalCodeArticle } from '../codes/index.js';
import { Crime } from '../crime/crime.record.js';
import { CrimeInCase } from './crime-in-case.record.js';
import { Tasking } from '../tasking/tasking.record.js';

export const Case = defineRecord(
  'Case',
  say('A criminal case file', 'Cinayət işi'),
  { marks: ['sealed', 'evidential'], reach: { CASE: ['taskings'] } },
  {
    id: f.id(),
    number: f.text('ADMINISTRATION', say('Case number', 'İşin nömrəsi'), { required: true, unique: true, max: 40 }),
    officialNumber: f.text('ADMINISTRATION', say('Number given by the agency', 'Qurumun verdiyi nömrə'), { max: 40, indexed: true }),
    stage: f.code('ADMINISTRATION', CaseStage, say('Stage', 'Mərhələ'), { required: true }),
    articles: f.codes('ADMINISTRATION', CriminalCodeArticle, say('Articles of the Criminal Code', 'Cinayət Məcəlləsinin maddələri')),
    openedOn: f.partialDate('ADMINISTRATION', say('Opened on', 'Başlanıldığı tarix'), { indexed: true }),
    closedOn: f.partialDate('ADMINISTRATION', say('Closed on', 'Bağlandığı tarix')),
    agency: f.one('ADMINISTRATION', (): AnyRecord => Agency, say('Agency that leads the case', 'İşi aparan qurum')),
    summary: f.text('NARRATIVE', say('Summary', 'Qısa məzmunu'), { max: 10_000 }),
    recordedAt: f.timestamp('ADMINISTRATION', say('Recorded at', 'Daxil edildiyi an'), { required: true }),
    crimes: f.many('ADMINISTRATION', (): AnyRecord => Crime, 'case', say('Crimes in this case', 'İş üzrə cinayətlər')),
    sharedCrimes: f.through('ADMINISTRATION', (): AnyRecord => Crime, (): AnyRecord => CrimeInCase, { from: 'case', to: 'crime' }, say('Crimes that another case leads', 'Aparıcı işi başqa olan cinayətlər')),
    charges: f.many('ADMINISTRATION', (): AnyRecord => Charge, 'case', say('Charges', 'İttihamlar')),
    taskings: f.many('STAFF', (): AnyRecord => Tasking, 'case', say('Taskings', 'Tapşırıqlar')),
  },
);

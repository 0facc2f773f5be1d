/** The crime: the counted fact. What was done, by which means, to what end, where and when. */
import { say } from '#kernel';
import { defineRecord, f, type AnyRecord } from '#record';

import { Case } from '../case/case.record.js';
import { CrimeInCase } from '../case/crime-in-case.record.js';
import {
  Country, CrimeStage, CriminalCodeArticle, ExploitationForm, ForcedLabourSector, HandlingCode, InformationGrade, Region, SourceGrade,
  TraffickingAct, TraffickingMeans, UnRegion,
} from '../codes/index.js';
import { OffenderInvolvement } from '../involvement/offender-involvement.record.js';
import { VictimInvolvement } from '../involvement/victim-involvement.record.js';
import { Offender } from '../offender/offender.record.js';
import { Victim } from '../victim/victim.record.js';

export const Crime = defineRecord(
  'Crime',
  say('A crime: one counted fact of trafficking or a crime connected with it', 'Cinayət: insan alveri və ya onunla bağlı bir fakt'),
  { marks: ['sealed', 'evidential'], reach: { CASE: ['case.taskings', 'otherCases.taskings'] } },
  {
    id: f.id(),
    number: f.text('ADMINISTRATION', say('Registration number', 'Qeydiyyat nömrəsi'), { unique: true, max: 40 }),
    officialNumber: f.text('ADMINISTRATION', say('Number given by the agency', 'Qurumun verdiyi nömrə'), { max: 40, indexed: true }),
    registeredOn: f.partialDate('PROFILE', say('Registered on', 'Qeydə alındığı tarix'), { indexed: true }),
    article: f.code('PROFILE', CriminalCodeArticle, say('Article of the Criminal Code', 'Cinayət Məcəlləsinin maddəsi')),
    acts: f.codes('PROFILE', TraffickingAct, say('Acts', 'Əməllər')),
    means: f.codes('PROFILE', TraffickingMeans, say('Means', 'Üsullar')),
    purposes: f.codes('PROFILE', ExploitationForm, say('Purposes of exploitation', 'İstismar məqsədləri')),
    sector: f.code('PROFILE', ForcedLabourSector, say('Economic sector', 'İqtisadi sahə')),
    stage: f.code('PROFILE', CrimeStage, say('How far the crime went', 'Cinayətin mərhələsi')),
    committedOn: f.partialDate('PROFILE', say('When it was committed', 'Törədildiyi vaxt')),
    region: f.code('PROFILE', Region, say('Region of Azerbaijan', 'Azərbaycanın regionu')),
    country: f.code('PROFILE', Country, say('Country of exploitation', 'İstismar ölkəsi')),
    worldRegion: f.code('PROFILE', UnRegion, say('World region of exploitation', 'İstismarın baş verdiyi dünya regionu')),
    case: f.one('ADMINISTRATION', (): AnyRecord => Case, say('Criminal case that leads', 'Aparıcı cinayət işi')),
    summary: f.text('NARRATIVE', say('What happened', 'Nə baş verib'), { max: 10_000 }),
    meansTold: f.codes('NARRATIVE', TraffickingMeans, say('Means told in the statements, coded', 'İfadələrdə deyilən üsullar, kodla'), { grain: 'GENERALISED' }),
    summaryPseudonymised: f.text('NARRATIVE', say('What happened, names replaced by pseudonyms', 'Nə baş verib, adlar şərti adlarla əvəz olunub'), { grain: 'PSEUDONYM', max: 10_000 }),
    source: f.text('SOURCE', say('Where the information comes from', 'Məlumatın mənbəyi'), { max: 500 }),
    sourcePseudonym: f.text('SOURCE', say('Pseudonym of the source', 'Mənbənin şərti adı'), { grain: 'PSEUDONYM', lookup: 'account', max: 40 }),
    sourceGrade: f.code('ADMINISTRATION', SourceGrade, say('Reliability of the source', 'Mənbənin etibarlılığı')),
    informationGrade: f.code('ADMINISTRATION', InformationGrade, say('Accuracy of the information', 'Məlumatın dəqiqliyi')),
    handling: f.code('ADMINISTRATION', HandlingCode, say('Handling code', 'İstifadə kodu')),
    operation: f.text('OPERATION', say('Operational-search activity', 'Əməliyyat-axtarış tədbiri'), { max: 4000 }),
    collectedFrom: f.text('ADMINISTRATION', say('Collected from', 'Toplandığı mənbə')),
    recordedAt: f.timestamp('ADMINISTRATION', say('Recorded at', 'Daxil edildiyi an'), { required: true }),
    otherCases: f.through('ADMINISTRATION', (): AnyRecord => Case, (): AnyRecord => CrimeInCase, { from: 'crime', to: 'case' }, say('Other cases that deal with it', 'Bu cinayətin araşdırıldığı digər işlər')),
    victims: f.through('ADMINISTRATION', (): AnyRecord => Victim, (): AnyRecord => VictimInvolvement, { from: 'crime', to: 'victim' }, say('Victims', 'Qurbanlar')),
    offenders: f.through('ADMINISTRATION', (): AnyRecord => Offender, (): AnyRecord => OffenderInvolvement, { from: 'crime', to: 'offender' }, say('Offenders', 'Cinayət törətmiş şəxslər')),
    victimInvolvements: f.many('ADMINISTRATION', (): AnyRecord => VictimInvolvement, 'crime', say('Part of each victim', 'Hər qurbanın iştirakı')),
    offenderInvolvements: f.many('ADMINISTRATION', (): AnyRecord => OffenderInvolvement, 'crime', say('Part of each offender', 'Hər şəxsin rolu')),
  },
);

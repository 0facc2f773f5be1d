/** The victim facet of a human. Presumed victims get the same protection as recognised ones. */
import { say } from '#kernel';
import { defineRecord, f, type AnyRecord } from '#record';

import {
  AgeBand, Country, Education, ExploitationForm, ForcedLabourSector, Gender, Majority, MaritalStatus, MethodOfControl, Platform,
  RecruitmentMethod, Region, Sex, SexualExploitationForm, UnRegion, VictimStatus,
} from '../codes/index.js';
import { Crime } from '../crime/crime.record.js';
import { EmergencyOpening } from '../emergency-opening/emergency-opening.record.js';
import { VictimInvolvement } from '../involvement/victim-involvement.record.js';
import { VictimOffenderRelation } from '../involvement/victim-offender-relation.record.js';
import { Person } from '../person/person.record.js';
import { StatusDecision } from '../status-decision/status-decision.record.js';
import { Tasking } from '../tasking/tasking.record.js';

export const Victim = defineRecord(
  'Victim',
  say('A person exploited, at risk of it, or believed to be', 'İstismar edilmiş, belə təhlükədə olan və ya belə ehtimal olunan şəxs'),
  {
    marks: ['minor', 'sealed', 'evidential'], sealedUnder: 'person',
    reach: { CASE: ['crimes.case.taskings', 'crimes.otherCases.taskings'], CLIENT: ['taskings'], GLASS: ['openings'] },
  },
  {
    id: f.id(),
    pseudonym: f.text('VICTIM_IDENTITY', say('Stable pseudonym', 'Sabit şərti ad'), { grain: 'PSEUDONYM', required: true, unique: true, max: 20 }),
    status: f.code('PROFILE', VictimStatus, say('Status: potential, presumed, recognised or refused', 'Status: potensial, ehtimal olunan, qurban və ya tanınmamış'), { required: true }),
    registeredOn: f.partialDate('PROFILE', say('Registered on', 'Qeydə alındığı tarix'), { indexed: true }),
    sex: f.code('PROFILE', Sex, say('Sex', 'Cins')),
    majority: f.code('PROFILE', Majority, say('Adult or minor', 'Yetkin və ya yetkinlik yaşına çatmayan')),
    ageBand: f.code('PROFILE', AgeBand, say('Age band when registered', 'Qeydə alınarkən yaş qrupu')),
    citizenships: f.codes('PROFILE', Country, say('Citizenships', 'Vətəndaşlıqları')),
    citizenshipRegion: f.code('PROFILE', UnRegion, say('World region of citizenship', 'Vətəndaşlığın dünya regionu')),
    exploitationForms: f.codes('PROFILE', ExploitationForm, say('Forms of exploitation', 'İstismar formaları')),
    sexualExploitationForms: f.codes('PROFILE', SexualExploitationForm, say('Forms of sexual exploitation', 'Cinsi istismarın formaları')),
    sector: f.code('PROFILE', ForcedLabourSector, say('Sector of forced labour', 'Məcburi əməyin sahəsi')),
    exploitationCountry: f.code('PROFILE', Country, say('Country of exploitation', 'İstismar ölkəsi')),
    exploitationWorldRegion: f.code('PROFILE', UnRegion, say('World region of exploitation', 'İstismarın dünya regionu')),
    recruitmentMethods: f.codes('PROFILE', RecruitmentMethod, say('How recruited', 'Necə cəlb edilib')),
    recruitmentPlatforms: f.codes('PROFILE', Platform, say('Sites and applications used to recruit', 'Cəlb etmək üçün istifadə olunan sayt və tətbiqlər')),
    methodsOfControl: f.codes('PROFILE', MethodOfControl, say('Means of control', 'Nəzarət üsulları')),
    education: f.code('PROFILE', Education, say('Education', 'Təhsil')),
    maritalStatus: f.code('PROFILE', MaritalStatus, say('Marital status', 'Ailə vəziyyəti')),
    familyName: f.text('VICTIM_IDENTITY', say('Family name as on documents', 'Sənəddəki soyad'), { lookup: 'name' }),
    givenName: f.text('VICTIM_IDENTITY', say('Given name as on documents', 'Sənəddəki ad'), { lookup: 'name' }),
    patronymic: f.text('VICTIM_IDENTITY', say('Patronymic', 'Ata adı')),
    otherNames: f.text('VICTIM_IDENTITY', say('Other names used', 'Digər adları')),
    gender: f.code('VICTIM_IDENTITY', Gender, say('Gender as expressed', 'İfadə etdiyi gender')),
    birthDate: f.partialDate('VICTIM_IDENTITY', say('Birth date', 'Doğum tarixi')),
    documentNumber: f.text('VICTIM_IDENTITY', say('Number of an identity or travel document', 'Şəxsiyyət və ya səfər sənədinin nömrəsi'), { lookup: 'document', max: 40 }),
    phone: f.text('WHEREABOUTS', say('Phone number, E.164', 'Telefon nömrəsi, E.164'), { lookup: 'phone', max: 20 }),
    email: f.text('WHEREABOUTS', say('E-mail address', 'E-poçt ünvanı'), { lookup: 'email' }),
    address: f.text('WHEREABOUTS', say('Address', 'Ünvan'), { max: 500 }),
    residenceRegion: f.code('WHEREABOUTS', Region, say('Region of residence', 'Yaşadığı region'), { grain: 'GENERALISED' }),
    health: f.text('HEALTH', say('Health', 'Sağlamlıq'), { max: 4000 }),
    fitForInterview: f.ternary('HEALTH', say('Fit for interview', 'Dindirilə bilər'), { grain: 'GENERALISED' }),
    account: f.text('NARRATIVE', say('Account of what happened', 'Baş verənlər barədə söylədikləri'), { max: 10_000 }),
    accountPseudonymised: f.text('NARRATIVE', say('Account, names replaced by pseudonyms', 'Söylədikləri, adlar şərti adlarla əvəz olunub'), { grain: 'PSEUDONYM', max: 10_000 }),
    source: f.text('SOURCE', say('Where the information comes from', 'Məlumatın mənbəyi'), { max: 500 }),
    sourcePseudonym: f.text('SOURCE', say('Pseudonym of the source', 'Mənbənin şərti adı'), { grain: 'PSEUDONYM', lookup: 'account', max: 40 }),
    operation: f.text('OPERATION', say('Operational-search activity', 'Əməliyyat-axtarış tədbiri'), { max: 4000 }),
    person: f.one('JOIN', (): AnyRecord => Person, say('The human behind this facet', 'Bu qeydin arxasındakı insan'), { required: true }),
    collectedFrom: f.text('ADMINISTRATION', say('Collected from', 'Toplandığı mənbə')),
    recordedAt: f.timestamp('ADMINISTRATION', say('Recorded at', 'Daxil edildiyi an'), { required: true }),
    crimes: f.through('ADMINISTRATION', (): AnyRecord => Crime, (): AnyRecord => VictimInvolvement, { from: 'victim', to: 'crime' }, say('Crimes suffered', 'Barəsində törədilmiş cinayətlər')),
    involvements: f.many('ADMINISTRATION', (): AnyRecord => VictimInvolvement, 'victim', say('Part in each crime', 'Hər cinayətdə iştirakı')),
    offenderRelations: f.many('ADMINISTRATION', (): AnyRecord => VictimOffenderRelation, 'victim', say('Relations to offenders', 'Cinayət törətmiş şəxslərlə münasibətləri')),
    statusDecisions: f.many('ADMINISTRATION', (): AnyRecord => StatusDecision, 'victim', say('Decisions on the status', 'Status barədə qərarlar')),
    openings: f.many('STAFF', (): AnyRecord => EmergencyOpening, 'victim', say('Openings in an emergency', 'Fövqəladə açılışlar')),
    taskings: f.many('STAFF', (): AnyRecord => Tasking, 'victim', say('Taskings on this person', 'Bu şəxs üzrə tapşırıqlar')),
  },
);

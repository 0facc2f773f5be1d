/** The offender facet of a natural or legal person (National Action Plan, II.1: liability of legal persons). */
import { say } from '#kernel';
import { defineRecord, f, type AnyRecord } from '#record';

import { Charge } from '../charge/charge.record.js';
import { AgeBand, Country, OffenderKind, OffenderStage, Region, Sex, UnRegion } from '../codes/index.js';
import { Crime } from '../crime/crime.record.js';
import { OffenderInvolvement } from '../involvement/offender-involvement.record.js';
import { VictimOffenderRelation } from '../involvement/victim-offender-relation.record.js';
import { Person } from '../person/person.record.js';
import { Tasking } from '../tasking/tasking.record.js';

export const Offender = defineRecord(
  'Offender',
  say('A natural or legal person suspected, accused or convicted', 'Şübhəli, təqsirləndirilən və ya məhkum olunmuş fiziki və ya hüquqi şəxs'),
  {
    marks: ['minor', 'sealed', 'evidential'], sealedUnder: 'person',
    reach: { CASE: ['crimes.case.taskings', 'crimes.otherCases.taskings'], CLIENT: ['taskings'] },
  },
  {
    id: f.id(),
    kind: f.code('PROFILE', OffenderKind, say('Natural or legal person', 'Fiziki və ya hüquqi şəxs'), { required: true }),
    stage: f.code('PROFILE', OffenderStage, say('Stage of proceedings', 'Prosesdəki vəziyyəti')),
    registeredOn: f.partialDate('PROFILE', say('Registered on', 'Qeydə alındığı tarix'), { indexed: true }),
    sex: f.code('PROFILE', Sex, say('Sex', 'Cins')),
    ageBand: f.code('PROFILE', AgeBand, say('Age band when registered', 'Qeydə alınarkən yaş qrupu')),
    citizenships: f.codes('PROFILE', Country, say('Citizenships', 'Vətəndaşlıqları')),
    citizenshipRegion: f.code('PROFILE', UnRegion, say('World region of citizenship', 'Vətəndaşlığın dünya regionu')),
    familyName: f.text('OFFENDER_IDENTITY', say('Family name', 'Soyad'), { indexed: true }),
    givenName: f.text('OFFENDER_IDENTITY', say('Given name', 'Ad')),
    patronymic: f.text('OFFENDER_IDENTITY', say('Patronymic', 'Ata adı')),
    aliases: f.text('OFFENDER_IDENTITY', say('Aliases', 'Ləqəbləri')),
    legalName: f.text('OFFENDER_IDENTITY', say('Name of the legal person', 'Hüquqi şəxsin adı')),
    birthDate: f.partialDate('OFFENDER_IDENTITY', say('Birth date', 'Doğum tarixi')),
    documentNumber: f.text('OFFENDER_IDENTITY', say('Document or registration number', 'Sənəd və ya qeydiyyat nömrəsi'), { lookup: 'document', indexed: true, max: 40 }),
    phone: f.text('WHEREABOUTS', say('Phone number, E.164', 'Telefon nömrəsi, E.164'), { lookup: 'phone', max: 20 }),
    address: f.text('WHEREABOUTS', say('Address', 'Ünvan'), { max: 500 }),
    residenceRegion: f.code('WHEREABOUTS', Region, say('Region of residence', 'Yaşadığı region'), { grain: 'GENERALISED' }),
    source: f.text('SOURCE', say('Where the information comes from', 'Məlumatın mənbəyi'), { max: 500 }),
    sourcePseudonym: f.text('SOURCE', say('Pseudonym of the source', 'Mənbənin şərti adı'), { grain: 'PSEUDONYM', lookup: 'account', max: 40 }),
    operation: f.text('OPERATION', say('Operational-search activity', 'Əməliyyat-axtarış tədbiri'), { max: 4000 }),
    person: f.one('JOIN', (): AnyRecord => Person, say('The human behind this facet', 'Bu qeydin arxasındakı insan')),
    collectedFrom: f.text('ADMINISTRATION', say('Collected from', 'Toplandığı mənbə')),
    recordedAt: f.timestamp('ADMINISTRATION', say('Recorded at', 'Daxil edildiyi an'), { required: true }),
    crimes: f.through('ADMINISTRATION', (): AnyRecord => Crime, (): AnyRecord => OffenderInvolvement, { from: 'offender', to: 'crime' }, say('Crimes', 'Cinayətlər')),
    involvements: f.many('ADMINISTRATION', (): AnyRecord => OffenderInvolvement, 'offender', say('Part in each crime', 'Hər cinayətdə rolu')),
    victimRelations: f.many('ADMINISTRATION', (): AnyRecord => VictimOffenderRelation, 'offender', say('Relations to victims', 'Qurbanlarla münasibətləri')),
    charges: f.many('ADMINISTRATION', (): AnyRecord => Charge, 'offender', say('Charges', 'İttihamlar')),
    taskings: f.many('STAFF', (): AnyRecord => Tasking, 'offender', say('Taskings on this person', 'Bu şəxs üzrə tapşırıqlar')),
  },
);

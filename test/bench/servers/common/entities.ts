/** Entities as a MikroORM project has them, on the product's tables. */
import { defineEntity, p } from '@mikro-orm/postgresql';

export const Victim = defineEntity({
  name: 'Victim', tableName: 'victim', schema: 'records',
  properties: {
    id: p.uuid().primary(),
    pseudonym: p.text(),
    status: p.text(),
    registeredOn: p.text().nullable(),
    sex: p.text().nullable(),
    majority: p.text().nullable(),
    ageBand: p.text().nullable(),
    citizenshipRegion: p.text().nullable(),
    exploitationForms: p.array().nullable(),
    residenceRegion: p.text().nullable(),
    minor: p.boolean(),
    sealed: p.boolean(),
  },
});

export const Offender = defineEntity({
  name: 'Offender', tableName: 'offender', schema: 'records',
  properties: {
    id: p.uuid().primary(),
    stage: p.text().nullable(),
    familyName: p.text().nullable(),
    minor: p.boolean(),
    sealed: p.boolean(),
    crimes: () => p.manyToMany(Crime).mappedBy('offenders'),
  },
});

export const Crime = defineEntity({
  name: 'Crime', tableName: 'crime', schema: 'records',
  properties: {
    id: p.uuid().primary(),
    number: p.text().nullable(),
    article: p.text().nullable(),
    sealed: p.boolean(),
    offenders: () => p.manyToMany(Offender).pivotTable('records.offender_involvement').joinColumn('crime_id').inverseJoinColumn('offender_id'),
    victims: () => p.manyToMany(Victim).pivotTable('records.victim_involvement').joinColumn('crime_id').inverseJoinColumn('victim_id'),
  },
});

export const LogRow = defineEntity({
  name: 'LogRow', tableName: 'log', schema: 'bench',
  properties: {
    id: p.bigint().primary(),
    officer: p.text(),
    question: p.text(),
    ids: p.array().columnType('uuid[]'),
  },
});

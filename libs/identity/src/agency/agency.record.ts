/** Agencies: police bodies, prosecution, courts, shelters, ministries, organisations. Their names are open to every officer. */
import { defineCodeList, say, type CodeOf } from '#kernel';
import { defineRecord, f } from '#record';

export const AgencyRole = defineCodeList('AgencyRole', say('Part of an agency in the fight against trafficking', 'Qurumun insan alverinə qarşı mübarizədə rolu'), 'National Action Plan 2009-2013', {
  AntiTraffickingDepartment: say('Anti-Trafficking Department', 'İnsan Alverinə Qarşı Mübarizə İdarəsi'),
  Police: say('Police', 'Polis'),
  Prosecution: say('Prosecution', 'Prokurorluq'),
  Court: say('Court', 'Məhkəmə'),
  BorderOrMigration: say('Border or migration service', 'Sərhəd və ya miqrasiya xidməti'),
  Security: say('Security service', 'Təhlükəsizlik orqanı'),
  Shelter: say('Shelter', 'Sığınacaq'),
  AssistanceCentre: say('Assistance centre', 'Yardım mərkəzi'),
  Guardianship: say('Guardianship body', 'Qəyyumluq və himayə orqanı'),
  StateCommittee: say('State committee', 'Dövlət komitəsi'),
  Consulate: say('Consulate', 'Konsulluq'),
  Fund: say('Assistance Fund', 'Kömək Fondu'),
  Hotline: say('Hotline', '"Qaynar xətt"'),
  Coordinator: say('Office of the National Coordinator', 'Milli Koordinatorun aparatı'),
  Organisation: say('Non-governmental or international organisation', 'Qeyri-hökumət və ya beynəlxalq təşkilat'),
  Other: say('Other', 'Digər'),
});
export type AgencyRole = CodeOf<typeof AgencyRole>;

export const Agency = defineRecord('Agency', say('An agency whose officers use the database', 'Əməkdaşları bazadan istifadə edən qurum'), {}, {
  id: f.id(),
  name: f.text('DIRECTORY', say('Name', 'Adı'), { required: true }),
  role: f.code('DIRECTORY', AgencyRole, say('Part in the fight against trafficking', 'Mübarizədə rolu'), { required: true }),
});

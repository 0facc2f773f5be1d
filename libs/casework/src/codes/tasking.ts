/** Why somebody may read: the purpose and the legal basis of a tasking. Reasons without a tasking stand in identity. */
import { defineCodeList, say, type CodeOf } from '#kernel';

export const TaskingPurpose = defineCodeList(
  'TaskingPurpose',
  say('Purpose of a tasking', 'Tapşırığın məqsədi'),
  'ours, after the roles of the need-to-know matrix',
  {
    Investigation: say('Investigation', 'İstintaq'),
    Analysis: say('Analysis', 'Təhlil'),
    Prosecution: say('Prosecution', 'Dövlət ittihamı'),
    Supervision: say('Supervision of legality', 'Qanunçuluğa nəzarət'),
    Trial: say('Trial', 'Məhkəmə baxışı'),
    Protection: say('Protection of victims and witnesses', 'Qurbanların və şahidlərin müdafiəsi'),
    ClientCare: say('Care of a client', 'Yardım alan şəxslə iş'),
    Guardianship: say('Guardianship of a child', 'Uşaq üzərində qəyyumluq və himayə'),
    Consular: say('Consular assistance', 'Konsul yardımı'),
    Permit: say('Residence permit', 'Yaşayış icazəsi'),
    Compensation: say('Allowance or compensation', 'Müavinət və ya kompensasiya'),
    Audit: say('Audit', 'Audit yoxlaması'),
  },
);
export type TaskingPurpose = CodeOf<typeof TaskingPurpose>;

export const LegalBasis = defineCodeList(
  'LegalBasis',
  say('Legal basis', 'Hüquqi əsas'),
  'ours: acts of the Republic of Azerbaijan and decisions under them',
  {
    CriminalProcedureCode: say('Criminal Procedure Code', 'Cinayət-Prosessual Məcəlləsi'),
    OperationalSearchAct: say('Law on Operational-Search Activity', '“Əməliyyat-axtarış fəaliyyəti haqqında” Qanun'),
    AntiTraffickingLaw: say('Law on Combating Trafficking in Human Beings', '“İnsan alverinə qarşı mübarizə haqqında” Qanun'),
    CourtOrder: say('Court order', 'Məhkəmə qərarı'),
    ProsecutorOrder: say('Order of a prosecutor', 'Prokurorun qərarı'),
    MutualLegalAssistance: say('Request for mutual legal assistance', 'Hüquqi yardım haqqında sorğu'),
    Consent: say('Consent of the person', 'Şəxsin razılığı'),
  },
);
export type LegalBasis = CodeOf<typeof LegalBasis>;

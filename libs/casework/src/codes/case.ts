/**
 * States of a case: how far the criminal case file has come, how the assistance case stands, and why it was referred.
 * The two kinds of state are separate lists because official figures count criminal cases, not assistance cases.
 *
 * NOTICE. Values and English labels of the lists whose source names HTCDS are taken verbatim from the Human Trafficking
 * Case Data Standard 2.0, International Organization for Migration (IOM), CC BY 4.0,
 * https://creativecommons.org/licenses/by/4.0/. Azerbaijani labels are additions.
 */
import { defineCodeList, say, type CodeOf } from '#kernel';

export const CaseStage = defineCodeList(
  'CaseStage',
  say('Stage of the criminal case', 'Cinayət işinin mərhələsi'),
  'ours, after the Criminal Procedure Code of Azerbaijan',
  {
    Inquiry: say('Inquiry', 'Təhqiqat'),
    PreliminaryInvestigation: say('Preliminary investigation', 'İbtidai istintaq'),
    Trial: say('Trial in first instance', 'Birinci instansiya məhkəməsində baxış'),
    Appeal: say('Appeal', 'Apellyasiya icraatı'),
    Cassation: say('Cassation', 'Kassasiya icraatı'),
    Suspended: say('Suspended', 'İcraatı dayandırılmış'),
    Discontinued: say('Discontinued', 'İcraatına xitam verilmiş'),
    Closed: say('Closed by a final judgment', 'Qəti məhkəmə qərarı ilə başa çatmış'),
  },
);
export type CaseStage = CodeOf<typeof CaseStage>;

export const CaseStatus = defineCodeList(
  'CaseStatus',
  say('Status of the assistance case', 'Yardım işinin vəziyyəti'),
  'IOM HTCDS 2.0 cas_Status',
  {
    Active: say('Active', 'Davam edən'),
    FollowUp: say('Follow Up', 'Sonrakı müşahidədə olan'),
    Closed: say('Closed', 'Bağlanmış'),
    ClosedReferred: say('Closed Referred', 'Yönləndirilərək bağlanmış'),
  },
);
export type CaseStatus = CodeOf<typeof CaseStatus>;

/** HTCDS has the same values for incoming and outgoing referrals. */
export const ReferralReason = defineCodeList(
  'ReferralReason',
  say('Reason for a referral', 'Yönləndirmənin səbəbi'),
  'IOM HTCDS 2.0 cas_ReasonForIncomingReferral and cas_ReasonForOutgoingReferral',
  {
    AdditionalServicesRequired: say('Additional Services Required', 'Əlavə xidmətlərə ehtiyac'),
    MigrationOrChangeOfLocation: say('Migration or Change of Location', 'Miqrasiya və ya olduğu yerin dəyişməsi'),
    Other: say('Other', 'Digər'),
  },
);
export type ReferralReason = CodeOf<typeof ReferralReason>;

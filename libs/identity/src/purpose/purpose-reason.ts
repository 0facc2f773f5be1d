/**
 * Reasons that stand in for a tasking when there is none (Directive (EU) 2016/680, article 25: the log shows the justification).
 * Training is not a reason: nobody practises on real people's records.
 */
import { defineCodeList, say, type CodeOf } from '#kernel';

export const PurposeReason = defineCodeList(
  'PurposeReason',
  say('Reason for a read without a tasking', 'Tapşırıqsız baxışın səbəbi'),
  'ours; Directive (EU) 2016/680 art. 25 (justification of consultation)',
  {
    ThreatToLife: say('Threat to life or health', 'Həyata və ya sağlamlığa təhlükə'),
    MissingPerson: say('Search for a missing person', 'İtkin düşmüş şəxsin axtarışı'),
    CourtRequest: say('Request of a court', 'Məhkəmənin sorğusu'),
    ProsecutorRequest: say('Request of a prosecutor', 'Prokurorun sorğusu'),
    SupervisoryReview: say('Review by a supervisor', 'Rəhbər tərəfindən yoxlama'),
    DataSubjectRequest: say('Request of the person concerned', 'Məlumatın aid olduğu şəxsin müraciəti'),
    DataQuality: say('Correction of data', 'Məlumatların dəqiqləşdirilməsi'),
  },
);
export type PurposeReason = CodeOf<typeof PurposeReason>;

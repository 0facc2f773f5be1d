/** How good a piece of intelligence is and what may be done with it (Europol 4x4 evaluation and handling codes). */
import { defineCodeList, say, type CodeOf } from '#kernel';

export const SourceGrade = defineCodeList('SourceGrade', say('Reliability of the source', 'Mənbənin etibarlılığı'), 'Europol 4x4 source evaluation', {
  A: say('No doubt about the source', 'Mənbə şübhə doğurmur'),
  B: say('Source mostly reliable', 'Mənbə əsasən etibarlıdır'),
  C: say('Source mostly unreliable', 'Mənbə əsasən etibarsızdır'),
  X: say('Reliability cannot be judged', 'Etibarlılığı qiymətləndirmək mümkün deyil'),
});
export type SourceGrade = CodeOf<typeof SourceGrade>;

export const InformationGrade = defineCodeList('InformationGrade', say('Accuracy of the information', 'Məlumatın dəqiqliyi'), 'Europol 4x4 information evaluation', {
  G1: say('Known to be true without reservation', 'Qeydsiz-şərtsiz doğrudur'),
  G2: say('Known personally to the source', 'Mənbəyə şəxsən məlumdur'),
  G3: say('Not known personally, but corroborated', 'Şəxsən məlum deyil, lakin təsdiqlənib'),
  G4: say('Not known personally, not corroborated', 'Şəxsən məlum deyil, təsdiqlənməyib'),
});
export type InformationGrade = CodeOf<typeof InformationGrade>;

export const HandlingCode = defineCodeList('HandlingCode', say('Handling code', 'İstifadə kodu'), 'Europol handling codes H0-H3', {
  H0: say('Only to prevent and fight crime', 'Yalnız cinayətkarlığa qarşı mübarizə üçün'),
  H1: say('Not in court without the permission of the provider', 'Verənin icazəsi olmadan məhkəmədə istifadə edilmir'),
  H2: say('Not passed on without the permission of the provider', 'Verənin icazəsi olmadan başqasına ötürülmür'),
  H3: say('Other restrictions', 'Digər məhdudiyyətlər'),
});
export type HandlingCode = CodeOf<typeof HandlingCode>;

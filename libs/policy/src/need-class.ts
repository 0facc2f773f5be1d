/**
 * Need-to-know classes. A field states its class when it is declared, and the class decides everything else: who
 * reads it, whether a purpose is needed, whether it is stored sealed. The classes are the columns of the matrix.
 */
import { say, type Words } from '#kernel';

export const NEED_CLASSES = {
  PROFILE: say('Coded, countable, generalised facts', 'Kodlaşdırılmış, sayıla bilən, ümumiləşdirilmiş faktlar'),
  ADMINISTRATION: say('Case handling: numbers, stages, dates, links', 'İşin aparılması: nömrələr, mərhələlər, tarixlər, əlaqələr'),
  OFFENDER_IDENTITY: say('Who the offender is', 'Cinayət törətmiş şəxsin kimliyi'),
  VICTIM_IDENTITY: say('Who the victim is', 'Qurbanın kimliyi'),
  WHEREABOUTS: say('Where a person is and how to reach them', 'Şəxsin olduğu yer və əlaqə vasitələri'),
  HEALTH: say('Health', 'Sağlamlıq'),
  NARRATIVE: say('Free text about what happened', 'Baş verənlərin sərbəst təsviri'),
  SOURCE: say('Where intelligence comes from', 'Məlumatın mənbəyi'),
  OPERATION: say('Operational-search activity', 'Əməliyyat-axtarış fəaliyyəti'),
  JOIN: say('That two facets are one human', 'İki qeydin eyni insana aid olması'),
  STAFF: say('Officers, their accounts and taskings', 'Əməkdaşlar, onların hesabları və tapşırıqları'),
  DIRECTORY: say('Names of agencies', 'Qurumların adları'),
  SEAL: say('Seal orders, and that there is one', 'Möhürləmə qərarları və onların mövcudluğu'),
} as const satisfies Record<string, Words>;

export type NeedClass = keyof typeof NEED_CLASSES;

/** All classes, in the order of the matrix. */
export const NEED_CLASS_ORDER = Object.keys(NEED_CLASSES) as readonly NeedClass[];

/** Classes that are stored sealed. The class decides, so that nobody can forget. */
export const SEALED_CLASSES: ReadonlySet<NeedClass> = new Set<NeedClass>([
  'VICTIM_IDENTITY', 'WHEREABOUTS', 'HEALTH', 'NARRATIVE', 'SOURCE', 'OPERATION',
]);

/** Classes whose exact values need a stated purpose: Directive (EU) 2016/680, articles 4(1)(b) and 25. */
export const PURPOSE_CLASSES: ReadonlySet<NeedClass> = new Set<NeedClass>([
  'OFFENDER_IDENTITY', 'VICTIM_IDENTITY', 'WHEREABOUTS', 'HEALTH', 'NARRATIVE', 'SOURCE', 'OPERATION', 'JOIN',
]);

/**
 * How much of its class a field gives away: the exact value, a generalised companion (age band, region, coded
 * summary), or a stable pseudonym.
 */
export type Grain = 'EXACT' | 'GENERALISED' | 'PSEUDONYM';

/** Why a row is not taken. A fault names the column and the rule; it never holds the cell. */
import { say, type Words } from '#kernel';

export const ROW_RULES = {
  COLUMN_COUNT: say('the row has fewer or more cells than the header; is the file cut off?', 'sətirdə xanaların sayı başlıqdakından fərqlidir; fayl yarımçıq deyil ki?'),
  EMPTY_ROW: say('nothing is filled in', 'heç nə doldurulmayıb'),
  NUL_BYTE: say('the cell holds a NUL character', 'xanada NUL simvolu var'),
  CODE_NOT_IN_LIST: say('the value is not in the code list', 'dəyər kod siyahısında yoxdur'),
  EMPTY_VALUE: say('the list of values has an empty place', 'dəyərlər siyahısında boş yer var'),
  TOO_MANY_VALUES: say('the column takes one value', 'sütun yalnız bir dəyər qəbul edir'),
  DATE_NOT_VALID: say('there is no such date', 'belə tarix yoxdur'),
  DATE_IN_FUTURE: say('the date lies in the future', 'tarix gələcəkdədir'),
  TEXT_NOT_ALLOWED: say('the text holds hidden characters', 'mətndə gizli simvollar var'),
  TEXT_TOO_LONG: say('the text is too long', 'mətn çox uzundur'),
  PHONE_NOT_VALID: say('this is no telephone number', 'bu, telefon nömrəsi deyil'),
  EMAIL_NOT_VALID: say('this is no e-mail address', 'bu, e-poçt ünvanı deyil'),
  BIRTH_AFTER_REGISTRATION: say('born after the registration', 'qeydiyyatdan sonra doğulub'),
  BIRTH_DATE_NOT_PLAUSIBLE: say('nobody has lived so long', 'heç kim bu qədər yaşamayıb'),
} as const satisfies Readonly<Record<string, Words>>;

export type RowRule = keyof typeof ROW_RULES;

export class RowFault extends Error {
  /** @param column the column's name in the format; null when the row as a whole is at fault. */
  constructor(readonly rule: RowRule, readonly column: string | null) {
    super(rule);
    this.name = 'RowFault';
  }
}

export function isRowRule(rule: unknown): rule is RowRule {
  return typeof rule === 'string' && Object.hasOwn(ROW_RULES, rule);
}

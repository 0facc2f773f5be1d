/**
 * Why a whole file is not taken. What is told is where to look (byte, row, column names of the format), never what stands
 * there. A file is read to its end before anything of it is stored, so a refused file has changed nothing.
 */
import { say, type Locale, type Words } from '#kernel';

const RULES = {
  NOT_READABLE: say('The file cannot be read', 'Faylı oxumaq mümkün olmadı'),
  EMPTY_FILE: say('The file is empty', 'Fayl boşdur'),
  UTF_16: say('The file is UTF-16, not UTF-8; save it as "CSV UTF-8"', 'Fayl UTF-8 deyil, UTF-16-dır; onu "CSV UTF-8" kimi saxlayın'),
  NOT_UTF_8: say('The file is not UTF-8 (Latin-1 or another encoding?); save it as "CSV UTF-8"', 'Fayl UTF-8 deyil (Latin-1 və ya başqa kodlaşdırma?); onu "CSV UTF-8" kimi saxlayın'),
  QUOTE_NOT_CLOSED: say('A quotation mark is opened and never closed; is the file cut off?', 'Dırnaq açılıb, lakin bağlanmayıb; fayl yarımçıq deyil ki?'),
  QUOTE_MISPLACED: say('A quotation mark stands where none may', 'Dırnaq olmamalı olduğu yerdədir'),
  ROW_TOO_LONG: say('A row is longer than a million characters', 'Sətir bir milyon simvoldan uzundur'),
  TOO_MANY_ROWS: say('The file has more than a million rows; divide it', 'Faylda bir milyondan çox sətir var; onu hissələrə bölün'),
  SEPARATOR: say('Columns are not separated by commas', 'Sütunlar vergüllə ayrılmayıb'),
  COLUMNS_MISSING: say('Columns are missing', 'Sütunlar çatışmır'),
  COLUMNS_REPEATED: say('Columns stand twice', 'Sütunlar təkrarlanır'),
  COLUMNS_UNKNOWN: say('The format has no such columns', 'Formatda belə sütunlar yoxdur'),
  PLAN_CHANGED: say('The file or the database is no longer as the plan says; make the plan again', 'Fayl və ya baza artıq plandakı kimi deyil; planı yenidən qurun'),
  FILE_CHANGED: say('The file was changed while it was being imported; the rows before stay imported', 'Fayl idxal zamanı dəyişdirilib; əvvəlki sətirlər idxal olunmuş qalır'),
  IMPORT_UNDER_WAY: say('Another import of this source is under way', 'Bu mənbədən başqa idxal davam edir'),
  REJECTS_NOT_WRITABLE: say('The file for rejected rows cannot be written; name another place', 'Rədd edilən sətirlər faylını yazmaq mümkün olmadı; başqa yer göstərin'),
  SOURCE_NOT_VALID: say('The name of the source is empty, longer than 200 characters or holds hidden characters', 'Mənbənin adı boşdur, 200 simvoldan uzundur və ya gizli simvollar var'),
} as const satisfies Readonly<Record<string, Words>>;

export type FileRule = keyof typeof RULES;

export interface Whereabouts {
  /** Offset of the first byte at fault, from 0. */
  readonly byte?: number;
  /** Row of the file; the header is row 1. */
  readonly row?: number;
  /** Names of columns of the format, or ordinal numbers of columns it does not know. */
  readonly columns?: readonly (string | number)[];
}

export class FileRefusal extends Error {
  constructor(readonly rule: FileRule, readonly where: Whereabouts = {}, options?: ErrorOptions) {
    super(rule, options);
    this.name = 'FileRefusal';
  }

  /** @returns the sentence for the operator, with the place. */
  sentence(locale: Locale): string {
    const { byte, row, columns } = this.where;
    const [atByte, atRow] = locale === 'az' ? ['bayt', 'sətir'] : ['byte', 'row'];
    const place = [byte !== undefined && `${atByte} ${byte}`, row !== undefined && `${atRow} ${row}`, columns?.join(', ')]
      .filter((part) => typeof part === 'string' && part !== '');
    return place.length === 0 ? RULES[this.rule][locale] : `${RULES[this.rule][locale]} (${place.join('; ')})`;
  }
}

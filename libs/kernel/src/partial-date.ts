/**
 * Dates as well as they are known. The forms are those of EDTF level 0 (ISO 8601-2:2019): a year, a month, a day,
 * or an interval of years. "2014" stays "2014"; nobody invents a first of January. Plain text order is time order
 * of the earliest possible day, so the database can sort them as they are.
 */
export type PartialDate = string;

const FORM = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** @returns whether `text` is a real partial date: `2014`, `2014-05`, `2014-05-31` or `2005/2013`. */
export function isPartialDate(text: unknown): text is PartialDate {
  if (typeof text !== 'string' || text.length > 10) return false;
  const [from, until, ...rest] = text.split('/');
  if (rest.length > 0 || from === undefined || !isSingle(from)) return false;
  return until === undefined || (/^\d{4}$/.test(from) && /^\d{4}$/.test(until) && from !== '0000' && from < until);
}

function isSingle(text: string): boolean {
  const match = FORM.exec(text);
  if (!match) return false;
  const [, year = '', month, day] = match;
  if (year === '0000') return false;
  if (month === undefined) return true;
  const monthNumber = Number(month);
  if (monthNumber < 1 || monthNumber > 12) return false;
  return day === undefined || (Number(day) >= 1 && Number(day) <= daysIn(Number(year), monthNumber));
}

function daysIn(year: number, month: number): number {
  const date = new Date(Date.UTC(2000, month, 0));
  date.setUTCFullYear(year, month, 0);
  return date.getUTCDate();
}

/** @returns the first and last day the date can mean, each as `YYYY-MM-DD`. */
export function bounds(date: PartialDate): { readonly earliest: string; readonly latest: string } {
  const [from = '', until = from] = date.split('/');
  return { earliest: `${from}-01-01`.slice(0, 10), latest: last(until) };
}

function last(text: string): string {
  const [year = '', month = '12', day] = text.split('-');
  return `${year}-${month}-${day ?? String(daysIn(Number(year), Number(month))).padStart(2, '0')}`;
}

/**
 * @returns the least and greatest age in whole years that a person born at `birth` can have on the day `on`.
 *   Both are equal when the birth date is known to the day.
 */
export function ageRange(birth: PartialDate, on: Date): { readonly least: number; readonly greatest: number } {
  const { earliest, latest } = bounds(birth);
  return { least: ageOn(latest, on), greatest: ageOn(earliest, on) };
}

function ageOn(birthday: string, on: Date): number {
  const today = on.toISOString().slice(0, 10);
  const years = Number(today.slice(0, 4)) - Number(birthday.slice(0, 4));
  return today.slice(5) < birthday.slice(5) ? years - 1 : years;
}

/** What "today" is where the records are kept. */
import type { PartialDate } from '#kernel';

const baku = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Baku', year: 'numeric', month: '2-digit', day: '2-digit' });

/** @returns the calendar day at `now` in Baku, as `YYYY-MM-DD`. */
export function today(now: Date): PartialDate {
  return baku.format(now);
}

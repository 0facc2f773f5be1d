/**
 * The purpose as the caller states it, in the header `x-qalxan-purpose`: `tasking:<id>`, or `reason:<code>;<own words>`.
 * The words go into the audit entry, where a reviewer reads them (Directive (EU) 2016/680, article 25), so words that say
 * nothing are refused.
 */
import { faultOfReason } from '#change';
import { CodedError, isId } from '#kernel';
import type { Purpose } from '#policy';

import { isRepetition } from '../repetition.js';
import { PurposeReason } from './purpose-reason.js';

/** Characters of the own words, blanks at the ends not counted. Ours. */
export const PURPOSE_WORDS = { least: 10, most: 500 } as const;

/** Control characters, halves of characters, and what turns the direction of text. */
const UNREADABLE = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;

/**
 * @param text the header, percent-decoded (RFC 3986, UTF-8).
 * @returns the purpose. Whether a tasking is the viewer's own and live is for the database to say.
 * @throws CodedError BAD_REQUEST: REASON_TOO_SHORT or REASON_EMPTY_WORDS for own words that say nothing; PURPOSE for everything
 *   else, without saying what was wrong.
 */
export function purposeOf(text: string): Purpose {
  const purpose = text.startsWith('tasking:') ? taskingOf(text.slice('tasking:'.length)) : reasonOf(text);
  if (!purpose) throw badPurpose();
  return purpose;
}

/** The one refusal for a malformed purpose, a tasking of somebody else, an ended one, and one that never was. */
export function badPurpose(): CodedError {
  return new CodedError('BAD_REQUEST', 'PURPOSE');
}

function isPurposeReason(code: string): code is PurposeReason {
  return (PurposeReason.values as readonly string[]).includes(code);
}

/** @returns the words of a code: "ThreatToLife" says "Threat To Life". */
function apart(code: string): string {
  return code.replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ');
}

function taskingOf(tasking: string): Purpose | null {
  return isId(tasking) ? Object.freeze({ tasking }) : null;
}

function reasonOf(text: string): Purpose | null {
  const match = /^reason:([A-Za-z]{1,40});(.*)$/su.exec(text);
  const [, reason = '', given = ''] = match ?? [];
  const words = given.trim();
  const { length } = Array.from(words);
  if (!isPurposeReason(reason) || length > PURPOSE_WORDS.most || UNREADABLE.test(words)) return null;
  if (length < PURPOSE_WORDS.least) throw new CodedError('BAD_REQUEST', 'REASON_TOO_SHORT');
  const { en, az } = PurposeReason.labels[reason];
  const fault = faultOfReason(words, [apart(reason), en, az]) ?? (isRepetition(words) ? 'REASON_EMPTY_WORDS' : null);
  if (fault !== null) throw new CodedError('BAD_REQUEST', fault);
  return Object.freeze({ reason, text: words });
}

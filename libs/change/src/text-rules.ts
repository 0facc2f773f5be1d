/**
 * Which texts may be stored. A text is kept exactly as given, or refused by a stated rule: nothing is silently cut, folded
 * or escaped. Refused are characters that a reader cannot see but that change what he sees, or that PostgreSQL cannot hold.
 */
import { CodedError } from '#kernel';

// Control characters, bidirectional embeddings, overrides and isolates (Unicode TR 36, section 2.3), byte order mark.
const HIDDEN = /[\p{Cc}\u202A-\u202E\u2066-\u2069\uFEFF]/u;
const HIDDEN_BUT_LINES = /(?!\n)[\p{Cc}\u202A-\u202E\u2066-\u2069\uFEFF]/u;

/** Texts longer than this many characters are prose and may have lines; shorter ones are names and numbers. */
const LONGEST_LINE = 500;

/**
 * @param max most characters (Unicode code points). Over 500 makes the text prose: line ends are allowed, and CRLF becomes LF.
 * @returns the text to store.
 * @throws CodedError REJECTED: TEXT_EMPTY, TEXT_TOO_LONG or TEXT_NOT_ALLOWED (hidden characters, unpaired surrogates).
 */
export function allowedText(text: string, max: number): string {
  const prose = max > LONGEST_LINE;
  const kept = prose ? text.replaceAll('\r\n', '\n') : text;
  // Length first: the other checks then run over a bounded text.
  if (kept.length > 2 * max || Array.from(kept).length > max) throw new CodedError('REJECTED', 'TEXT_TOO_LONG');
  if (kept.trim() === '') throw new CodedError('REJECTED', 'TEXT_EMPTY');
  if (!kept.isWellFormed() || (prose ? HIDDEN_BUT_LINES : HIDDEN).test(kept)) throw new CodedError('REJECTED', 'TEXT_NOT_ALLOWED');
  return kept;
}

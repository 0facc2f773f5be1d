/** The language of the sentences in an answer. Only `Accept-Language` decides; English when it says nothing we speak. */
import type { IncomingMessage } from 'node:http';
import type { Locale } from '#kernel';

/**
 * @returns the first of our two languages the header names, in the order written. Quality values are not read: the
 *   header of every browser is already in order, and two languages need no more.
 */
export function localeOf(request: IncomingMessage): Locale {
  const wanted = (request.headers['accept-language'] ?? '').slice(0, 200).toLowerCase();
  for (const part of wanted.split(',')) {
    const tag = part.trim().split(/[-;]/)[0];
    if (tag === 'az' || tag === 'en') return tag;
  }
  return 'en';
}

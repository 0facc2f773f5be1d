/**
 * Where an attempt comes from. The socket's address, which nobody can choose; a header only where the operator says how many
 * proxies of his own stand in front.
 */
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/**
 * @param proxies how many proxies of ours each append to `X-Forwarded-For`; 0 means that the header is not looked at.
 *   Counted from the right, since whatever stands further left was written by strangers.
 * @returns a name of the source of at most 60 characters: an IPv4 address, or the first 64 bits of an IPv6 address (one
 *   household or one machine commands all the rest).
 */
export function sourceOf(request: IncomingMessage, proxies = 0): string {
  const socket = request.socket.remoteAddress ?? '';
  if (proxies === 0) return sourceName(socket);
  const hops = (request.headersDistinct['x-forwarded-for'] ?? []).join(',').split(',').map((hop) => hop.trim());
  const claimed = hops.at(-proxies) ?? '';
  return sourceName(isIP(claimed) === 0 ? socket : claimed);
}

/** @returns the name of an address as text. */
export function sourceName(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/iu, '').replace(/%.*$/u, '');
  switch (isIP(plain)) {
    case 4: return `v4:${plain}`;
    case 6: return `v6:${firstHalf(plain)}`;
    default: return 'none';
  }
}

function firstHalf(address: string): string {
  const [left = '', right = ''] = address.split('::');
  const head = left === '' ? [] : left.split(':');
  const tail = right === '' ? [] : right.split(':');
  const all = address.includes('::') ? [...head, ...Array<string>(Math.max(8 - head.length - tail.length, 0)).fill('0'), ...tail] : head;
  return all.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16)).join(':');
}

/** attacks.md, row 6: a header cannot make one source into many. */
import type { IncomingMessage } from 'node:http';
import { sourceName, sourceOf } from './source.js';

const from = (address: string | undefined, ...forwarded: string[]) =>
  ({ socket: { remoteAddress: address }, headersDistinct: forwarded.length > 0 ? { 'x-forwarded-for': forwarded } : {} }) as unknown as IncomingMessage;

it('does not look at the header unless told how many proxies there are', () => {
  expect(sourceOf(from('192.0.2.1', '203.0.113.5'))).toBe('v4:192.0.2.1');
  expect(sourceOf(from('192.0.2.1', '1.1.1.1, 203.0.113.5'), 1)).toBe('v4:203.0.113.5');
  expect(sourceOf(from('192.0.2.1', '1.1.1.1', '203.0.113.5, 10.0.0.1'), 2)).toBe('v4:203.0.113.5');
  expect(sourceOf(from('192.0.2.1', 'nonsense'), 1)).toBe('v4:192.0.2.1');
  expect(sourceOf(from('192.0.2.1'), 1)).toBe('v4:192.0.2.1');
  expect(sourceOf(from(undefined))).toBe('none');
});

it.each([
  ['::ffff:192.0.2.1', 'v4:192.0.2.1'], ['2001:db8::1', 'v6:2001:db8:0:0'], ['2001:DB8:0:0:1:2:3:4', 'v6:2001:db8:0:0'], ['::1', 'v6:0:0:0:0'],
  ['fe80::1%eth0', 'v6:fe80:0:0:0'], ['2001:db8:1:2::', 'v6:2001:db8:1:2'],
])('names %s %s', (address, name) => expect(sourceName(address)).toBe(name));

/** One entry line of the export: `<index> <lane> <number> <time, ms> <link, hex> <body>`. */
import { fromBase64 } from '../tree/note.js';

export interface Entry {
  readonly index: number;
  readonly lane: string;
  readonly number: number;
  /** 0x00, then the bytes that are the leaf: ready to be hashed. */
  readonly leaf: Buffer;
  readonly link: string;
}

/** A line the database could not fill: the entry, or even its place, is gone. */
export interface Absent {
  readonly index: number;
  readonly lane: string | null;
  readonly number: number | null;
}

const SPACE = 32;
const LANE = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const WHOLE = /^(?:0|[1-9][0-9]{0,15})$/;
const TIME = /^-?[1-9][0-9]{0,15}$|^0$/;
const LINK = /^[0-9a-f]*$/;

/** @returns the entry, what stands for one that is gone, or null for a line that is not of the form. */
export function readEntry(line: Buffer): Entry | Absent | null {
  const ends: number[] = [];
  for (let at = line.indexOf(SPACE); at >= 0 && ends.length < 5; at = line.indexOf(SPACE, at + 1)) ends.push(at);
  const bodyAt = ends[4];
  if (bodyAt === undefined) return null;
  const [index = '', lane = '', number = '', time = '', link = ''] = line.toString('latin1', 0, bodyAt).split(' ');
  if (!WHOLE.test(index)) return null;
  if (time === '-' && link === '-') return readAbsent(Number(index), lane, number, line.subarray(bodyAt + 1));
  if (!LANE.test(lane) || !WHOLE.test(number) || !(TIME.test(time) || time === '-') || !LINK.test(link)) return null;
  const body = bodyOf(line.subarray(bodyAt + 1));
  return body && { index: Number(index), lane, number: Number(number), leaf: leafOf(lane, number, time, body), link };
}

function readAbsent(index: number, lane: string, number: string, rest: Buffer): Absent | null {
  if (rest.length !== 1 || rest.toString('latin1') !== '-') return null;
  if (lane === '-' && number === '-') return { index, lane: null, number: null };
  return LANE.test(lane) && WHOLE.test(number) ? { index, lane, number: Number(number) } : null;
}

/** A body that no lane would write stands as `*` and base64. It is hashed like any other. */
function bodyOf(bytes: Buffer): Buffer | null {
  if (bytes[0] !== 42) return bytes;
  return bytes.length === 1 ? Buffer.alloc(0) : fromBase64(bytes.toString('latin1', 1));
}

function leafOf(lane: string, number: string, time: string, body: Buffer): Buffer {
  const leaf = Buffer.allocUnsafe(33 + body.length);
  leaf.write(lane.replaceAll('-', ''), 1, 'hex');
  leaf.writeBigInt64BE(BigInt(number), 17);
  // A time that is none was never a leaf: any bytes will do that no clock gives.
  leaf.writeBigInt64BE(time === '-' ? -(2n ** 63n) : BigInt(time), 25);
  body.copy(leaf, 33);
  return leaf;
}

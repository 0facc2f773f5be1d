/**
 * Reads the cells of an .xlsx file (ECMA-376): a ZIP archive of XML. Just enough for the codebooks that stand beside this
 * project; no dependency is worth the few lines.
 */
import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';

/** Rows of a sheet; a cell by its column letter, numbers as the text the file holds. */
export type Rows = readonly Readonly<Record<string, string>>[];

/** @param sheet number of the sheet's file, from 1. */
export function readSheet(file: string, sheet: number): Rows {
  const parts = unzip(readFileSync(file));
  const shared = [...all(parts.get('xl/sharedStrings.xml') ?? '', 'si')].map(({ inner }) => [...all(inner, 't')].map((text) => plain(text.inner)).join(''));
  return [...all(parts.get(`xl/worksheets/sheet${sheet}.xml`) ?? '', 'row')].map(({ inner }) => Object.fromEntries(
    [...all(inner, 'c')].flatMap(({ attributes, inner: cell }) => {
      const value = [...all(cell, 'v')][0]?.inner;
      const column = /r="([A-Z]+)\d+"/.exec(attributes)?.[1];
      if (value === undefined || column === undefined) return [];
      return [[column, attributes.includes('t="s"') ? shared[Number(value)] ?? '' : plain(value)] as const];
    }),
  ));
}

function* all(xml: string, tag: string): Generator<{ readonly attributes: string; readonly inner: string }> {
  const pattern = new RegExp(`<${tag}(?=[ />])([^>]*?)(?:/>|>(.*?)</${tag}>)`, 'gs');
  for (const [, attributes = '', inner = ''] of xml.matchAll(pattern)) yield { attributes, inner };
}

function plain(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&');
}

/** Walks the central directory (APPNOTE 4.3.12): sizes in local headers may be missing. */
function unzip(bytes: Buffer): ReadonlyMap<string, string> {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  const parts = new Map<string, string>();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size, nameLength] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28)];
    const local = bytes.readUInt32LE(at + 42);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(start, start + size);
    parts.set(name, (method === 0 ? packed : inflateRawSync(packed)).toString('utf8'));
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return parts;
}

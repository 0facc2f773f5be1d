import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import fc from 'fast-check';

import { FileRefusal } from '../format/file-refusal.js';
import { readCsv } from './csv-rows.js';
import { StrictUtf8 } from './strict-utf8.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qalxan-csv-'));
});
afterAll(() => rm(folder, { recursive: true }));

const read = async (bytes: Buffer | string): Promise<(readonly [number, readonly string[]])[]> => {
  const path = join(folder, 'file.csv');
  await writeFile(path, bytes);
  const rows: (readonly [number, readonly string[]])[] = [];
  for await (const { number, cells } of readCsv(path).rows) rows.push([number, cells]);
  return rows;
};
const refusal = async (bytes: Buffer | string): Promise<unknown> =>
  read(bytes).then(() => 'read', (error: unknown) => (error instanceof FileRefusal ? [error.rule, error.where] : error));

describe('a CSV file', () => {
  it('is read with the row numbers of a spreadsheet, empty lines counted', async () => {
    expect(await read('a,b\r\n1,"x\ny"\r\n\r\n2,\r\n')).toEqual([[1, ['a', 'b']], [2, ['1', 'x\ny']], [4, ['2', '']]]);
  });

  it('may begin with a byte order mark', async () => expect(await read('\uFEFFa,b\n1,2')).toEqual([[1, ['a', 'b']], [2, ['1', '2']]]));
  it('may have rows of any length: the plan looks at that', async () => expect(await read('a,b\n1')).toEqual([[1, ['a', 'b']], [2, ['1']]]));

  it.each<[string, Buffer | string, unknown]>([
    ['empty', '', ['EMPTY_FILE', {}]],
    ['Latin-1', Buffer.from('ad,x\nSəlimə,1\nÉlise,2'.replace(/ə/g, 'e'), 'latin1'), ['NOT_UTF_8', { byte: 14 }]],
    ['UTF-16 with a mark', Buffer.from('\uFEFFa,b\n1,2', 'utf16le'), ['UTF_16', { byte: 0 }]],
    ['UTF-16 without one', Buffer.from('a,b\n1,2', 'utf16le'), ['UTF_16', { byte: 0 }]],
    ['cut off inside a character', Buffer.from('a,b\n1,ə').subarray(0, -1), ['NOT_UTF_8', { byte: 6 }]],
    ['cut off inside quotation marks', 'a,b\n1,"2', ['QUOTE_NOT_CLOSED', { row: 2 }]],
    ['with text after a closing quotation mark', 'a,b\n"1"x,2\n', ['QUOTE_MISPLACED', { row: 2 }]],
    ['with a quotation mark inside plain text', 'a,b\n1,2\n1x"y",2\n', ['QUOTE_MISPLACED', { row: 3 }]],
    ['with a row that never ends', `a,b\n"${'x'.repeat(1_100_000)}",1\n`, ['ROW_TOO_LONG', { row: 2 }]],
  ])('is refused when it is %s', async (_, bytes, expected) => expect(await refusal(bytes)).toEqual(expected));

  it('is refused when it is not there, without telling its path', async () => {
    const reading = (async () => { for await (const { number } of readCsv(join(folder, 'none')).rows) expect(number).toBeNaN(); })();
    await expect(reading).rejects.toMatchObject({ rule: 'NOT_READABLE', message: 'NOT_READABLE' });
  });
});

describe('strict UTF-8', () => {
  const take = (chunks: readonly Buffer[]): Buffer | number => {
    const utf8 = new StrictUtf8();
    try {
      const whole = Buffer.concat(chunks.map((chunk) => utf8.take(chunk)));
      utf8.end();
      return whole;
    } catch (error) {
      return (error as FileRefusal).where.byte ?? -1;
    }
  };
  const cut = (bytes: Buffer, at: readonly number[]): Buffer[] => {
    const places = [0, ...at.map((place) => place % (bytes.length + 1)).sort((one, other) => one - other), bytes.length];
    return places.slice(1).map((place, index) => bytes.subarray(places[index], place));
  };

  it('lets every text through, wherever the chunks divide it', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 2 }), fc.array(fc.nat(), { maxLength: 6 }), (text, at) => {
      const bytes = Buffer.from(`ab${text}`);
      expect(take(cut(bytes, at))).toEqual(bytes);
    }));
  });

  it('names the first wrong byte, wherever the chunks divide it', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom(0xff, 0xc0, 0x80), fc.string(), fc.array(fc.nat(), { maxLength: 6 }), (before, wrong, after, at) => {
      const start = Buffer.from(`ab${before}`);
      expect(take(cut(Buffer.concat([start, Buffer.from([wrong]), Buffer.from(`x${after}`)]), at))).toBe(start.length);
    }));
  });
});

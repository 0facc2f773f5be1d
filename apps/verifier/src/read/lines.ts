/**
 * Lines of a file that may be larger than memory, as bytes. Split at LF alone (a body may hold U+2028, which other readers
 * of lines split at too); a line longer than any entry can be ends the reading.
 */
import { createReadStream } from 'node:fs';

const CHUNK = 256 * 1024;
/** An entry names 20,000 ids at most, which is under a megabyte. */
const LONGEST = 64 * 1024 * 1024;

export interface Line {
  readonly bytes: Buffer;
  /** Whether an LF stood behind it: without one the file ends in the middle of a line. */
  readonly whole: boolean;
}

/** @yields every line, without its LF, a chunk's worth at a time. */
export async function* linesOf(path: string): AsyncGenerator<Line[]> {
  let rest = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const lines: Line[] = [];
    let start = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
      lines.push({ bytes: bytes.subarray(start, end), whole: true });
      start = end + 1;
    }
    rest = Buffer.from(bytes.subarray(start));
    if (rest.length > LONGEST) throw new Error('a line is too long to be one of the log');
    yield lines;
  }
  if (rest.length > 0) yield [{ bytes: rest, whole: false }];
}

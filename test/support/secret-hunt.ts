/**
 * Looks for secrets in any bytes, however they were written down: as UTF-8 or UTF-16, in base64 of any alignment, in hexadecimal, backwards,
 * in capitals or small letters. Secrets are ASCII. What is found is told by its name and place, never by its value, so that a failure leaks nothing either.
 */
export interface Secret {
  readonly name: string;
  readonly value: string;
}

interface Needle {
  readonly name: string;
  readonly bytes: Buffer;
}

/** @returns what bytes of the text survive in base64 when other bytes stand before and after it, for each of the three alignments. */
function inBase64(bytes: Buffer): string[] {
  return [0, 1, 2].map((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes]);
    // Characters that also hold bits of a neighbour are cut off at both ends: each stands for six bits.
    return whole.toString('base64').slice(Math.ceil(before * 8 / 6), Math.floor(whole.length * 8 / 6));
  });
}

function writtenAs({ name, value }: Secret): Needle[] {
  const spellings = new Set([value, value.toLowerCase(), value.toUpperCase(), Buffer.from(value).reverse().toString()]);
  return [...spellings].flatMap((spelling) => {
    const bytes = Buffer.from(spelling, 'utf8');
    const base64 = inBase64(bytes);
    const texts = [
      spelling, bytes.toString('hex'), bytes.toString('hex').toUpperCase(), ...base64, ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
      ...inBase64(Buffer.from(spelling, 'utf16le')),
    ];
    return [...[...new Set(texts)].map((text) => Buffer.from(text, 'latin1')), bytes, Buffer.from(spelling, 'utf16le')].map((one) => ({ name, bytes: one }));
  });
}

export class SecretHunt {
  private readonly needles: readonly Needle[];

  constructor(secrets: readonly Secret[]) {
    this.needles = secrets.flatMap(writtenAs);
  }

  /** @returns the names of the secrets that are in it, each once. */
  namesIn(haystack: string | Buffer): string[] {
    const bytes = typeof haystack === 'string' ? Buffer.from(haystack, 'utf8') : haystack;
    return [...new Set(this.needles.filter((needle) => bytes.includes(needle.bytes)).map(({ name }) => name))];
  }
}

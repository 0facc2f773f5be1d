/** How the console speaks: answers on standard output, everything else on standard error, both in the operator's language. */
import type { Locale, Words } from '#kernel';

/** What a command ends with. USAGE is commander's own: the command line was not understood. */
export const EXIT = { DONE: 0, REFUSED: 1, USAGE: 2, INTERRUPTED: 130 } as const;

export class Terminal {
  #statusShown = false;

  constructor(
    readonly locale: Locale,
    private readonly out: NodeJS.WriteStream = process.stdout,
    private readonly err: NodeJS.WriteStream = process.stderr,
  ) {}

  /** @returns the text in the operator's language. */
  word(words: Words): string {
    return words[this.locale];
  }

  answer(line: string): void {
    this.#clear();
    this.out.write(`${line}\n`);
  }

  tell(line: string): void {
    this.#clear();
    this.err.write(`${line}\n`);
  }

  /** Shows how far something is, in one line that is written over. Silent where nobody watches. */
  status(line: string): void {
    if (!this.err.isTTY) return;
    this.err.write(`\r\u001B[2K${line}`);
    this.#statusShown = true;
  }

  #clear(): void {
    if (this.#statusShown) this.err.write('\r\u001B[2K');
    this.#statusShown = false;
  }
}

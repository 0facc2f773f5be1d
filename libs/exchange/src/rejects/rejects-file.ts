/**
 * The rows that were not taken, in a file of the operator's own: beside the import file, readable by nobody else. It has the
 * rows as they stood, so that they can be put right there; cells that a spreadsheet would run as formulas get an apostrophe.
 * It is complete or it is not there: it is written under another name and renamed at the end.
 */
import { createWriteStream, type WriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';

import { newId } from '#kernel';
import { stringify, type Stringifier } from 'csv-stringify';

import { FileRefusal } from '../format/file-refusal.js';
import { ROW_RULES, type RowFault } from '../format/row-fault.js';

const OURS = ['row', 'column', 'reason', 'reason_en', 'reason_az'];

export class RejectsFile {
  #header: readonly string[] = [];
  #open: { readonly lines: Stringifier; readonly file: WriteStream; readonly done: Promise<void> } | undefined;
  readonly #draft: string;

  constructor(readonly path: string) {
    this.#draft = `${path}.${newId()}.part`;
  }

  /** Takes the header, then each rejected row. The file is begun with the first of them. @throws FileRefusal REJECTS_NOT_WRITABLE. */
  async add(cells: readonly string[], fault: { readonly number: number; readonly rule: RowFault } | null): Promise<void> {
    if (!fault) {
      this.#header = cells;
      return;
    }
    const { number, rule } = fault;
    await this.#write([String(number), rule.column ?? '', rule.rule, ROW_RULES[rule.rule].en, ROW_RULES[rule.rule].az, ...cells]);
  }

  /** Puts the file in its place. @returns its path, or null when nothing was rejected. */
  async close(): Promise<string | null> {
    if (!this.#open) return null;
    const { lines, done } = this.#open;
    lines.end();
    await refusing(async () => {
      await done;
      await rename(this.#draft, this.path);
    });
    return this.path;
  }

  /** Leaves nothing behind. */
  async abandon(): Promise<void> {
    if (!this.#open) return;
    this.#open.lines.destroy();
    this.#open.file.destroy();
    await this.#open.done.catch(() => undefined);
    await rm(this.#draft, { force: true });
  }

  async #write(line: readonly string[]): Promise<void> {
    if (!this.#open) {
      const file = createWriteStream(this.#draft, { flags: 'wx', mode: 0o600 });
      await refusing(() => once(file, 'open'));
      const lines = stringify({ bom: true, escape_formulas: true });
      lines.pipe(file);
      this.#open = { lines, file, done: finished(file) };
      this.#open.done.catch(() => undefined);
      lines.write([...OURS, ...this.#header]);
    }
    if (!this.#open.lines.write(line)) await Promise.race([once(this.#open.lines, 'drain'), this.#open.done]);
  }
}

async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new FileRefusal('REJECTS_NOT_WRITABLE', {}, { cause: error });
  }
}

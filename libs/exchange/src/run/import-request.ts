/** What is to be imported, and what it is told by. */
import { allowedText } from '#change';

import { FileRefusal } from '../format/file-refusal.js';
import type { FormatName } from '../format/formats.js';
import { importFormats } from '../format/formats.js';

export interface ImportRequest {
  readonly format: FormatName;
  /** Path of the file. */
  readonly file: string;
  /**
   * Where the data were collected. Rows are told apart within one source: the same cells from another source are another
   * person. The format's own name unless given.
   */
  readonly source?: string | undefined;
}

export interface Progress {
  readonly phase: 'PLAN' | 'RUN';
  readonly bytes: number;
  readonly bytesTotal: number;
  /** Rows looked at, below the header. */
  readonly rows: number;
}

/** @returns the source of the request. @throws FileRefusal SOURCE_NOT_VALID. */
export function sourceOf({ format, source = importFormats[format].source }: ImportRequest): string {
  try {
    return allowedText(source, 200);
  } catch (error) {
    throw new FileRefusal('SOURCE_NOT_VALID', {}, { cause: error });
  }
}

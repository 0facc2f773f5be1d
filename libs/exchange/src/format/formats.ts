/** The formats that can be imported. A new one is a file and a line here. */
import { ctdc } from '../ctdc/ctdc.format.js';
import { htcds } from '../htcds/htcds.format.js';
import type { ImportFormat } from './import-format.js';

export const importFormats = { ctdc, htcds } as const satisfies Readonly<Record<string, ImportFormat>>;

export type FormatName = keyof typeof importFormats;

/** What an operator may write for a format. */
export const FORMAT_NAMES = Object.keys(importFormats) as readonly FormatName[];

/** @returns whether there is such a format. */
export function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(importFormats, name);
}

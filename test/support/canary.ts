/** Canaries: every text of a world is unique, so that wherever one turns up tells exactly which cell leaked. */
import { registry } from '#casework';
import type { Viewer } from '#policy';

import { Oracle } from './oracle.js';
import type { World } from './worlds.js';

const CANARY = /CNRY-\w+/g;

/** @returns the canaries in any text or value. */
export function canariesIn(value: unknown): string[] {
  return (typeof value === 'string' ? value : JSON.stringify(value)).match(CANARY) ?? [];
}

/** @returns the canaries a viewer may see, worked out by the oracle. */
export function canariesFor(world: World, viewer: Viewer): ReadonlySet<string> {
  const oracle = new Oracle(world, viewer);
  return new Set(registry.records.flatMap((record) => [...oracle.copyOf(record).values()].flatMap(canariesIn)));
}

/** @returns the canaries in the text that the viewer may not see. */
export function foreignCanaries(text: string, allowed: ReadonlySet<string>): string[] {
  return canariesIn(text).filter((canary) => !allowed.has(canary));
}

/** Keeps what is written to the console and to the process's outputs while `work` runs. */
export async function outputOf(work: () => Promise<unknown>): Promise<string> {
  const written: string[] = [];
  const streams = [process.stdout, process.stderr] as const;
  const originals = streams.map((stream) => stream.write.bind(stream));
  const methods = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const;
  const speaker = globalThis.console;
  const spoken = methods.map((method) => speaker[method].bind(speaker));
  for (const stream of streams) stream.write = (chunk: unknown) => written.push(String(chunk)) > 0;
  for (const method of methods) speaker[method] = (...words: unknown[]) => void written.push(words.map(String).join(' '));
  try {
    await work();
  } finally {
    streams.forEach((stream, at) => { stream.write = originals[at]!; });
    methods.forEach((method, at) => { speaker[method] = spoken[at]!; });
  }
  return written.join('\n');
}

/** Asks for a password without showing it. A script gives it in QALXAN_PASSWORD instead: never on the command line, which others can read. */
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

import { say } from '#kernel';

import { Refusal } from './refusal.js';
import type { Terminal } from './terminal.js';

const NO_TERMINAL = say('There is no terminal to ask for the password; give it in QALXAN_PASSWORD', 'Parolu soruşmaq üçün terminal yoxdur; onu QALXAN_PASSWORD ilə verin');

/** @throws Refusal when there is neither a terminal nor QALXAN_PASSWORD. */
export async function passwordFor(terminal: Terminal, env: NodeJS.ProcessEnv, prompt: string): Promise<string> {
  if (env['QALXAN_PASSWORD'] !== undefined && env['QALXAN_PASSWORD'] !== '') return env['QALXAN_PASSWORD'];
  if (!process.stdin.isTTY) throw new Refusal(terminal.word(NO_TERMINAL));
  process.stderr.write(`${prompt}: `);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await lines.question('');
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
}

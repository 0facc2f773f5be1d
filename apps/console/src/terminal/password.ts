/** Asks for a password or a code without showing it. A script gives it in the environment instead: never on the command line, which others can read. */
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

import { say } from '#kernel';

import { Refusal } from './refusal.js';
import type { Terminal } from './terminal.js';

const NO_TERMINAL = say('There is no terminal to ask on; give it in', 'Soruşmaq üçün terminal yoxdur; onu bu dəyişənlə verin:');

/** @throws Refusal when there is neither a terminal nor QALXAN_PASSWORD. */
export function passwordFor(terminal: Terminal, env: NodeJS.ProcessEnv, prompt: string): Promise<string> {
  return secretFor(terminal, env, 'QALXAN_PASSWORD', prompt);
}

/** The same for a one-time or recovery code, with QALXAN_CODE. */
export function codeFor(terminal: Terminal, env: NodeJS.ProcessEnv, prompt: string): Promise<string> {
  return secretFor(terminal, env, 'QALXAN_CODE', prompt);
}

async function secretFor(terminal: Terminal, env: NodeJS.ProcessEnv, variable: string, prompt: string): Promise<string> {
  const given = env[variable];
  if (given !== undefined && given !== '') return given;
  if (!process.stdin.isTTY) throw new Refusal(`${terminal.word(NO_TERMINAL)} ${variable}`);
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

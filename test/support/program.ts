/** Programs of the product as processes of their own, started from their sources: for tests that kill them or read all they say. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { DatabaseAccess } from '#persistence';

import { until } from './case-over-http.js';

const ROOT = join(import.meta.dirname, '../..');

export interface Program {
  readonly process: ChildProcess;
  /** All it wrote to its outputs, line by line. */
  readonly said: readonly string[];
  /** Ends it by a signal. @returns its exit code and signal. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

/** @param app a folder of apps. @param cwd where it runs: its local files are made there. */
export function startProgram(app: 'api' | 'worker', cwd: string, env: Readonly<Record<string, string>>): Program {
  const child = spawn(process.execPath, ['--conditions=source', '--import', join(ROOT, 'test/crash/source-hooks.ts'), join(ROOT, `apps/${app}/src/main.ts`)], {
    cwd, stdio: ['ignore', 'pipe', 'pipe'], env: { NODE_ENV: 'development', ...env },
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) createInterface(stream).on('line', (line) => said.push(line));
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => child.once('close', (code, signal) => resolve({ code, signal })));
  return {
    process: child, said,
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

/** Starts the API and waits until it listens. @throws Error when it ends instead. */
export async function startApiProgram(cwd: string, env: Readonly<Record<string, string>>): Promise<Program & { readonly url: string }> {
  const program = startProgram('api', cwd, { QALXAN_DEMO: 'no', QALXAN_ANCHOR_MAX_AGE_S: '0', PORT: '0', ...env });
  const url = (): string | undefined => /http:\S+\/graphql/.exec(program.said.join('\n'))?.[0];
  await until(() => Promise.resolve(program.process.exitCode !== null || url() !== undefined));
  const found = url();
  if (found === undefined) throw new Error(`the API did not start: ${program.said.join(' / ')}`);
  return { ...program, url: found };
}

/** @returns the logins of an API without a worker beside it. */
export function apiLogins({ app, audit, auditor, vault }: DatabaseAccess): Record<string, string> {
  return { DATABASE_URL: app, DATABASE_AUDIT_URL: audit, DATABASE_AUDITOR_URL: auditor, DATABASE_VAULT_URL: vault };
}

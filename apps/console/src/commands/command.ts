/** What every command of the console is given, and what it gives back: the exit code. */
import type { Terminal } from '../terminal/terminal.js';

export interface Setting {
  readonly terminal: Terminal;
  readonly env: NodeJS.ProcessEnv;
}

export type ExitCode = number;

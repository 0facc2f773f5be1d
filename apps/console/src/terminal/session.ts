/** Opens the product's parts for one command and closes them after it, however it ends. */
import { assemble, type Assembly } from '#assembly';

import type { Terminal } from './terminal.js';

/** Runs `work` on the parts of a process and closes them, whatever happens. @throws what `work` threw; SettingsRefusal or DatabaseRefusal. */
export async function withAssembly<T>(terminal: Terminal, env: NodeJS.ProcessEnv, work: (assembly: Assembly) => Promise<T>): Promise<T> {
  const assembly = await assemble({ env, process: 'console', say: (sentence) => terminal.tell(sentence) });
  try {
    return await work(assembly);
  } finally {
    for (const { run } of assembly.closing) await run().catch(() => undefined);
  }
}

/** Processes that are asked and answer, one question at a time. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export class Child {
  private constructor(private readonly process: ChildProcess, private readonly name: string) {}

  /** @param module path of the module beside this one, compiled. */
  static start(module: string, name: string, nodeArguments: readonly string[] = []): Child {
    const child = fork(fileURLToPath(new URL(module, import.meta.url)), {
      // As in production; graphql-js, Express and Nest all look at it.
      env: { ...process.env, NODE_ENV: 'production' },
      execArgv: [...nodeArguments], serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    return new Child(child, name);
  }

  get pid(): number {
    return this.process.pid ?? 0;
  }

  /** @throws Error when the process ends instead of answering. */
  async ask<Answer>(question: unknown): Promise<Answer> {
    const ended = new AbortController();
    const answer = once(this.process, 'message', ended).then(([message]) => message as Answer);
    const end = once(this.process, 'exit', ended).then(([code]) => { throw new Error(`${this.name} ended with ${String(code)}`); });
    this.process.send(question as object);
    try {
      return await Promise.race([answer, end]);
    } finally {
      answer.catch(() => undefined);
      end.catch(() => undefined);
      ended.abort();
    }
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null || !this.process.connected) return;
    const exit = once(this.process, 'exit');
    this.process.send('stop');
    await exit;
  }
}

/**
 * Look-ups that share statements: whoever asks while a statement is under way shares the next one. A look-up always starts
 * after its request has come, so whatever was revoked before counts; sharing saves round trips, not freshness. And however
 * many ask, one connection is taken: a slow table is slow for those who ask about it, not for everybody.
 */

interface Waiting<Q, R> {
  readonly asked: Q;
  readonly resolve: (row: R | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/** Look-ups in one statement at most. */
const MOST_TOGETHER = 100;

export class SharedLookUp<Q, R extends { readonly at: number }> {
  private waiting: Waiting<Q, R>[] = [];
  private busy = false;

  /** @param ask one statement for several questions; each row of the answer says by `at`, from 1, whose it is. */
  constructor(private readonly ask: (together: readonly Q[]) => Promise<readonly R[]>) {}

  /** @returns the row for the question, or undefined when there is none. @throws what the statement threw. */
  find(asked: Q): Promise<R | undefined> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ asked, resolve, reject });
      if (!this.busy) void this.work();
    });
  }

  /** Never throws: what fails, fails for those who wait. */
  private async work(): Promise<void> {
    this.busy = true;
    while (this.waiting.length > 0) {
      const together = this.waiting.splice(0, MOST_TOGETHER);
      try {
        const rows = new Map((await this.ask(together.map(({ asked }) => asked))).map((row) => [row.at, row]));
        together.forEach(({ resolve }, index) => resolve(rows.get(index + 1)));
      } catch (error) {
        // Who waits behind a failed statement need not wait for the next to fail.
        for (const { reject } of [...together, ...this.waiting.splice(0)]) reject(error);
      }
    }
    this.busy = false;
  }
}

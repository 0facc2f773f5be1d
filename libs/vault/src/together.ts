/**
 * Look-ups that share a round trip: whoever asks while one is under way shares the next. A look-up always starts after it
 * was asked for; sharing saves trips to the database and to the key provider, not freshness.
 */
interface Waiting<T> {
  readonly keys: readonly string[];
  readonly resolve: (found: ReadonlyMap<string, T>) => void;
  readonly reject: (error: unknown) => void;
}

/** Keys in one look-up at most, unless one caller alone asks for more. */
const MOST_TOGETHER = 1_000;

export class Together<T> {
  private waiting: Waiting<T>[] = [];
  private busy = false;

  constructor(private readonly ask: (keys: readonly string[]) => Promise<ReadonlyMap<string, T>>) {}

  /** @returns what was found, at least of these keys. @throws what the look-up threw. */
  find(keys: readonly string[]): Promise<ReadonlyMap<string, T>> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ keys, resolve, reject });
      if (!this.busy) void this.work();
    });
  }

  /** Never throws: what fails, fails for those who wait. */
  private async work(): Promise<void> {
    this.busy = true;
    await Promise.resolve(); // whoever asks in the same turn comes along
    while (this.waiting.length > 0) {
      const group = this.nextGroup();
      try {
        const found = await this.ask([...new Set(group.flatMap(({ keys }) => keys))]);
        for (const { resolve } of group) resolve(found);
      } catch (error) {
        // Who waits behind a failed look-up need not wait for the next to fail.
        for (const { reject } of [...group, ...this.waiting.splice(0)]) reject(error);
      }
    }
    this.busy = false;
  }

  private nextGroup(): Waiting<T>[] {
    let count = 0;
    const tooMany = this.waiting.findIndex(({ keys }, index) => (count += keys.length) > MOST_TOGETHER && index > 0);
    return this.waiting.splice(0, tooMany === -1 ? this.waiting.length : tooMany);
  }
}

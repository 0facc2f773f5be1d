/** Work that is begun in order, a few pieces at a time. When one fails, no other is begun, and those under way are waited for. */
export class Line {
  readonly #underWay = new Set<Promise<void>>();
  #failure: { readonly error: unknown } | undefined;

  constructor(private readonly atOnce: number) {}

  /** Begins a piece as soon as there is room. @throws what an earlier piece threw, when none is under way any more. */
  async enter(piece: () => Promise<void>): Promise<void> {
    while (this.#underWay.size >= this.atOnce) await Promise.race(this.#underWay);
    if (this.#failure) await this.empty();
    const run = piece()
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .finally(() => this.#underWay.delete(run));
    this.#underWay.add(run);
  }

  /** Waits for all. @throws what the first failed piece threw. */
  async empty(): Promise<void> {
    await Promise.all(this.#underWay);
    if (this.#failure) throw this.#failure.error;
  }
}

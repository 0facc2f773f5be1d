/** What was found wrong. The first bad entry is what an investigator needs; a few more help; a million would hide it. */

export interface Finding {
  /** Index in the tree of the entry it begins at; null when it is about no entry. */
  readonly index: number | null;
  readonly words: string;
}

const KEPT = 20;

export class Findings {
  private readonly kept: Finding[] = [];
  private all = 0;

  add(index: number | null, words: string): void {
    this.all += 1;
    const last = this.kept.at(-1);
    if (this.kept.length === KEPT && last && order(last) <= order({ index, words })) return;
    this.kept.push({ index, words });
    this.kept.sort((one, other) => order(one) - order(other));
    this.kept.splice(KEPT);
  }

  /** @returns whether an entry from `start` up to, not including, `end` was named. */
  nameOneOf(start: number, end: number): boolean {
    return this.kept.some(({ index }) => index !== null && index >= start && index < end);
  }

  get count(): number {
    return this.all;
  }

  /** The findings that come first in the log, at most twenty. */
  get first(): readonly Finding[] {
    return this.kept;
  }
}

/** What is about no entry comes after what is. */
function order({ index }: Finding): number {
  return index ?? Number.POSITIVE_INFINITY;
}

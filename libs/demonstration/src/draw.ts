/** Chance that repeats itself: the same seed draws the same world, so what a guide says about it stays true. */

export class Draw {
  private state: number;

  /** @param seed any text; another text draws another sequence. */
  constructor(seed: string) {
    this.state = Array.from(seed).reduce((hash, letter) => Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16_777_619), 2_166_136_261);
  }

  /** @returns a number from 0 up to, not including, 1 (Mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** @returns a whole number from `least` to `greatest`, both included. */
  between(least: number, greatest: number): number {
    return least + Math.floor(this.next() * (greatest - least + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** @throws Error when there is nothing to draw from. */
  one<T>(from: readonly T[]): T {
    if (from.length === 0) throw new Error('nothing to draw from');
    return from[this.between(0, from.length - 1)] as T;
  }

  /** @returns between one and `most` different members, in the order of the list. */
  some<T>(from: readonly T[], most: number): T[] {
    const wanted = this.between(1, Math.min(most, from.length));
    const left = from.map((_, place) => place);
    const drawn = Array.from({ length: wanted }, () => left.splice(this.between(0, left.length - 1), 1)[0] ?? 0);
    return drawn.sort((a, b) => a - b).map((place) => from[place] as T);
  }

  /** @returns that many digits. */
  digits(count: number): string {
    return Array.from({ length: count }, () => this.between(0, 9)).join('');
  }
}

/** @returns the ISO date so many days later. */
export function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}

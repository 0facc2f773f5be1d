/**
 * The brand of rows that came through the door. Only this library can make one; a resolver that returns anything else
 * for a record type fails the request (decisions/0001-one-door-for-reads.md).
 */
const KEY = Symbol('the door');

export class Disclosed {
  /** A private field cannot be forged from outside the class. */
  readonly #disclosed = true;

  /**
   * @param key known to this file only: the class can be seen from outside, and reached from any row, so that making one
   *   needs more than the class.
   */
  constructor(key: symbol) {
    if (key !== KEY) throw new TypeError('only the door makes disclosed rows');
  }

  /** @returns whether the value was made here. */
  static is(value: unknown): value is Disclosed & Record<string, unknown> {
    return typeof value === 'object' && value !== null && #disclosed in value && value.#disclosed;
  }
}

/** A row, page or edge for the answer: fields by response key. */
export type Answer = Disclosed & Record<string, unknown>;

/** @returns a branded, empty row. Not exported from the library. */
export function newAnswer(): Answer {
  return new Disclosed(KEY) as Answer;
}

/**
 * The brand of rows that came through the door. Only this library can make one; a resolver that returns anything else
 * for a record type fails the request (decisions/0001-one-door-for-reads.md).
 */
export class Disclosed {
  /** A private field cannot be forged from outside the class. */
  readonly #disclosed = true;

  /** @returns whether the value was made here. */
  static is(value: unknown): value is Disclosed & Record<string, unknown> {
    return typeof value === 'object' && value !== null && #disclosed in value && value.#disclosed;
  }
}

/** A row, page or edge for the answer: fields by response key. */
export type Answer = Disclosed & Record<string, unknown>;

/** @returns a branded, empty row. Not exported from the library. */
export function newAnswer(): Answer {
  return new Disclosed() as Answer;
}

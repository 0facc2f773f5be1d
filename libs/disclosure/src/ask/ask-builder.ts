/** Gathers the inputs and the shape of a question while it is taken apart. */
import { CodedError } from '#kernel';

import { COST_LIMIT, type Input } from './ask.js';

export class AskBuilder {
  readonly inputs: unknown[] = [];
  private readonly marks: string[] = [];
  private cost = 0;

  /** @returns the position of a client's value. */
  input(value: unknown): Input {
    return this.inputs.push(value) - 1;
  }

  /** Adds to the shape: everything that changes the SQL must pass here. */
  mark(text: string): void {
    this.marks.push(text);
  }

  get shape(): string {
    return this.marks.join(' ');
  }

  /** @throws CodedError BAD_REQUEST when nested pages multiply beyond {@link COST_LIMIT}. */
  charge(rows: number): void {
    this.cost += rows;
    if (this.cost > COST_LIMIT) throw new CodedError('BAD_REQUEST');
  }
}

/**
 * One statement in a transaction of its own under a signed context, in one round trip. The protocol makes one transaction of
 * everything before a Sync, so no begin and commit is sent: a ticket for the backend's turn, the statement, the Sync
 * (PostgreSQL documentation, "Extended Query", "Pipelining"). Only a new connection is asked first whose turn it is.
 */
import { Query, type QueryConfig, type QueryResult } from 'pg';

import { ENTER, FIRST_TURN } from './context.js';

/** What of `pg`'s connection is used. */
interface Wire {
  readonly stream: { readonly writable: boolean; cork(): void; uncork(): void };
  parse(message: { name: string; text: string }): void;
  bind(message: { statement: string; values?: readonly string[] }): void;
  execute(message: object): void;
  flush(): void;
  sync(): void;
}

/** What `pg` calls on the statement under way. */
interface Handlers {
  prepare(wire: Wire): void;
  handleDataRow(row: { fields: readonly unknown[] }): void;
  handleCommandComplete(message: unknown, wire: Wire): void;
  handleError(error: Error, wire: Wire): void;
}

const FIRST_NAME = 'wall.first';
const ENTER_NAME = 'wall.enter';

/** The turn that each connection's backend told last. */
const turns = new WeakMap<Wire, string>();
const plain = Query.prototype as unknown as Handlers;

export class SignedStatement extends Query implements Handlers {
  /** Read and set by `pg`, which notes prepared statements under it: ours must not be noted as the caller's. */
  declare name: string | undefined;
  readonly #name: string | undefined;
  readonly #sign: (turn: string) => string;
  #step: 'FIRST' | 'ENTER' | 'STATEMENT' = 'FIRST';
  #wire: Wire | undefined;
  #ended = false;

  /** @param done called once. After an error the connection MUST NOT be used again: its turn may be lost, or the server gone. */
  constructor({ name, text, values }: QueryConfig, sign: (turn: string) => string, done: (error: Error | null, result?: QueryResult) => void) {
    super({ text, values: values ?? [] }, (error, result) => {
      // `pg` tells of some errors and then of the end, or of the connection's end, as well.
      if (this.#ended) return;
      this.#ended = true;
      done(error ?? null, result);
    });
    this.#name = name;
    this.#sign = sign;
  }

  requiresPreparation(): boolean {
    return true;
  }

  prepare(wire: Wire): void {
    this.#wire = wire;
    if (turns.has(wire)) {
      this.#enter(wire);
      return;
    }
    wire.parse({ name: FIRST_NAME, text: FIRST_TURN });
    wire.parse({ name: ENTER_NAME, text: ENTER });
    wire.bind({ statement: FIRST_NAME });
    wire.execute({});
    wire.flush();
  }

  handleDataRow(row: { fields: readonly unknown[] }): void {
    if (this.#step === 'STATEMENT') plain.handleDataRow.call(this, row);
    else if (this.#wire) turns.set(this.#wire, String(row.fields[0]));
  }

  handleCommandComplete(message: unknown, wire: Wire): void {
    if (this.#step === 'STATEMENT') plain.handleCommandComplete.call(this, message, wire);
    else if (this.#step === 'ENTER') this.#step = 'STATEMENT';
    else this.#enter(wire);
  }

  handleError(error: Error, wire: Wire): void {
    // Nobody has said yet that the transaction is to end: without it the server would wait for ever.
    if (this.#step === 'FIRST' && wire.stream.writable) wire.sync();
    plain.handleError.call(this, error, wire);
  }

  #enter(wire: Wire): void {
    let ticket: string;
    try {
      ticket = this.#sign(turns.get(wire) ?? '');
    } catch (error) {
      this.handleError(error instanceof Error ? error : new Error('not signed'), wire);
      return;
    }
    this.#step = 'ENTER';
    this.name = this.#name;
    wire.stream.cork();
    try {
      wire.bind({ statement: ENTER_NAME, values: [ticket] });
      wire.execute({});
      plain.prepare.call(this, wire);
    } finally {
      wire.stream.uncork();
    }
  }
}

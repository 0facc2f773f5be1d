/**
 * One statement in a transaction of its own under a signed context, in two round trips. The protocol makes one transaction
 * of everything before a Sync, so no begin and commit is sent: first the challenge and a Flush; then, with the answer signed,
 * the context, the statement and the Sync (PostgreSQL documentation, "Extended Query", "Pipelining").
 */
import { Query, type QueryConfig, type QueryResult } from 'pg';

import { CHALLENGE, SET_CONTEXT } from './context.js';

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

const CHALLENGE_NAME = 'wall.challenge';
const CONTEXT_NAME = 'wall.context';

/** Connections that have our two statements prepared. */
const prepared = new WeakSet<Wire>();
const plain = Query.prototype as unknown as Handlers;

export class SignedStatement extends Query implements Handlers {
  /** Read and set by `pg`, which notes prepared statements under it: ours must not be noted as the caller's. */
  declare name: string | undefined;
  readonly #name: string | undefined;
  readonly #sign: (challenge: string) => string;
  #step: 'CHALLENGE' | 'CONTEXT' | 'STATEMENT' = 'CHALLENGE';
  #challenge = '';

  /** @param done called once; with `broken` when the connection must not be used again. */
  constructor({ name, text, values }: QueryConfig, sign: (challenge: string) => string, done: (error: Error | null, result?: QueryResult, broken?: boolean) => void) {
    super({ text, values: values ?? [] }, (error, result) => done(error ?? null, result, Boolean(error) && this.#step === 'CHALLENGE'));
    this.#name = name;
    this.#sign = sign;
  }

  requiresPreparation(): boolean {
    return true;
  }

  prepare(wire: Wire): void {
    if (!prepared.has(wire)) {
      wire.parse({ name: CHALLENGE_NAME, text: CHALLENGE });
      wire.parse({ name: CONTEXT_NAME, text: SET_CONTEXT });
    }
    wire.bind({ statement: CHALLENGE_NAME });
    wire.execute({});
    wire.flush();
  }

  handleDataRow(row: { fields: readonly unknown[] }): void {
    if (this.#step === 'CHALLENGE') this.#challenge = String(row.fields[0]);
    else if (this.#step === 'STATEMENT') plain.handleDataRow.call(this, row);
  }

  handleCommandComplete(message: unknown, wire: Wire): void {
    if (this.#step === 'STATEMENT') plain.handleCommandComplete.call(this, message, wire);
    else if (this.#step === 'CONTEXT') this.#step = 'STATEMENT';
    else this.#answer(wire);
  }

  handleError(error: Error, wire: Wire): void {
    // Nobody has said yet that the transaction is to end: without it the server would wait for ever.
    if (this.#step === 'CHALLENGE' && wire.stream.writable) wire.sync();
    plain.handleError.call(this, error, wire);
  }

  #answer(wire: Wire): void {
    prepared.add(wire);
    let context: string;
    try {
      context = this.#sign(this.#challenge);
    } catch (error) {
      this.handleError(error instanceof Error ? error : new Error('not signed'), wire);
      return;
    }
    this.#step = 'CONTEXT';
    this.name = this.#name;
    wire.stream.cork();
    try {
      wire.bind({ statement: CONTEXT_NAME, values: [context] });
      wire.execute({});
      plain.prepare.call(this, wire);
    } finally {
      wire.stream.uncork();
    }
  }
}

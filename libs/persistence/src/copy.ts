/**
 * COPY to and from a stream: whole tables in PostgreSQL's own text form, without holding them in memory. `pg` knows the messages and
 * leaves them to the statement under way (PostgreSQL documentation, "COPY Operations").
 */
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { Query, type Client } from 'pg';

/** What of `pg`'s connection is used. */
interface Wire {
  readonly stream: Writable & { pause(): void; resume(): void };
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(reason: string): void;
}

/** @param statement `copy ... to stdout`. @returns how many rows were written; the stream is left open. */
export function copyOut(client: Client, statement: string, into: Writable): Promise<number> {
  return new Promise((resolve, reject) => {
    class CopyOut extends Query {
      handleCopyData({ chunk }: { readonly chunk: Buffer }, wire: Wire): void {
        // A copy: the message lies in a buffer that the connection uses again.
        if (into.write(Buffer.from(chunk))) return;
        wire.stream.pause();
        into.once('drain', () => wire.stream.resume());
      }
    }
    client.query(new CopyOut(statement, settling(resolve, reject)));
  });
}

/** @param statement `copy ... from stdin`. @returns how many rows were stored. @throws what the server or the source throws. */
export function copyIn(client: Client, statement: string, from: Readable): Promise<number> {
  return new Promise((resolve, reject) => {
    let sourceFailed: Error | null = null;
    class CopyIn extends Query {
      #over = false;

      handleCopyInResponse(wire: Wire): void {
        this.#send(wire).catch((error: unknown) => {
          sourceFailed = error instanceof Error ? error : new Error('the source failed');
          wire.sendCopyFail('the source failed');
        });
      }

      handleError(error: Error, wire: Wire): void {
        this.#over = true;
        from.destroy();
        (Query.prototype as unknown as { handleError(error: Error, wire: Wire): void }).handleError.call(this, error, wire);
      }

      async #send(wire: Wire): Promise<void> {
        for await (const chunk of from) {
          if (this.#over) return;
          wire.sendCopyFromChunk(chunk as Buffer);
          if (wire.stream.writableNeedDrain) await once(wire.stream, 'drain');
        }
        wire.endCopyFrom();
      }
    }
    client.query(new CopyIn(statement, settling(resolve, (error) => { reject(sourceFailed ?? error); })));
  });
}

function settling(resolve: (rows: number) => void, reject: (error: Error) => void) {
  return (error: Error | null | undefined, result?: { readonly rowCount: number | null }): void => {
    if (error) reject(error);
    else resolve(result?.rowCount ?? 0);
  };
}

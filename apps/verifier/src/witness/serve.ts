/** The witness over HTTP: one path, one method, short bodies. Whatever it cannot save it does not sign. */
import { createServer, type IncomingMessage, type Server } from 'node:http';

import { addCheckpoint, type Witness } from './add-checkpoint.js';

/** A request is a proof and a note: a few kilobytes. */
const LARGEST_BODY = 16 * 1024;

const TOO_LONG = { status: 413, type: 'text/plain; charset=utf-8', body: 'too long\n' };

/** @returns the server, not listening yet. */
export function witnessServer(witness: Witness): Server {
  const server = createServer((request, response) => {
    const answer = (status: number, type: string, body: string): void => {
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
    };
    if (request.url !== '/add-checkpoint') {
      answer(404, 'text/plain; charset=utf-8', 'not here\n');
      return;
    }
    if (request.method !== 'POST') {
      answer(405, 'text/plain; charset=utf-8', 'POST only\n');
      return;
    }
    bodyOf(request).then((body) => {
      const told = body === null ? TOO_LONG : addCheckpoint(witness, body);
      answer(told.status, told.type, told.body);
    }).catch(() => { answer(500, 'text/plain; charset=utf-8', 'the witness cannot sign now\n'); });
  });
  server.headersTimeout = 5_000;
  server.requestTimeout = 10_000;
  return server;
}

async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LARGEST_BODY) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

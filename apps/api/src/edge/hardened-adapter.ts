/**
 * Express on a Node server that does not wait for ever. The intervals must be given when the server is made: Node
 * looks for late connections only every 30 seconds unless told otherwise, which would make a limit of 5 into one of 35.
 */
import { createServer } from 'node:http';
import type { NestApplicationOptions } from '@nestjs/common';
import { ExpressAdapter } from '@nestjs/platform-express';
import express from 'express';

/** Milliseconds, counts and bytes (attack catalogue, row 62). */
export const SERVER_LIMITS = {
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  connectionsCheckingInterval: 1_000,
  /** Longer than a proxy's usual 60 seconds, so that it is the proxy that lets go first. */
  keepAliveTimeout: 65_000,
  maxHeaderSize: 16_384,
} as const;
const MAX_HEADERS = 60;
export type ServerLimits = { readonly [K in keyof typeof SERVER_LIMITS]: number };

/** Give it to `NestFactory.create(module, new HardenedAdapter(), { bodyParser: false })`. TLS belongs to the proxy in front. */
export class HardenedAdapter extends ExpressAdapter {
  constructor(private readonly limits: ServerLimits = SERVER_LIMITS) {
    const instance = express();
    instance.disable('etag');
    instance.disable('x-powered-by');
    // Query strings carry nothing here; parsing them could only go wrong.
    instance.set('query parser', false);
    super(instance);
  }

  override initHttpServer(options: NestApplicationOptions): void {
    super.initHttpServer(options);
    const server = createServer({ ...this.limits, joinDuplicateHeaders: false }, this.getInstance<express.Express>());
    server.maxHeadersCount = MAX_HEADERS;
    this.httpServer = server;
  }
}

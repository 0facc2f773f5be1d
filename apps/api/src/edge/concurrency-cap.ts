/**
 * Nobody takes the whole service: a signed-in person has at most so many requests in flight, a few more may wait, and
 * the rest are told to come back. Strangers (who can only sign in) are counted by their network address.
 */
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { hashIn, viewerOn } from './request-facts.js';
import { refuseOnRecord, type RefusalBook } from './refusal-book.js';

export interface CapOptions<V extends object> {
  /** Requests one person may have in flight. Default 8. */
  readonly inFlight?: number;
  /** Requests of one person that may wait for their turn. Default 16. */
  readonly waiting?: number;
  /** What makes two viewers the same person: the person's id, so that several sessions share one allowance. */
  readonly keyOf: (viewer: V) => string;
  readonly refusals: RefusalBook<V>;
}

interface Share {
  running: number;
  readonly waiting: (() => void)[];
}

/** Refuses with 429 what exceeds a person's share. Needs the gate before it. */
export function concurrencyCap<V extends object>({ inFlight = 8, waiting = 16, keyOf, refusals }: CapOptions<V>): RequestHandler {
  const shares = new Map<string, Share>();

  return (request: Request, response: Response, next: NextFunction) => {
    const viewer = viewerOn(request) as V | undefined;
    const key = viewer === undefined ? `address ${request.socket.remoteAddress ?? ''}` : `person ${keyOf(viewer)}`;
    const share = shares.get(key) ?? { running: 0, waiting: [] };
    shares.set(key, share);

    const run = (): void => {
      share.running += 1;
      response.once('close', () => {
        share.running -= 1;
        share.waiting.shift()?.();
        if (share.running === 0) shares.delete(key);
      });
      next();
    };

    if (share.running < inFlight) {
      run();
    } else if (share.waiting.length < waiting) {
      share.waiting.push(run);
      response.once('close', () => {
        const place = share.waiting.indexOf(run);
        if (place !== -1) share.waiting.splice(place, 1);
      });
    } else {
      response.setHeader('retry-after', '1');
      void refuseOnRecord(request, response, refusals, { status: 429, code: 'TOO_MANY_REQUESTS', hash: hashIn(request) });
    }
  };
}

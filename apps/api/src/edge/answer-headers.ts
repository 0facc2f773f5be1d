/**
 * Headers of every answer. The API is not a page: nothing may be framed, loaded, stored or guessed at. No header lets
 * another origin read an answer, because none should.
 */
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** The strict headers, with `Cache-Control: no-store`. The GraphiQL page replaces the policy on its own answers. */
export function answerHeaders(): RequestHandler[] {
  return [
    helmet({
      contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"] } },
      crossOriginEmbedderPolicy: true,
      referrerPolicy: { policy: 'no-referrer' },
      frameguard: { action: 'deny' },
    }),
    (_request, response, next) => {
      response.setHeader('cache-control', 'no-store');
      next();
    },
  ];
}

/**
 * GraphiQL at `/graphiql`, for demonstrations only: production has no such page. A fixed list of names is served, so
 * no path of a request ever reaches the disk.
 */
import { Router, type Response } from 'express';
import { PurposeReason } from '#identity';
import { localeOf } from '../edge/locale.js';
import { refuse } from '../edge/refusal.js';
import { installedAssets, type Assets } from './assets.js';
import type { Example } from './example.js';
import { PAGE_CSS } from './page.css.js';
import { pageHtml } from './page.html.js';
import { PAGE_SCRIPT } from './page.script.js';

export interface GraphiqlOptions {
  /** False: every address under the path is 404. */
  readonly demonstration: boolean;
  readonly examples: readonly Example[];
  /** Logins to choose from. Passwords are printed at start, not put in a page. */
  readonly logins?: readonly string[];
  /** The public documents of signing in: the first step, with the variable `input` {login, password}, and the second, with {pending, code}. */
  readonly signIn: { readonly document: string; readonly confirm: string };
  /** For tests: other files than the installed ones. */
  readonly assets?: Assets;
}

/** Styles may be inline because GraphiQL's editor and dialogs set them at run time; scripts may not. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Mount at `/graphiql`, after the edge. */
export function graphiqlRoutes(options: GraphiqlOptions): Router {
  const router = Router();
  if (!options.demonstration) {
    return router.use((request, response) => refuse(request, response, 404, 'NOT_FOUND'));
  }
  const { examples, logins = [], signIn, assets = installedAssets() } = options;
  const text = (response: Response, type: string, body: string): void => {
    response.type(type).send(body);
  };

  router.use((_request, response, next) => {
    response.setHeader('content-security-policy', POLICY);
    next();
  });
  router.get('/', (request, response) => {
    const locale = localeOf(request);
    const listed = examples.map(({ title, role }) => ({ title: title[locale], role: role[locale] }));
    const reasons = PurposeReason.values.map((value) => ({ value, label: PurposeReason.labels[value][locale] }));
    text(response, 'html', pageHtml(locale, { examples: listed, logins, reasons }));
  });
  router.get('/page.js', (_request, response) => text(response, 'js', PAGE_SCRIPT));
  router.get('/page.css', (_request, response) => text(response, 'css', PAGE_CSS));
  router.get('/settings.json', (_request, response) => {
    const asked = examples.map(({ login, purpose, query, variables = {}, lookups, keeps }) => ({ login, purpose, query, variables, lookups, keeps }));
    response.json({ signIn, examples: asked });
  });
  for (const [name, file] of Object.entries(assets)) {
    router.get(`/${name}`, (_request, response) => {
      // The folder may be under one whose name begins with a dot; the list above is what guards the disk.
      response.sendFile(file, { dotfiles: 'allow', cacheControl: false, lastModified: false, etag: false });
    });
  }
  return router.use((request, response) => refuse(request, response, 404, 'NOT_FOUND'));
}

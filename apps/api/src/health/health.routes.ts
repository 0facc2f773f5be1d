/**
 * Health for the machine that watches: alive (this process answers) and ready (what it needs answers too). Constant
 * bodies, names only, no sign-in; so an outsider learns nothing but yes or no, and cannot make the database work by
 * asking often, because an answer is kept for a second and shared.
 */
import { Router } from 'express';

/** By name: resolves when well, rejects when not. The name is shown. */
export type HealthChecks = Readonly<Record<string, () => Promise<unknown>>>;

const KEPT_FOR_MS = 1_000;
const PATIENCE_MS = 2_000;

/** `GET /live` is 200 while the process answers; `GET /ready` is 200, or 503 with the names of the failing checks. */
export function healthRoutes(checks: HealthChecks, now: () => number = Date.now): Router {
  let kept: { readonly at: number; readonly failed: Promise<readonly string[]> } | undefined;
  const router = Router();
  router.get('/live', (_request, response) => {
    response.json({ status: 'live' });
  });
  router.get('/ready', (_request, response, next) => {
    if (kept === undefined || now() - kept.at >= KEPT_FOR_MS) kept = { at: now(), failed: failedOf(checks) };
    kept.failed.then((failed) => {
      if (failed.length === 0) response.json({ status: 'ready' });
      else response.status(503).json({ status: 'unavailable', failed });
    }, next);
  });
  return router;
}

async function failedOf(checks: HealthChecks): Promise<readonly string[]> {
  const results = await Promise.all(Object.entries(checks).map(async ([name, check]) => ((await isWell(check)) ? undefined : name)));
  return results.filter((name) => name !== undefined);
}

async function isWell(check: () => Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS);
  });
  try {
    return await Promise.race([Promise.resolve().then(check).then(() => true), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

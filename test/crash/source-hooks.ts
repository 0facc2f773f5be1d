/** Lets a child process of a crash test run the sources as they are: `node --conditions=source --import <this file> child.ts`. */
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync, type Options } from '@swc/core';

const { jsc } = JSON.parse(readFileSync(new URL('../../.swcrc', import.meta.url), 'utf8')) as Pick<Options, 'jsc'>;

/** @returns the URL of the source that a relative `.js` import means, if there is one. */
function sourceOf(specifier: string, parent: string | undefined): string | null {
  if (!specifier.startsWith('.') || !specifier.endsWith('.js') || parent === undefined) return null;
  const url = new URL(specifier.replace(/\.js$/, '.ts'), parent);
  return url.protocol === 'file:' && existsSync(url) ? url.href : null;
}

registerHooks({
  resolve(specifier, context, next) {
    const url = sourceOf(specifier, context.parentURL);
    return url === null ? next(specifier, context) : { url, shortCircuit: true };
  },
  load(url, context, next) {
    if (!url.endsWith('.ts')) return next(url, context);
    const filename = fileURLToPath(url);
    const { code } = transformSync(readFileSync(filename, 'utf8'), {
      filename, swcrc: false, sourceMaps: 'inline', module: { type: 'es6' }, ...(jsc === undefined ? {} : { jsc }),
    });
    return { format: 'module', source: code, shortCircuit: true };
  },
});

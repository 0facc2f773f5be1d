/**
 * The files of GraphiQL and React, out of node_modules: the department's network has no way to a public CDN. The
 * ready-made browser builds are served as they are, so there is no bundler to run and to trust. GraphiQL 5 and React 19
 * no longer come with such builds, which is why package.json stays on the last versions that do.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** By the name under which the page asks for it: the file's place on disk. */
export type Assets = Readonly<Record<AssetName, string>>;
export type AssetName = 'react.js' | 'react-dom.js' | 'graphiql.js' | 'graphiql.css';

/** @returns where the four files are. @throws Error naming the first one that is not installed. */
export function installedAssets(): Assets {
  const folderOf = (name: string): string => dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  const assets: Assets = {
    'react.js': join(folderOf('react'), 'umd', 'react.production.min.js'),
    'react-dom.js': join(folderOf('react-dom'), 'umd', 'react-dom.production.min.js'),
    'graphiql.js': join(folderOf('graphiql'), 'graphiql.min.js'),
    'graphiql.css': join(folderOf('graphiql'), 'graphiql.min.css'),
  };
  for (const [name, file] of Object.entries(assets)) {
    if (!existsSync(file)) throw new Error(`GraphiQL cannot be served: no browser build of ${name} is installed`);
  }
  return assets;
}

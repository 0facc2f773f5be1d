/**
 * `npm run check`: everything a change must keep, short of the tests. Every part runs, so that one look shows all that is
 * wrong; each part that failed is said in one sentence at the end.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

import { registry } from '#casework';
import { schemaChange } from '#persistence';

import { dependencyFaults, type Lockfile, type Manifest } from './dependency-faults.js';
import { outdatedFiles } from './derived.js';

/** A part gives the sentences of its faults; none when all is well. */
type Part = () => readonly string[] | Promise<readonly string[]>;

/** Runs a program of node_modules with what it prints shown, under this very Node. */
function tool(fault: string, script: string, args: readonly string[], options: readonly string[] = []): Part {
  return () => (spawnSync(process.execPath, [...options, script, ...args], { stdio: 'inherit' }).status === 0 ? [] : [fault]);
}

const derived: Part = async () => [
  ...(await outdatedFiles()).map((path) => `${path} is not what the declarations give: run "npm run sync" and read the difference.`),
  ...(await schemaChange(registry.entities()) ? ['The records have a shape that no migration makes: run "npm run sync -- <name>".'] : []),
];

const committed: Part = () => {
  const { status, stdout } = spawnSync('git', ['status', '--porcelain', '--untracked-files=all', '--', 'schema', 'migrations'], { encoding: 'utf8' });
  if (status !== 0) return ['Whether schema and migrations are committed cannot be told, as this is no git work tree.'];
  return stdout.split('\n').filter((line) => line !== '').map((line) => `${line.slice(3)} is not committed as it is.`);
};

const dependencies: Part = () => {
  const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
  return dependencyFaults(read('package.json') as Manifest, read('package-lock.json') as Lockfile);
};

const PARTS: readonly Part[] = [
  derived,
  committed,
  dependencies,
  tool('The types do not fit: see the messages of tsc.', 'node_modules/typescript/bin/tsc', ['--noEmit']),
  tool('The style is not kept: see the messages of ESLint.', 'node_modules/eslint/bin/eslint.js', ['--max-warnings', '0', '.']),
  tool('A rule of the architecture is broken: see the messages of test/architecture.', 'node_modules/jest/bin/jest.js', ['test/architecture'], ['--experimental-vm-modules', '--no-warnings']),
];

const faults: string[] = [];
for (const part of PARTS) faults.push(...await part());
process.stdout.write(faults.length === 0 ? 'check: all is well.\n' : `check failed:\n${faults.map((fault) => `- ${fault}\n`).join('')}`);
process.exitCode = faults.length === 0 ? 0 : 1;

/** The house stands as planned: every rule over every file of the repository. */
import { registry } from '#casework';

import { listedRecords, namedDecisions, RULES, type Rule } from './rules.js';
import { readTree } from './source.js';

const tree = readTree(process.cwd());

/** @throws Error that names the files and says why the rule exists. */
function hold({ why, faults }: Rule): void {
  const found = tree.flatMap((source) => faults(source).map((fault) => `  ${source.path}: ${fault}`));
  if (found.length > 0) throw new Error(`${why}\n${found.join('\n')}`);
}

describe('the architecture', () => {
  it('is looked at in whole', () => {
    expect(tree.filter(({ path }) => path.startsWith('libs/') && path.endsWith('.ts')).length).toBeGreaterThan(100);
  });

  it.each([...RULES, listedRecords((name) => registry.has(name)), namedDecisions((beginning) => tree.some(({ path }) => path.startsWith(beginning)))])('keeps the rule: $name', (rule) => hold(rule));
});

/** attacks.md, rows 100 and 101: what the lockfile may hold, and which packages may run a script when they are installed. */
import { readFileSync } from 'node:fs';

import { dependencyFaults, type LockedPackage, type Lockfile, type Manifest } from './dependency-faults.js';

const whole: LockedPackage = { version: '1.0.0', integrity: 'sha512-AAAA' };
const faults = (entry: LockedPackage, manifest: Manifest = {}) => dependencyFaults(manifest, { packages: { '': {}, 'node_modules/a': { ...whole, ...entry } } });

describe('dependencies', () => {
  it('may be whole, pinned and quiet', () => expect(faults({}, { dependencies: { a: '1.0.0', b: '2.0.0-beta.1' } })).toEqual([]));

  it.each(['^1.0.0', '~1.0.0', '*', '1', 'latest', 'git+https://example.org/a.git', 'file:../a', 'https://example.org/a.tgz', 'npm:b@1.0.0'])(
    'are refused when the manifest says %s', (version) => expect(faults({}, { devDependencies: { a: version } })).toHaveLength(1));

  it.each<LockedPackage>([
    { integrity: '' }, { integrity: 'sha1-AAAA' }, { link: true }, { resolved: 'git+ssh://git@example.org/a.git#abc' }, { resolved: 'file:../a' },
    { resolved: 'http://example.org/a.tgz' },
  ])('are refused when the lockfile says %j', (entry) => expect(faults(entry)).toHaveLength(1));

  it('come from one registry, or nobody says which', () => {
    const from = (...urls: string[]): Lockfile => ({ packages: Object.fromEntries(urls.map((resolved, index) => [`node_modules/${index}`, { ...whole, resolved }])) });
    expect(dependencyFaults({}, from('https://one.example.org/a.tgz', 'https://one.example.org/b.tgz'))).toEqual([]);
    expect(dependencyFaults({}, from('https://one.example.org/a.tgz', 'https://two.example.org/b.tgz'))).toHaveLength(1);
  });

  it('have their install scripts decided about, and nothing is decided in vain', () => {
    expect(faults({ hasInstallScript: true })).toEqual(['a has an install script that allowScripts does not decide about.']);
    expect(faults({ hasInstallScript: true }, { allowScripts: { a: false } })).toEqual([]);
    expect(faults({}, { allowScripts: { a: true } })).toEqual(['allowScripts decides about a, which has no install script.']);
  });

  it('of this product are in order', () => {
    const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
    expect(dependencyFaults(read('package.json') as Manifest, read('package-lock.json') as Lockfile)).toEqual([]);
  });
});

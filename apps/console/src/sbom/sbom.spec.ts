/** attacks.md, row 102: the list of parts, made twice, is the same; and every package of package.json is in it. */
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { sbomOf } from './sbom.js';

describe('the list of parts', () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'qalxan-sbom-'));
  afterAll(() => { rmSync(elsewhere, { recursive: true, force: true }); });

  it('is the same to the byte, whenever and wherever it is made', () => {
    for (const file of ['package.json', 'package-lock.json', '.npmrc']) cpSync(file, join(elsewhere, file));
    expect(sbomOf(elsewhere)).toBe(sbomOf('.'));
  }, 60_000);

  it('lists every package with version and digest', () => {
    const bom = JSON.parse(sbomOf('.', '1700000000')) as { bomFormat: string; metadata: { timestamp: string }; components: { name: string; version: string; hashes?: unknown[] }[] };
    const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<'dependencies' | 'devDependencies', Record<string, string>>;
    const listed = new Map(bom.components.map((part) => [`${part.name}@${part.version}`, part]));
    expect([bom.bomFormat, bom.metadata.timestamp]).toEqual(['CycloneDX', '2023-11-14T22:13:20.000Z']);
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) expect(listed.get(`${name}@${version}`)?.hashes?.length).toBeGreaterThan(0);
  }, 60_000);
});

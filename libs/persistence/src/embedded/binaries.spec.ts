/** The short names of PostgreSQL's libraries are made when the package's install script did not run. */
import { mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeLinks, missingLinks, postgresPrograms } from './binaries.js';

describe('PostgreSQL programs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'qalxan-programs-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const declare = (target: string): void =>
    writeFileSync(join(folder, 'native', 'pg-symlinks.json'), JSON.stringify([{ source: 'native/lib/libpq.so.5.18', target }]));

  it('get the links they lack, once', () => {
    mkdirSync(join(folder, 'native', 'lib'), { recursive: true });
    writeFileSync(join(folder, 'native', 'lib', 'libpq.so.5.18'), 'library');
    declare('native/lib/libpq.so.5');
    expect(missingLinks(folder)).toHaveLength(1);
    makeLinks(folder);
    expect(readlinkSync(join(folder, 'native', 'lib', 'libpq.so.5'))).toBe('libpq.so.5.18');
    expect(readFileSync(join(folder, 'native', 'lib', 'libpq.so.5'), 'utf8')).toBe('library');
    expect(missingLinks(folder)).toHaveLength(0);
    expect(() => makeLinks(folder)).not.toThrow();
  });

  it('get no link outside their package', () => {
    declare('../elsewhere');
    expect(() => missingLinks(folder)).toThrow('links outside itself');
  });

  it('are found, with all their links', () => {
    const native = postgresPrograms(undefined);
    expect(statSync(join(native, 'bin', 'postgres')).isFile()).toBe(true);
    expect(missingLinks(join(native, '..'))).toHaveLength(0);
  });
});

/** The container files where there is no container engine: every setting is one the product reads, every path is there, nothing runs as root by oversight. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { DATABASE_ROLES } from '#persistence';

const text = (file: string): string => readFileSync(join('.container', file), 'utf8');
const sources = ['libs', 'apps'].flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).map((file) => readFileSync(join(folder, file), 'utf8'))).join('\n');
const withoutComments = (yaml: string): string => yaml.replace(/^\s*#.*$/gm, '');

describe('the container files', () => {
  it('name only settings that the product reads', () => {
    const names = new Set(withoutComments(text('compose.yaml')).match(/\b(?:QALXAN|DATABASE)_[A-Z_]+\b/g));
    expect(names.size).toBeGreaterThan(10);
    expect([...names].filter((name) => !sources.includes(name))).toEqual([]);
  });

  it('start programs that are there', () => {
    const programs = [...`${text('compose.yaml')}${text('Containerfile')}`.matchAll(/dist\/(apps\/[\w/-]+)\.js/g)].map(([, path]) => `${path}.ts`);
    expect(new Set(programs)).toEqual(new Set(['apps/api/src/main.ts', 'apps/worker/src/main.ts', 'apps/verifier/src/witness.ts']));
    expect(programs.filter((path) => !existsSync(path))).toEqual([]);
    expect([...text('compose.yaml').matchAll(/"\.\/([\w.]+):/g)].filter(([, file]) => !existsSync(join('.container', file ?? '')))).toEqual([]);
  });

  it('copy what is there, and run as nobody\'s root', () => {
    const copied = [...text('Containerfile').matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, paths = '']) => paths.split(' '));
    expect(copied.filter((path) => !existsSync(path))).toEqual([]);
    expect(text('Containerfile')).toMatch(/^USER 1000:1000$/m);
    expect(text('compose.yaml').match(/no-new-privileges:true/g)).toHaveLength(4);
  });

  it('make every login, and declare every secret that is used', () => {
    const made = /for login in ([^;]+);/.exec(text('logins.sh'))?.[1]?.split(' ').map((login) => `qalxan_${login}`);
    expect(made).toEqual(Object.values(DATABASE_ROLES));
    const [services = '', declared = ''] = text('compose.yaml').split(/^secrets:$/m);
    const used = [...services.matchAll(/secrets: \[([^\]]+)\]/g)].flatMap(([, names = '']) => names.split(', '));
    expect(used.length).toBeGreaterThan(10);
    expect(used.filter((name) => !new RegExp(`^  ${name}:`, 'm').test(declared))).toEqual([]);
  });
});

/** The verifier as its users run it: a program, three exit codes, words that name the entry, and no harm from broken files. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Dice } from '../../../test/support/dice.js';
import { exportText, sampleLog, signer, writeLog } from '../../../test/support/sample-log.js';

const folder = mkdtempSync(join(tmpdir(), 'qalxan-verifier-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

const dice = new Dice(3);
const by = signer();
const log = sampleLog(2, 30, [10, 30], by, () => dice.next());

function run(...args: string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', './test/crash/source-hooks.ts', 'apps/verifier/src/main.ts', ...args], { encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
}

describe('the verifier', () => {
  it('says that an untouched log holds', () => {
    const { file, anchors } = writeLog(folder, log);
    expect(run(file, '--key', by.key, '--anchors', anchors)).toEqual({ code: 0, err: '', out: 'Everything holds: 30 entries in 2 lanes, 4 checkpoints, anchored up to 30\n' });
  });

  it('passes over what was anchored after the export, when it is told when that was, and only then', () => {
    const later = JSON.parse(log.anchors[1] ?? '{}') as Record<string, unknown>;
    const going = { ...log, checkpoints: log.checkpoints.slice(0, 1), anchors: [log.anchors[0] ?? '', JSON.stringify({ ...later, at: '2026-01-01T01:00:00.000Z' })] };
    const { file, anchors } = writeLog(folder, going, log.entries.slice(0, 10));
    expect(run(file, '--key', by.key, '--anchors', anchors).code).toBe(1);
    expect(run(file, '--key', by.key, '--anchors', anchors, '--exported-at', '2026-01-01T00:30:00Z')).toMatchObject({ code: 0 });
    expect(run(file, '--key', by.key, '--anchors', anchors, '--exported-at', '2026-01-01T01:30:00Z').code).toBe(1);
    expect(run(file, '--key', by.key, '--anchors', anchors, '--exported-at', 'soon').code).toBe(2);
  });

  it('names the first bad entry', () => {
    const { file, anchors } = writeLog(folder, log, log.entries.map((entry, index) => (index === 4 || index === 20 ? { ...entry, body: '{}' } : entry)));
    const { code, out } = run(file, '--key', by.key, '--anchors', anchors);
    expect(code).toBe(1);
    expect(out.split('\n')[1]).toBe(`  entry 4 (lane ${log.entries[4]?.lane}, number ${log.entries[4]?.number}) is not what was anchored`);
  });

  it.each([
    ['no arguments', () => []],
    ['no key', () => [writeLog(folder, log).file]],
    ['a file that is not there', () => [join(folder, 'nothing'), '--key', by.key]],
    ['an export that breaks off', () => [cut(-1), '--key', by.key]],
    ['an export that breaks off in a line', () => [cut(-7), '--key', by.key]],
    ['an export with fewer entries than it says', () => [without('11 '), '--key', by.key]],
    ['an export with a line of no form', () => [written(exportText(log).replace('\nentries\n', '\nentries\nnonsense\n')), '--key', by.key]],
  ])('says that nothing can be said: %s', (_, args) => {
    const { code, out, err } = run(...args());
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(/^Cannot say: /);
  });
});

function cut(at: number): string {
  return written(exportText(log).slice(0, at));
}

function without(start: string): string {
  return written(exportText(log).split('\n').filter((line) => !line.startsWith(start)).join('\n'));
}

function written(text: string): string {
  const file = join(folder, 'broken.txt');
  writeFileSync(file, text);
  return file;
}

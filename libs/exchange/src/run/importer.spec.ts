/**
 * Imports against a real database: the run does what the plan says, once, whoever comes again or gets in between. attacks.md, row 69: what
 * stands in the file of rejected rows is no formula.
 */
import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { AuditEntry } from '#audit';
import { CodedError } from '#kernel';
import type { Viewer } from '#policy';
import { poolOf } from '#persistence';

import { openWorld, refusalOf, type World } from '../../../../test/support/casework-world.js';
import { FileRefusal } from '../format/file-refusal.js';
import { ctdc } from '../ctdc/ctdc.format.js';
import { Importer } from './importer.js';
import type { ImportRequest } from './import-request.js';

let world: World;
let importer: Importer;
let analyst: Viewer;
let folder: string;
beforeAll(async () => {
  world = await openWorld();
  const { orm, audit, sight, vault } = world;
  importer = new Importer({ orm, audit, sight, vault, pool: await poolOf(orm), wall: world.wall });
  analyst = await world.officer('ANALYST');
  folder = await mkdtemp(join(tmpdir(), 'qalxan-import-'));
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

const COLUMNS = [...ctdc.required];
const line = (cells: Readonly<Record<string, string>>): string => COLUMNS.map((column) => cells[column] ?? '').join(',');
const good = (number: number): string => line({ gender: number % 2 === 0 ? 'Female' : 'Male', IP_Gender: number % 3 === 0 ? 'Female;Male' : 'Male', isForcedLabour: '1' });
const bad = line({ gender: 'SECRET-VALUE' });

let files = 0;
const file = async (...lines: readonly string[]): Promise<string> => {
  const path = join(folder, `${(files += 1)}.csv`);
  await writeFile(path, [COLUMNS.join(','), ...lines, ''].join('\n'));
  return path;
};
/** Each test in a source of its own. */
const request = (path: string, source: string): ImportRequest => ({ format: 'ctdc', file: path, source });
const countOf = async (table: string, where = 'true'): Promise<number> => Number((await world.behind(`select count(*) as n from ${table} where ${where}`))[0]!['n']);
const victims = (source: string): Promise<number> => countOf('records.victim', `collected_from = '${source}'`);
const ruleOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: unknown) => (error instanceof FileRefusal ? error.rule : String(error)));
const entries = async (): Promise<AuditEntry[]> =>
  (await world.behind('select body from audit.entry order by position')).map(({ body }) => JSON.parse(body as string) as AuditEntry);

describe('an import', () => {
  it('does exactly what its plan says', async () => {
    const path = await file(good(1), good(1), bad, '', `${good(2)},surplus`, good(3));
    const plan = await importer.plan(analyst, request(path, 'exactly'));
    expect(plan).toMatchObject({ rows: 5, create: 3, update: 0, duplicate: 0, reject: 2 });
    expect(plan.exceptions).toEqual([
      { from: 4, to: 4, outcome: 'REJECT', rule: 'CODE_NOT_IN_LIST', column: 'gender' },
      { from: 6, to: 6, outcome: 'REJECT', rule: 'COLUMN_COUNT', column: null },
    ]);
    expect(await victims('exactly')).toBe(0);
    const report = await importer.run(analyst, request(path, 'exactly'), { plan: plan.digest });
    expect(report).toMatchObject({ created: 3, finished: true, plan: { digest: plan.digest } });
    expect(await victims('exactly')).toBe(3);
    expect(await countOf('records.offender', `collected_from = 'exactly'`)).toBe(4);
  });

  it('puts rejected rows beside the file, for its owner alone, with formulas disarmed', async () => {
    const path = await file(line({ gender: '=1+1' }), good(1));
    const { rejectsFile } = await importer.run(analyst, request(path, 'rejects'));
    expect(rejectsFile).toBe(`${path}.rejects.csv`);
    expect((await stat(rejectsFile!)).mode & 0o777).toBe(0o600);
    const [header, row] = (await readFile(rejectsFile!, 'utf8')).replace('\uFEFF', '').split('\n');
    expect(header).toBe(`row,column,reason,reason_en,reason_az,${COLUMNS.join(',')}`);
    expect(row).toMatch(/^2,gender,CODE_NOT_IN_LIST,the value is not in the code list,dəyər kod siyahısında yoxdur,.*'=1\+1/);
  });

  it('creates nothing twice: neither from the same file nor from a copy under another name', async () => {
    const lines = [good(1), good(1), good(2)];
    await importer.run(analyst, request(await file(...lines), 'twice'));
    const copy = await file(...lines);
    const plan = await importer.plan(analyst, request(copy, 'twice'));
    expect(plan).toMatchObject({ create: 0, duplicate: 3, exceptions: [{ from: 2, to: 4, outcome: 'DUPLICATE', rule: null, column: null }] });
    expect(await importer.run(analyst, request(copy, 'twice'))).toMatchObject({ created: 0, finished: true });
    expect(await victims('twice')).toBe(3);
  });

  it('takes of a longer edition only what is new, though rows are the same to the letter', async () => {
    await importer.run(analyst, request(await file(good(1), good(1)), 'edition'));
    const longer = await file(good(2), good(1), good(1), good(1));
    expect(await importer.run(analyst, request(longer, 'edition'))).toMatchObject({ created: 2, plan: { duplicate: 2 } });
    expect(await victims('edition')).toBe(4);
  });

  it('takes the same cells from another source for other people', async () => {
    const path = await file(good(1));
    await importer.run(analyst, request(path, 'one source'));
    expect(await importer.run(analyst, request(path, 'other source'))).toMatchObject({ created: 1 });
  });

  it('refuses a plan that holds no longer', async () => {
    const path = await file(good(1), good(2));
    const { digest } = await importer.plan(analyst, request(path, 'changed'));
    await appendFile(path, `${good(3)}\n`);
    expect(await ruleOf(importer.run(analyst, request(path, 'changed'), { plan: digest }))).toBe('PLAN_CHANGED');
    const again = await importer.plan(analyst, request(path, 'changed'));
    await importer.run(analyst, request(await file(good(1)), 'changed'));
    expect(await ruleOf(importer.run(analyst, request(path, 'changed'), { plan: again.digest }))).toBe('PLAN_CHANGED');
    expect(await victims('changed')).toBe(1);
  });

  it('is interrupted after a batch and continued under the same plan', async () => {
    const path = await file(...Array.from({ length: 900 }, (_, number) => good(number)));
    const { digest } = await importer.plan(analyst, request(path, 'interrupted'));
    const controller = new AbortController();
    const first = await importer.run(analyst, request(path, 'interrupted'), {
      plan: digest, signal: controller.signal, watch: ({ phase }) => { if (phase === 'RUN') controller.abort(); },
    });
    expect(first.finished).toBe(false);
    expect(await victims('interrupted')).toBe(first.created);
    const rest = await importer.run(analyst, request(path, 'interrupted'), { plan: digest });
    expect(rest).toMatchObject({ finished: true, created: 900 - first.created, plan: { create: 900, done: first.created } });
    expect(await victims('interrupted')).toBe(900);
  });

  it('stops before the batch that would be another one when the file changes meanwhile', async () => {
    const lines = Array.from({ length: 3000 }, (_, number) => good(number));
    const path = await file(...lines);
    let changed: Promise<void> | undefined;
    const watch = ({ phase, rows }: { phase: string; rows: number }): void => {
      if (phase === 'PLAN' && rows === 3000) changed ??= writeFile(path, [COLUMNS.join(','), ...lines.slice(0, 500), bad, ...lines.slice(501)].join('\n'));
    };
    expect(await ruleOf(importer.run(analyst, request(path, 'rewritten'), { watch }))).toBe('FILE_CHANGED');
    await changed;
    expect(await victims('rewritten')).toBeLessThanOrEqual(500);
  });

  it('does not run beside another import of its source', async () => {
    const path = await file(...Array.from({ length: 300 }, (_, number) => good(number)));
    const outcomes = await Promise.all([1, 2].map(() => ruleOf(importer.run(analyst, request(path, 'beside')))));
    expect(outcomes.sort()).toEqual(['IMPORT_UNDER_WAY', 'done']);
    expect(await victims('beside')).toBe(300);
  });

  it('stops when the officer may no longer', async () => {
    const path = await file(...Array.from({ length: 900 }, (_, number) => good(number)));
    let asked = 0;
    const authority = (): Promise<Viewer> => ((asked += 1) <= 3 ? Promise.resolve(analyst) : Promise.reject(new CodedError('UNAUTHENTICATED')));
    expect(await refusalOf(importer.run(authority, request(path, 'revoked')))).toBe('UNAUTHENTICATED');
    expect(await victims('revoked')).toBe(200);
  });
});

describe('who imports', () => {
  it('needs the command, and a refused attempt is on record', async () => {
    const prosecutor = await world.officer('PROSECUTOR');
    const path = await file(good(1));
    expect(await refusalOf(importer.plan(prosecutor, request(path, 'forbidden')))).toBe('FORBIDDEN');
    expect(await refusalOf(importer.run(prosecutor, request(path, 'forbidden')))).toBe('FORBIDDEN');
    const refused = (await entries()).filter(({ actor, outcome }) => actor?.officer === prosecutor.officer && outcome === 'REFUSED');
    expect(refused.map(({ act }) => act)).toEqual(['IMPORT', 'IMPORT']);
  });

  it('is on record with every batch, before it is committed, and no value with it', async () => {
    const path = await file(good(1), bad, good(2));
    await importer.run(analyst, request(path, 'on record'));
    const [plan, batch] = (await entries()).slice(-2);
    expect(plan).toMatchObject({ act: 'IMPORT', outcome: 'ANSWERED', detail: { phase: 'PLAN', rows: 3, create: 2, reject: 1 } });
    expect(batch).toMatchObject({ act: 'IMPORT', outcome: 'ACCEPTED', actor: { officer: analyst.officer }, detail: { command: 'importRecords', rows: 2, firstRow: 2, lastRow: 4 } });
    expect(JSON.stringify([plan, batch])).not.toMatch(/SECRET-VALUE|Female/);
    const made = await world.behind(`select records from exchange.import_row where source = 'on record' order by row_number`);
    const ids = made.flatMap(({ records }) => Object.values(records as Record<string, string[]>).flat());
    expect(new Set(batch!.touched.flatMap((touch) => touch.ids))).toEqual(new Set(ids));
    const [history] = await world.behind('select count(distinct record_id)::int as n, count(distinct number)::int as numbers from records.history where record_id = any($1)', [ids]);
    expect(history).toEqual({ n: ids.length, numbers: 1 });
  });

  it('stores nothing when the audit log does not take the entry', async () => {
    const { orm, sight, vault } = world;
    const deaf = new Importer({ orm, sight, vault, pool: await poolOf(orm), wall: world.wall, audit: { append: (entry) => (entry.outcome === 'ACCEPTED' ? Promise.reject(new CodedError('UNAVAILABLE')) : world.audit.append(entry)) } });
    expect(await refusalOf(deaf.run(analyst, request(await file(good(1)), 'deaf')))).toBe('UNAVAILABLE');
    expect(await victims('deaf')).toBe(0);
    expect(await countOf('exchange.import_row', `source = 'deaf'`)).toBe(0);
  });
});

/**
 * Rows of the published CTDC file through the product's own importer, checked against the file itself by the plainest means.
 * Every tenth row, to be quick: ctdc-tables.spec.ts imports all of them and compares the published tables.
 */
import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { Importer, type ImportReport } from '#exchange';
import { poolOf } from '#persistence';
import type { Viewer } from '#policy';

import { openWorld, type World } from '../support/casework-world.js';

const FILE = resolve(process.cwd(), '../shared/data/ctdc/CTDC_VPsynthetic_condensed.csv');
const present = existsSync(FILE);
const reason = present ? '' : ' [skipped: ../shared/data is not beside this project]';

(present ? describe : describe.skip)(`the CTDC victim-perpetrator file${reason}`, () => {
  // The file has no quotation marks: cells are what stands between commas.
  const [header = '', ...lines] = present ? readFileSync(FILE, 'utf8').trimEnd().split('\n').filter((_, at) => at % 10 === 0) : [];
  const columns = header.split(',');
  const rows = lines.map((line): Record<string, string> => Object.fromEntries(line.split(',').map((cell, at) => [columns[at] ?? '', cell])));
  const having = (column: string, cell: string): number => rows.filter((row) => row[column] === cell).length;
  const offendersIn = (row: Record<string, string>): number =>
    Math.max(...Object.entries(row).filter(([column]) => column.startsWith('IP_')).map(([, cell]) => cell.split(';').length));
  const offenders = rows.reduce((sum, row) => sum + offendersIn(row), 0);

  let world: World;
  let folder: string;
  let importer: Importer;
  let analyst: Viewer;
  let report: ImportReport;
  const countOf = async (from: string): Promise<number> => Number((await world.behind(`select count(*) as n from ${from}`))[0]!['n']);

  beforeAll(async () => {
    world = await openWorld();
    folder = await mkdtemp(join(tmpdir(), 'qalxan-ctdc-'));
    const { orm, audit, sight, vault } = world;
    importer = new Importer({ orm, audit, sight, vault, pool: await poolOf(orm), wall: world.wall });
    analyst = await world.officer('ANALYST');
    await writeFile(join(folder, 'part.csv'), [header, ...lines].join('\n'));
    report = await importer.run(analyst, { format: 'ctdc', file: join(folder, 'part.csv') });
  }, 120_000);
  afterAll(async () => {
    await world.close();
    await rm(folder, { recursive: true });
  });

  it('is taken whole', async () => {
    expect(rows.length).toBe(2_119);
    expect(report).toMatchObject({ created: rows.length, finished: true, rejectsFile: null, plan: { create: rows.length, duplicate: 0, reject: 0 } });
    for (const table of ['victim', 'crime', 'victim_involvement']) expect([table, await countOf(`records.${table}`)]).toEqual([table, rows.length]);
    for (const table of ['offender', 'offender_involvement']) expect([table, await countOf(`records.${table}`)]).toEqual([table, offenders]);
    expect(await countOf('records.person')).toBe(rows.length + offenders);
  });

  it('keeps what is unknown unknown, and protects whoever may be a child', async () => {
    expect(await countOf('records.victim where sex is null')).toBe(having('gender', ''));
    expect(await countOf('records.victim where registered_on is null')).toBe(having('yearRegister', ''));
    expect(await countOf(`records.victim where 'SexualExploitation' = any(exploitation_forms)`)).toBe(having('isSexualExploit', '1'));
    expect(await countOf('records.victim where not minor')).toBe(having('majorityStatus', 'Adult'));
  });

  it('says of offenders who were collected together that it was so', async () => {
    expect(await countOf(`records.offender_involvement where collected_together = 'Yes'`)).toBe(2 * (offenders - rows.length));
    expect(await countOf(`records.victim v where (select count(distinct r.victim_paid) from records.victim_offender_relation r where r.victim_id = v.id) = 2`))
      .toBe(having('IP_PayMoney', 'No;Yes'));
  });

  it('has a history and an audit entry for everything', async () => {
    const tables = ['person', 'victim', 'crime', 'victim_involvement', 'offender', 'offender_involvement', 'victim_offender_relation'];
    const made = tables.map((table) => `select id from records.${table}`).join(' union all ');
    expect(await countOf(`(${made}) as made where not exists (select from records.history h where h.record_id = made.id)`)).toBe(0);
    expect(await countOf('(select distinct lane, number from records.history) as batches')).toBe(Math.ceil(rows.length / 200));
  });

  it('creates nothing when it comes again under another name', async () => {
    const copy = join(folder, 'another name.csv');
    await copyFile(join(folder, 'part.csv'), copy);
    const again = await importer.run(analyst, { format: 'ctdc', file: copy });
    expect(again).toMatchObject({ created: 0, finished: true });
    expect(again.plan).toMatchObject({ create: 0, duplicate: rows.length, exceptions: [{ from: 2, to: rows.length + 1, outcome: 'DUPLICATE' }] });
    expect(await countOf('records.victim')).toBe(rows.length);
  });
});

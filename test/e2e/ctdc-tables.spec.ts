/** The published CTDC file, imported by the product's importer, comes out of its statistics as published, figure by figure. */
import { DoorSight } from '#disclosure';
import { registry } from '#casework';
import { Importer } from '#exchange';
import { CTDC_TABLES, percent } from '#statistics';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { readCodebook, type PublishedTable } from '../support/codebook.js';
import { openFigures, type Figures } from '../support/figures.js';
import { openTestVault } from '../support/vault.js';
import { viewerWith } from '../support/door.js';
import { wallOn } from '../support/wall.js';

const FOLDER = resolve(process.cwd(), '../shared/data/ctdc');
const FILE = join(FOLDER, 'CTDC_VPsynthetic_condensed.csv');
const CODEBOOK = join(FOLDER, 'CTDC_VPsynthetic_dict_20221201.xlsx');
const present = existsSync(FILE) && existsSync(CODEBOOK);
const reason = present ? '' : ' [skipped: ../shared/data is not beside this project]';
const COORDINATOR = ['NATIONAL_COORDINATOR'] as const;

(present ? describe : describe.skip)(`the sixteen tables of the CTDC codebook${reason}`, () => {
  const published: readonly PublishedTable[] = present ? readCodebook(CODEBOOK) : [];
  let figures: Figures;

  beforeAll(async () => {
    figures = await openFigures();
    const { orm, pool, audit } = figures;
    const analyst = viewerWith(['ANALYST'], await figures.officer());
    const vault = await openTestVault(figures.database);
    const importer = new Importer({ orm, pool, wall: wallOn(pool), audit, vault, sight: new DoorSight(registry) });
    const { created, finished, plan } = await importer.run(analyst, { format: 'ctdc', file: FILE }, { rejects: join(figures.folder, 'rejects.csv') });
    await vault.close();
    expect({ created, finished, reject: plan.reject }).toEqual({ created: 21_195, finished: true, reject: 0 });
    await figures.behind('analyze');
  }, 280_000);
  afterAll(() => figures.close());

  it('are all there', () => {
    expect(published.map(({ column, title }) => ({ column, title }))).toEqual(CTDC_TABLES.map(({ column, title }) => ({ column, title })));
  });

  it.each(published.map((table) => [table.column, table] as const))('%s: every frequency and percentage', async (column, expected) => {
    const { data, errors } = await figures.ask(COORDINATOR, `query($column: CtdcColumn!) {
      ctdcTable(column: $column) { title lines { label count percent validPercent cumulativePercent } valid missing total } }`, { column });
    expect(errors).toBeUndefined();
    const answer = (data as { ctdcTable: { lines: { count: number }[]; valid: number; missing: number; total: number } }).ctdcTable;
    const known = expected.lines.reduce((sum, { count }) => sum + count, 0);
    expect(answer).toEqual({ title: expected.title, lines: expected.lines, valid: known, missing: expected.missing.count, total: expected.total });
    expect(percent(answer.missing, answer.total)).toBe(expected.missing.percent);
    if (expected.valid) expect({ count: answer.valid, percent: percent(answer.valid, answer.total) }).toEqual(expected.valid);
  });

  it('agree with the plain statistical question, in our own codes', async () => {
    const { data, errors } = await figures.ask(COORDINATOR, `{ statistics(of: { victims: { by: [YEAR_REGISTERED] } }) {
      total known overlapping dimensions { unknown unknownPercent } rows { keys { value label { en } } count percent validPercent cumulativePercent } } }`);
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ statistics: {
      total: 21_195, known: 17_540, overlapping: false, dimensions: [{ unknown: 3_655, unknownPercent: 17.24 }],
      rows: [
        { keys: [{ value: '2005/2013', label: { en: '2005–2013' } }], count: 2_531, percent: 11.94, validPercent: 14.43, cumulativePercent: 14.43 },
        { keys: [{ value: '2014/2018' }], count: 6_274, percent: 29.6, validPercent: 35.77, cumulativePercent: 50.2 },
        { keys: [{ value: '2019' }], count: 2_398, percent: 11.31, validPercent: 13.67, cumulativePercent: 63.87 },
        { keys: [{ value: '2020' }], count: 2_002, percent: 9.45, validPercent: 11.41, cumulativePercent: 75.29 },
        { keys: [{ value: '2021/2022' }], count: 4_335, percent: 20.45, validPercent: 24.71, cumulativePercent: 100 },
        { keys: [{ value: null, label: { en: 'Unknown' } }], count: 3_655, percent: 17.24, validPercent: null, cumulativePercent: null },
      ],
    } });
  });

  it('count victims and crimes apart: one crime a row here, and more offenders than crimes', async () => {
    const totals = await figures.ask(COORDINATOR, '{ crimes: statistics(of: { crimes: { by: [] } }) { total } offenders: statistics(of: { offenders: { by: [] } }) { total } }');
    expect(totals.errors).toBeUndefined();
    const { crimes, offenders } = totals.data as Record<'crimes' | 'offenders', { total: number }>;
    expect(crimes.total).toBe(21_195);
    expect(offenders.total).toBeGreaterThan(21_195);
  });
});

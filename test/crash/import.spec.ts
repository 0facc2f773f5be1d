/** An import that is killed again and again, and given again each time, ends as if it had never been killed. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { openWorld, type World } from '../support/casework-world.js';
import { TEST_WALL_KEY_HEX } from '../support/wall.js';

const HERE = import.meta.dirname;
const ROWS = 3_000;
const HEADER = 'yearRegister,gender,majorityStatus,isForcedLabour,isSexualExploit,UN_COO_Region,UN_COE_Region,IP_Exploiter,IP_Gender,IP_ageBroad,'
  + 'IP_citizen_UNRegion,IP_Relation,IP_PayMoney,IP_RecruiterBroker,IP_TransactionProcess,IP_ControlAbuseKidnap';
// Few different rows, so that most are the same to the letter; every fifth has two offenders.
const LINES = Array.from({ length: ROWS }, (_, at) =>
  `2019,${at % 2 === 0 ? 'Female' : 'Male'},Adult,1,,Asia,Europe,1,${at % 5 === 0 ? 'Female;Male' : 'Male'},,Asia,StrangerUnknownOther,No,1,,`);

describe('an import that is killed', () => {
  let world: World;
  let folder: string;
  beforeAll(async () => {
    world = await openWorld();
    folder = await mkdtemp(join(tmpdir(), 'qalxan-crash-'));
    await writeFile(join(folder, 'import.csv'), [HEADER, ...LINES].join('\n'));
  });
  afterAll(async () => {
    await world.close();
    await rm(folder, { recursive: true });
  });

  /** @param reports after how many batches it is killed. @returns whether it came to its end. */
  const runAndKill = async (viewer: string, reports: number): Promise<boolean> => {
    const { access } = world.database;
    const child = spawn(process.execPath, [
      '--conditions=source', '--import', join(HERE, 'source-hooks.ts'), join(HERE, 'import.child.ts'),
      access.app, access.audit, join(folder, 'audit.key'), join(folder, 'import.csv'), viewer, TEST_WALL_KEY_HEX, access.vault,
    ], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(child, 'close');
    let seen = 0;
    let finished = false;
    for await (const line of createInterface(child.stdout)) {
      finished ||= line === 'finished';
      if ((seen += 1) === reports) child.kill('SIGKILL');
    }
    await ended;
    return finished;
  };
  const countOf = async (from: string): Promise<number> => Number((await world.behind(`select count(*) as n from ${from}`))[0]!['n']);

  it('is continued without loss or repetition', async () => {
    const viewer = JSON.stringify(await world.officer('ANALYST'));
    let before = 0;
    for (const reports of [1, 4, 2]) {
      expect(await runAndKill(viewer, reports)).toBe(false);
      const now = await countOf('records.victim');
      expect(now).toBeGreaterThan(before);
      expect(now).toBeLessThan(ROWS);
      expect(now).toBe(await countOf('exchange.import_row'));
      before = now;
    }
    expect(await runAndKill(viewer, Number.POSITIVE_INFINITY)).toBe(true);
    const offenders = ROWS + ROWS / 5;
    expect(await countOf('records.victim')).toBe(ROWS);
    expect(await countOf('records.crime')).toBe(ROWS);
    expect(await countOf('records.offender')).toBe(offenders);
    expect(await countOf('records.victim_offender_relation')).toBe(offenders);
    expect(await world.behind('select rows_created::int as created, finished_at is not null as finished from exchange.import_job')).toEqual([{ created: ROWS, finished: true }]);
    // What is stored is on record: no record without its history, no history without its audit entry.
    expect(await countOf('records.victim v where not exists (select from records.history h where h.record_id = v.id)')).toBe(0);
    expect(await countOf('records.history h where not exists (select from audit.entry e where e.lane = h.lane and e.number = h.number)')).toBe(0);
  }, 240_000);
});

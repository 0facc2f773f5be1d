import { openLog, type EventLog } from '#telemetry';

import type { Job } from './job.js';
import { LONGEST_PAUSE, pauseBefore, runJobs } from './job-runner.js';

const job = (run: Job['run'], everyMs = 1): Job => ({ name: 'test-job', everyMs, run });

describe('the jobs of the worker', () => {
  let lines: string[];
  let log: EventLog;
  beforeEach(() => {
    lines = [];
    log = openLog({ destination: { write: (line) => lines.push(line) } });
  });

  it('never run beside themselves, and go on after one another', async () => {
    let under = 0;
    let most = 0;
    let done: () => void;
    let runs = 0;
    const twenty = new Promise<void>((resolve) => { done = resolve; });
    const running = runJobs([job(async () => {
      under += 1;
      most = Math.max(most, under);
      await new Promise((resolve) => setTimeout(resolve, 3));
      under -= 1;
      runs += 1;
      if (runs === 20) done();
    })], log);
    await twenty;
    await running.stop();
    expect([most, under]).toEqual([1, 0]);
  });

  it('go on after a failure, which is logged by its kind and never by its words', async () => {
    let runs = 0;
    let done: () => void;
    const second = new Promise<void>((resolve) => { done = resolve; });
    const running = runJobs([job(() => {
      runs += 1;
      if (runs === 1) return Promise.reject(new TypeError('a name nobody may see'));
      done();
      return Promise.resolve();
    })], log);
    await second;
    await running.stop();
    expect(lines.join('')).toContain('"job":"test-job"');
    expect(lines.join('')).toContain('TypeError');
    expect(lines.join('')).not.toContain('nobody may see');
  });

  it('do not hold each other up, and are told when the process is to end', async () => {
    let runs = 0;
    let done: () => void;
    const five = new Promise<void>((resolve) => { done = resolve; });
    const running = runJobs([
      job((stopping) => new Promise((resolve) => { stopping.addEventListener('abort', () => resolve()); })),
      job(() => {
        runs += 1;
        if (runs === 5) done();
        return Promise.resolve();
      }),
    ], log);
    await five;
    await running.stop();
    const after = runs;
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(runs).toBe(after);
  });

  it('wait for their time, not at all when they are late, and longer after every failure', () => {
    const every = job(() => Promise.resolve(), 1_000);
    expect([pauseBefore(every, 200, 0), pauseBefore(every, 1_500, 0)]).toEqual([800, 0]);
    expect([1, 2, 3].map((failures) => pauseBefore(every, 0, failures))).toEqual([2_000, 4_000, 8_000]);
    expect(pauseBefore(every, 0, 500)).toBe(LONGEST_PAUSE);
    expect(pauseBefore(job(() => Promise.resolve(), 3_600_000), 0, 3)).toBe(3_600_000);
  });
});

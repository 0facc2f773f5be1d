/**
 * The law of the house: two databases that differ only in what a viewer may not see give that viewer byte-identical answers.
 * Random questions of random shape, for readers of many kinds, against two kinds of twin: in one everything hidden is different,
 * in the other it does not exist. QALXAN_LONG=1 asks twenty times as many; QALXAN_SEED asks others.
 */
import { registry } from '#casework';
import fc from 'fast-check';

import { canariesFor, canariesIn, foreignCanaries, outputOf } from '../support/canary.js';
import { Oracle } from '../support/oracle.js';
import { questions, type Question } from '../support/questions.js';
import { answerText, openSides, type Side, type Sides } from '../support/sides.js';
import { changedTwin, emptiedTwin, type Twin } from '../support/twin.js';
import { castOf } from '../support/viewers.js';
import { makeWorld, rowsOf, type World } from '../support/worlds.js';
import type { Viewer } from '#policy';

const SEED = Number(process.env.QALXAN_SEED ?? 20261123);
const WANTED = process.env.QALXAN_LONG === '1' ? 100_000 : Number(process.env.QALXAN_OPERATIONS ?? 5_000);
const AT_ONCE = 6;
/** The one error there may be: constant, at a root field, nothing told of why. */
const REFUSED = /"errors":\[\{"message":"Bad request","path":\["\w+"\],"code":"BAD_REQUEST"\}\]\}$/;

const world = makeWorld(SEED);
const cast = castOf(world);
const counts = { operations: 0, refused: 0, withRows: 0, hiddenChanges: 0 };

describe('two worlds that differ only in what the viewer may not see', () => {
  let sides: Sides;
  let original: Side;
  let other: Side;

  beforeAll(async () => {
    sides = await openSides();
    original = await sides.open(world);
    other = await sides.open(world);
  });
  afterAll(async () => {
    await original.close();
    await other.close();
    await sides.close();
    process.stdout.write(`non-interference: ${counts.operations} operations for ${cast.length} viewers, ${counts.refused} refused, `
      + `${counts.withRows} with rows, ${counts.hiddenChanges} hidden changes (seed ${SEED})\n`);
  });

  /** Following a cursor is an operation of its own: about a fifth of the questions are asked twice. */
  const half = Math.ceil((0.86 * WANTED) / cast.length / 2);
  it.each(cast)('are one to $name', async ({ name, viewer }) => {
    const seed = SEED + cast.findIndex((one) => one.name === name);
    const twins: Twin[] = [changedTwin(world, viewer, seed), emptiedTwin(world, viewer)];
    for (const [at, twin] of twins.entries()) {
      counts.hiddenChanges += twin.changes;
      original.entries.length = 0;
      await other.fill(twin.world);
      const asked = fc.sample(questions({ worlds: [world, twin.world], isTold: toldTo(viewer), boldness: 0.01 }), { numRuns: half, seed: seed * 2 + at });
      const faults: string[] = [];
      const output = await outputOf(() => askAll(viewer, asked, faults));
      expect(faults.slice(0, 3)).toEqual([]);
      expect(canariesIn(output)).toEqual([]);
      // What is put on record is the same too, and holds no value.
      expect(sorted(other)).toEqual(sorted(original));
      expect(canariesIn(original.entries)).toEqual([]);
    }
  }, 3_600_000);

  it('were asked enough, and mostly answered', () => {
    expect(counts.operations).toBeGreaterThanOrEqual(WANTED);
    expect(counts.withRows / counts.operations).toBeGreaterThan(0.5);
    expect(counts.refused).toBeGreaterThan(0);
    expect(counts.refused / counts.operations).toBeLessThan(0.1);
    expect(counts.hiddenChanges).toBeGreaterThan(1_000 * cast.length);
  });

  async function askAll(viewer: Viewer, asked: readonly Question[], faults: string[]): Promise<void> {
    const allowed = canariesFor(world, viewer);
    const left = [...asked];
    const askOn = async (): Promise<void> => {
      for (let question = left.pop(); question; question = left.pop()) {
        const document = sides.document(question.text);
        let after: string | null = null;
        do {
          const [one, two] = await Promise.all([original.ask(viewer, document, { after }), other.ask(viewer, document, { after })]);
          const text = answerText(one);
          counts.operations += 1;
          if (one.errors) counts.refused += 1;
          else if (/"(node|one)":\{/.test(text)) counts.withRows += 1;
          if (text !== answerText(two)) faults.push(`${question.text}\n${text}\n${answerText(two)}`);
          if (one.errors && !REFUSED.test(text)) faults.push(`${question.text}\n${text}`);
          const foreign = foreignCanaries(text, allowed);
          if (foreign.length > 0) faults.push(`${question.text}\nleaks ${foreign.join()}`);
          after = question.follows && after === null ? /"follow":"([\w-]+)"/.exec(text)?.[1] ?? null : null;
        } while (after !== null);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, askOn));
  }
});

function sorted({ entries }: Side): string[] {
  return entries.map((entry) => JSON.stringify(entry)).sort();
}

function toldTo(viewer: Viewer): (record: string, field: string) => boolean {
  const told = toldFields(world, viewer);
  return (record, field) => told.has(`${record}.${field}`);
}

function toldFields(of: World, viewer: Viewer): ReadonlySet<string> {
  const oracle = new Oracle(of, viewer);
  return new Set(registry.records.flatMap((record) => rowsOf(of, record.name).filter((row) => oracle.exists(record, row))
    .flatMap((row) => Object.keys(record.fields).filter((field) => oracle.isGranted(record, row, field)).map((field) => `${record.name}.${field}`))));
}

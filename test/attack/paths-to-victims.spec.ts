/**
 * attacks.md, rows 24 to 26: every way from Query to Victim that the schema has, six relations deep, walked by readers who may not
 * read a victim's name. The policy holds at the end of each; hidden rows are left out on the way, without a null or an error.
 */
import { registry } from '#casework';
import { getNamedType, isObjectType, type GraphQLObjectType } from 'graphql';

import { canariesFor, foreignCanaries } from '../support/canary.js';
import { Dice } from '../support/dice.js';
import { viewerWith } from '../support/door.js';
import { answerText, useSide } from '../support/sides.js';
import { castOf } from '../support/viewers.js';
import { makeWorld } from '../support/worlds.js';

const DEPTH = 6;
const world = makeWorld(8);
const stage = useSide(world);

interface Step {
  readonly field: string;
  readonly page: boolean;
  readonly type: GraphQLObjectType;
}

/** @returns where a field leads: to a record, or to a page of one. */
function stepOf(type: GraphQLObjectType, field: string): Step | null {
  const named = getNamedType(type.getFields()[field]!.type);
  const page = /^(\w+)Connection$/.exec(named.name)?.[1];
  const target = page === undefined ? named : stage.sides().schema.getType(page);
  return isObjectType(target) && registry.has(target.name) ? { field, page: page !== undefined, type: target } : null;
}

/** Paths of different relations that end in a victim: each relation is walked once, as walking it again tells nothing new. */
function* paths(type: GraphQLObjectType, walked: readonly Step[], seen: ReadonlySet<string>): Generator<readonly Step[]> {
  if (walked.at(-1)?.type.name === 'Victim') yield walked;
  if (walked.length === DEPTH) return;
  for (const field of Object.keys(type.getFields())) {
    const step = stepOf(type, field);
    const key = `${type.name}.${field}`;
    if (step && !seen.has(key)) yield* paths(step.type, [...walked, step], new Set([...seen, key]));
  }
}

function question(path: readonly Step[]): string {
  const end = 'id familyName givenName phone email address account health birthDate documentNumber withheld { field }';
  const [root, ...rest] = path;
  const below = rest.reduceRight((inner, { field, page }) => (page ? `${field}(first: 2) { edges { node { ${inner} } } }` : `${field} { ${inner} }`), end);
  return `${root!.field}(first: 3) { edges { node { ${below} } } }`;
}

it('shows no name of a victim to those who may not read one, on any way there', async () => {
  const query = stage.sides().schema.getQueryType()!;
  const all = [...paths(query, [], new Set())].filter(([root]) => root!.page);
  expect(all.length).toBeGreaterThan(1_000);
  // All short ones; of the long ones as many as there is time for, all of them in the long run.
  const short = all.filter(({ length }) => length <= 3);
  const long = process.env.QALXAN_LONG === '1' ? all : new Dice(6).some(all, 150);
  const chosen = [...new Set([...short, ...long])];
  const viewers = [viewerWith(['ANALYST']), viewerWith(['UNIT_HEAD']), viewerWith(['INVESTIGATOR']), viewerWith(['SUPERVISING_PROSECUTOR'], undefined, null)];
  let reached = 0;
  for (const viewer of viewers) {
    const allowed = canariesFor(world, viewer);
    for (const path of chosen) {
      const answer = answerText(await stage().ask(viewer, `{ ${question(path)} }`));
      expect([foreignCanaries(answer, allowed), answer.includes('"errors"')]).toEqual([[], false]);
      expect(answer).not.toMatch(/"(familyName|givenName|phone|email|address|account|health|birthDate|documentNumber)":[^n]/);
      if (answer.includes('"familyName":null')) reached += 1;
    }
  }
  process.stdout.write(`paths to victims: ${all.length} of depth ${DEPTH} or less, ${chosen.length} walked by ${viewers.length} readers, ${reached} arrived\n`);
  expect(reached).toBeGreaterThan(viewers.length * 10);
});

it('leaves hidden rows out of lists and totals, and shows a link to one as no value', async () => {
  const sealed = new Set([...world.values()].flatMap((rows) => [...rows.values()].filter((row) => row.sealed === true).map(({ id }) => id)));
  for (const { viewer } of castOf(world)) {
    const answer = answerText(await stage().ask(viewer, `{ crimes(first: 30) { totalCount edges { node { id case { id } otherCases(first: 3) { totalCount edges { node { id } } }
      victims(first: 9) { totalCount edges { node { id person { id } } } } offenders(first: 9) { totalCount edges { node { id person { id } } } } } } }
      cases(first: 30) { totalCount edges { node { id crimes(first: 9) { totalCount edges { node { id } } } charges(first: 9) { totalCount edges { node { id offender { id } } } } } } } }`));
    expect(answer).not.toContain('"errors"');
    expect(answer).not.toContain('"node":null');
    expect([...answer.matchAll(/"id":"([0-9a-f-]{36})"/g)].filter(([, id]) => sealed.has(id!))).toEqual([]);
  }
});

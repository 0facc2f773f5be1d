/**
 * Questions that were answered with more than was asked, or failed inside instead of being refused: a filter lost on the way,
 * a NUL, filters nested without end, an alias that is an object's prototype, more fields than a row can carry.
 */
import { viewerWith } from '../support/door.js';
import { answerText, openSides, type Side, type Sides } from '../support/sides.js';
import { makeWorld } from '../support/worlds.js';

describe('is refused with one constant error, and on record', () => {
  let sides: Sides;
  let side: Side;
  beforeAll(async () => {
    sides = await openSides();
    side = await sides.open(makeWorld(2));
  });
  afterAll(async () => {
    await side.close();
    await sides.close();
  });

  const nested = (depth: number): string => `${'{ not: '.repeat(depth)}{ sex: { eq: Female } }${' }'.repeat(depth)}`;
  it.each([
    ['a filter that is null', 'offenders(filter: null) { totalCount }'],
    ['a nested filter that is null', 'crimes { edges { node { offenders(filter: null) { totalCount } } } }'],
    ['a group that is null', 'offenders(filter: { not: null }) { totalCount }'],
    ['a filter that is empty', 'offenders(filter: {}) { totalCount }'],
    ['a NUL', 'offenders(filter: { familyName: { eq: "\\u0000" } }) { totalCount }'],
    ['a NUL in a list', 'offenders(filter: { familyName: { in: ["a", "\\u0000"] } }) { totalCount }'],
    ['a filter without end', `offenders(filter: ${nested(100)}) { totalCount }`],
    ['a reserved alias', 'offenders { edges { node { __proto__: familyName } } }'],
    ['more fields than a row carries', `offenders { edges { node { ${Array.from({ length: 120 }, (_, at) => `a${at}: sex`).join(' ')} } } }`],
  ])('%s', async (_, question) => {
    side.entries.length = 0;
    const answer = answerText(await side.ask(viewerWith(['ANALYST']), `{ ${question} }`));
    const root = /^\w+/.exec(question)![0];
    expect(answer).toBe(JSON.stringify({ data: null, errors: [{ message: 'Bad request', path: [root], code: 'BAD_REQUEST' }] }));
    expect(side.entries).toMatchObject([{ act: 'READ', outcome: 'REFUSED', touched: [] }]);
  });

  it('but a filter that was not given is none', async () => {
    const { errors } = await side.ask(viewerWith(['ANALYST']), 'query($f: OffenderFilter) { offenders(filter: $f) { totalCount } }');
    expect(errors).toBeUndefined();
  });
});

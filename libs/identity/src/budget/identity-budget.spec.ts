/** The budget across processes and over midnight, on real PostgreSQL: two ledgers on pools of their own, a clock that is moved. */
import { registry } from '#casework';
import { fixedClock, newId, type Id } from '#kernel';
import { openOrm, poolOf } from '#persistence';
import type { Viewer } from '#policy';

import { freshDatabase, type FreshDatabase } from '../../../../test/support/database.js';
import { viewerWith } from '../../../../test/support/door.js';
import { wallOn } from '../../../../test/support/wall.js';
import { BudgetLedger } from './budget-ledger.js';
import { IdentityBudget } from './identity-budget.js';

const BUDGET = 25;

describe('the budget', () => {
  let database: FreshDatabase;
  const closing: (() => Promise<unknown>)[] = [];
  const clock = fixedClock(new Date('2026-11-23T23:59:00Z'));

  const process = async (): Promise<IdentityBudget> => {
    const orm = await openOrm(database.access, registry.entities());
    closing.push(() => orm.close(true));
    return new IdentityBudget(registry, new BudgetLedger(wallOn(await poolOf(orm))), clock);
  };
  const reads = (budget: IdentityBudget, viewer: Viewer, ids: readonly Id[], field = 'familyName', record = 'Victim'): Promise<boolean> =>
    budget.after(viewer, [{ record, ids, disclosed: ['id', field], withheld: [] }]).then(() => true, (error: unknown) => {
      expect(error).toMatchObject({ code: 'REAUTH_REQUIRED', rule: 'IDENTITY_BUDGET' });
      return false;
    });
  const ids = (count: number): readonly Id[] => Array.from({ length: count }, () => newId());

  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(async () => {
    for (const close of closing) await close();
    await database.drop();
  });

  it('is one for two processes, also when both ask at once', async () => {
    const [one, other] = [await process(), await process()];
    const officers = Array.from({ length: 6 }, () => viewerWith(['INVESTIGATOR']));
    const asked = officers.flatMap((viewer) => ids(60).map((id, at) => reads(at % 2 === 0 ? one : other, viewer, [id]).then((allowed) => ({ viewer, allowed }))));
    const answers = await Promise.all(asked);
    for (const viewer of officers) expect(answers.filter((answer) => answer.viewer === viewer && answer.allowed)).toHaveLength(BUDGET);
  });

  it('counts an answer whole or not at all', async () => {
    const [one, other] = [await process(), await process()];
    const viewer = viewerWith(['INVESTIGATOR']);
    expect(await reads(one, viewer, ids(20))).toBe(true);
    expect(await reads(other, viewer, ids(6))).toBe(false);
    expect(await reads(other, viewer, ids(5))).toBe(true);
    expect(await reads(one, viewer, ids(1))).toBe(false);
  });

  it('does not count twice what another process counted', async () => {
    const [one, other] = [await process(), await process()];
    const [viewer, seen] = [viewerWith(['INVESTIGATOR']), ids(BUDGET)];
    expect(await reads(one, viewer, seen)).toBe(true);
    expect(await reads(other, viewer, seen)).toBe(true);
    expect(await reads(other, viewer, [...seen, newId()])).toBe(false);
  });

  it('begins anew at midnight UTC, and not before', async () => {
    const budget = await process();
    const [viewer, seen] = [viewerWith(['INVESTIGATOR']), ids(BUDGET)];
    expect(await reads(budget, viewer, seen)).toBe(true);
    clock.advance(59_999);
    expect(await reads(budget, viewer, ids(1))).toBe(false);
    clock.advance(1);
    expect(await reads(budget, viewer, ids(BUDGET - 1))).toBe(true);
    // Yesterday's person is a new one today.
    expect(await reads(budget, viewer, seen.slice(0, 1))).toBe(true);
    expect(await reads(budget, viewer, seen.slice(1, 2))).toBe(false);
  });

  it.each([
    ['Victim', 'address'], ['Victim', 'health'], ['Victim', 'account'], ['Victim', 'person'], ['Victim', 'source'], ['Offender', 'legalName'], ['Offender', 'operation'], ['Person', 'victims'],
  ])('counts %s.%s', async (record, field) => {
    const budget = await process();
    expect(await reads(budget, viewerWith(['INVESTIGATOR']), ids(BUDGET + 1), field, record)).toBe(false);
  });

  it.each([
    ['Victim', 'pseudonym'], ['Victim', 'status'], ['Victim', 'residenceRegion'], ['Victim', 'accountPseudonymised'], ['Victim', 'crimes'], ['Victim', 'revision'], ['Crime', 'summary'], ['Officer', 'name'],
  ])('does not count %s.%s', async (record, field) => {
    const budget = await process();
    expect(await reads(budget, viewerWith(['INVESTIGATOR']), ids(BUDGET + 1), field, record)).toBe(true);
  });
});

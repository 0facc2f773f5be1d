import { fixedClock } from '#kernel';

import { AnchorFreshness } from './freshness.js';

const NOW = new Date('2026-05-01T10:00:00Z');
const REFUSED = { code: 'UNAVAILABLE', rule: 'AUDIT_NOT_ANCHORED' };

describe('whether the log was anchored lately', () => {
  const clock = fixedClock(NOW);
  let answer: () => Promise<Date | null>;
  let looks: number;
  let freshness: AnchorFreshness;
  beforeEach(() => {
    looks = 0;
    freshness = new AnchorFreshness({ anchoredAt: () => { looks += 1; return answer(); }, maxAge: 300_000, clock: { now: () => clock.now() } });
  });
  const anchored = (secondsAgo: number) => (): Promise<Date> => Promise.resolve(new Date(clock.now().getTime() - secondsAgo * 1_000));

  it.each([[0, true], [300, true], [301, false], [-300, true], [-301, false], [86_400, false]])('%i seconds ago: %s', async (ago, fresh) => {
    answer = anchored(ago);
    await (fresh ? expect(freshness.require()).resolves.toBeUndefined() : expect(freshness.require()).rejects.toMatchObject(REFUSED));
  });

  it('is refused when nothing was ever anchored, or nobody can tell', async () => {
    answer = () => Promise.resolve(null);
    await expect(freshness.require()).rejects.toMatchObject(REFUSED);
    answer = () => Promise.reject(new Error('gone'));
    await expect(freshness.require()).rejects.toMatchObject(REFUSED);
    answer = anchored(1);
    await expect(freshness.require()).resolves.toBeUndefined();
  });

  it('is looked up once for all who ask, and known until it is too old', async () => {
    answer = anchored(0);
    await Promise.all(Array.from({ length: 50 }, () => freshness.require()));
    expect(looks).toBe(1);
    answer = () => Promise.reject(new Error('gone'));
    clock.advance(300_000);
    await expect(freshness.require()).resolves.toBeUndefined();
    clock.advance(1);
    await expect(freshness.require()).rejects.toMatchObject(REFUSED);
  });
});

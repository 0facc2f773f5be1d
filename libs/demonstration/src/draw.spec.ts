/** The same seed draws the same people, whoever starts the product and when. What the world holds is looked at in test/e2e. */
import { Draw, daysAfter } from './draw.js';
import { drawOffender, drawVictim } from './people.js';
import { STORIES } from './stories.js';

test('the same seed draws the same, another draws another', () => {
  const people = (seed: string): unknown[] => STORIES.flatMap((story) => [drawVictim(new Draw(seed), story, 0), drawOffender(new Draw(seed), story, 0)]);
  expect(people('a')).toEqual(people('a'));
  expect(people('a')).not.toEqual(people('b'));
});

test('draws members without repetition, in the order of the list', () => {
  const draw = new Draw('some');
  for (let times = 0; times < 200; times += 1) {
    const some = draw.some([1, 2, 3, 4], 3);
    expect(some).toEqual([...new Set(some)].sort());
    expect(some.length).toBeGreaterThan(0);
    expect(some.length).toBeLessThanOrEqual(3);
  }
  expect(() => draw.one([])).toThrow('nothing to draw from');
});

test('counts days over the ends of months and years', () => {
  expect(daysAfter('2024-02-28', 2)).toBe('2024-03-01');
  expect(daysAfter('2024-12-31', 1)).toBe('2025-01-01');
  expect(daysAfter('2024-01-01', -1)).toBe('2023-12-31');
});

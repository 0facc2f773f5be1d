import { Shares } from './shares.js';

describe('shares', () => {
  it('run three questions of one officer at a time, in order, and do not hold up another officer', async () => {
    const shares = new Shares();
    const ends: (() => void)[] = [];
    const begun: string[] = [];
    const ask = (officer: string, name: string): Promise<void> => shares.run(officer, () => {
      begun.push(name);
      return new Promise((resolve) => ends.push(resolve));
    });
    const all = [1, 2, 3, 4, 5].map((n) => ask('anna', `anna ${n}`));
    all.push(ask('boris', 'boris 1'));
    await Promise.resolve();
    expect(begun).toEqual(['anna 1', 'anna 2', 'anna 3', 'boris 1']);
    ends[0]?.();
    await all[0];
    await new Promise(setImmediate);
    expect(begun).toEqual(['anna 1', 'anna 2', 'anna 3', 'boris 1', 'anna 4']);
    while (begun.length > 0 && ends.length > 0) {
      ends.shift()?.();
      await new Promise(setImmediate);
    }
    await Promise.all(all);
    expect(begun).toContain('anna 5');
  });

  it('give the place back when a question fails', async () => {
    const shares = new Shares();
    for (let n = 0; n < 5; n += 1) await expect(shares.run('anna', () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    await expect(shares.run('anna', () => Promise.resolve('answer'))).resolves.toBe('answer');
  });

  it('tell whoever has a thousand waiting to come back', async () => {
    const shares = new Shares();
    const held = Array.from({ length: 1003 }, () => shares.run('anna', () => new Promise<void>((resolve) => setImmediate(resolve))));
    await expect(shares.run('anna', () => Promise.resolve())).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    await Promise.all(held);
  });
});

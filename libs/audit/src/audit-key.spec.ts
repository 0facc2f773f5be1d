import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auditKeyFromFile } from './audit-key.js';
import { auditKeyId } from './chain.js';

describe('the chain key', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'qalxan-key-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is made once, for its owner alone, also when several processes start together', async () => {
    const path = join(folder, 'deep', 'audit.key');
    const keys = await Promise.all(Array.from({ length: 8 }, () => auditKeyFromFile(path, { production: false })));
    expect(new Set(keys.map(auditKeyId)).size).toBe(1);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(folder, 'deep'))).toEqual(['audit.key']);
  });

  it('is never made in production', async () => {
    await expect(auditKeyFromFile(join(folder, 'audit.key'), { production: true })).rejects.toThrow('no audit key');
    expect(await readdir(folder)).toEqual([]);
  });

  it('is refused when others may read it or when it is cut short', async () => {
    const path = join(folder, 'audit.key');
    await writeFile(path, Buffer.alloc(31), { mode: 0o600 });
    await expect(auditKeyFromFile(path)).rejects.toThrow('must be 32 bytes');
    await chmod(path, 0o640);
    await expect(auditKeyFromFile(path)).rejects.toThrow('can be read by others');
  });
});

/** Secrets in files: in production nobody but the process may read them. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { refuseSharedSecrets } from './shared-secrets.js';

describe.each(['QALXAN_CURSOR_SECRET_FILE', 'QALXAN_WALL_KEY_FILE'])('%s', (name) => {
  const folder = mkdtempSync(join(tmpdir(), 'qalxan-secret-'));
  const file = join(folder, 'secret');
  writeFileSync(file, 'x');
  afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

  it.each([[0o644, true], [0o640, true], [0o600, false], [0o400, false]])('with mode %o stops a start in production: %s', (mode, stops) => {
    chmodSync(file, mode);
    const check = (): void => { refuseSharedSecrets({ NODE_ENV: 'production', [name]: file }); };
    if (stops) expect(check).toThrow(`The file named by ${name} can be read by others`);
    else expect(check).not.toThrow();
  });
});

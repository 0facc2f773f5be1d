/** The process that is killed: it imports a file as the console would, and prints how far it is after every batch. */
import { writeSync } from 'node:fs';
import { auditKeyFromFile, AuditWriter } from '#audit';
import { registry } from '#casework';
import { DoorSight } from '#disclosure';
import { Importer } from '#exchange';
import { openOrm, poolOf } from '#persistence';
import type { Viewer } from '#policy';
import { LocalKeys, openVault } from '#vault';
import { Wall, WallKey } from '#wall';

import { TEST_KEY } from '../support/vault.js';

const [app = '', auditUrl = '', keyFile = '', file = '', viewer = '', wallKey = '', vaultUrl = ''] = process.argv.slice(2);
const orm = await openOrm({ app, audit: auditUrl, auditor: '', vault: vaultUrl }, registry.entities(), { poolSize: 4 });
const audit = new AuditWriter({ connection: { connectionString: auditUrl }, key: await auditKeyFromFile(keyFile), process: 'crash-test' });
const vault = await openVault({ url: vaultUrl, provider: new LocalKeys([TEST_KEY]) });
const pool = await poolOf(orm);
const importer = new Importer({ orm, audit, sight: new DoorSight(registry), vault, pool, wall: new Wall({ pool, key: new WallKey(Buffer.from(wallKey, 'hex')) }) });
await importer.run(JSON.parse(viewer) as Viewer, { format: 'ctdc', file }, {
  watch: ({ phase, rows }) => { if (phase === 'RUN') writeSync(1, `${rows}\n`); },
});
writeSync(1, 'finished\n');
await audit.close();
await vault.close();
await orm.close(true);

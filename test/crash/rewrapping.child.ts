/** The process that is killed: it changes the key-encryption key as the console would, and prints how far it is after every batch. */
import { writeSync } from 'node:fs';
import { localKeysFromFile, openVault } from '#vault';

const [url = '', keyFile = ''] = process.argv.slice(2);
const vault = await openVault({ url, provider: await localKeysFromFile(keyFile) });
const report = await vault.rewrapping.rewrapAll((rewrapped) => { writeSync(1, `${rewrapped}\n`); }, 7);
writeSync(1, report.finished ? 'finished\n' : 'not finished\n');
await vault.close();

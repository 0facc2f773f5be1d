/**
 * The process that is killed: it appends as fast as it can and prints each receipt the moment it has it. A receipt on
 * standard output is what a client would have seen of an answer.
 */
import { writeSync } from 'node:fs';
import { auditKeyFromFile, AuditWriter } from '#audit';
import { someEntry } from '../support/audit-entries.js';

const [url = '', keyFile = ''] = process.argv.slice(2);
const writer = new AuditWriter({ connection: { connectionString: url }, key: await auditKeyFromFile(keyFile), process: 'crash-test' });

async function appendForever(): Promise<never> {
  for (;;) {
    const { lane, number, hash } = await writer.append(someEntry());
    writeSync(1, `${lane} ${number} ${hash}\n`);
  }
}
await Promise.all(Array.from({ length: 32 }, appendForever));

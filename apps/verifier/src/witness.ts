/**
 * The witness: a small program for somebody else's machine. It remembers the last tree it signed and signs only what goes on
 * from there. Settings: QALXAN_WITNESS_LOG_KEY (the log's verifier key, required), QALXAN_WITNESS_FOLDER, QALXAN_WITNESS_NAME, HOST, PORT.
 */
import { memoryIn, ownKey } from './witness/folder.js';
import { witnessServer } from './witness/serve.js';
import { keyId, readVerifierKey } from './tree/note.js';

const { QALXAN_WITNESS_LOG_KEY: given, QALXAN_WITNESS_FOLDER: folder = '.qalxan-witness', QALXAN_WITNESS_NAME: name = 'qalxan.local/witness' } = process.env;
const { HOST: host = '127.0.0.1', PORT: port = '4200' } = process.env;

const log = readVerifierKey(given ?? '');
if (log?.kind !== 1 || !/^[^\s+]+$/.test(name)) {
  process.stderr.write('QALXAN_WITNESS_LOG_KEY must hold the log\'s verifier key, and QALXAN_WITNESS_NAME no space or plus sign\n');
  process.exit(2);
}
const { key, publicKey } = ownKey(folder);
const witness = { log, name, key, publicKey, memory: memoryIn(folder), now: () => Math.floor(Date.now() / 1000) };
witness.memory.load();
const server = witnessServer(witness);
server.listen(Number(port), host, () => {
  const listening = server.address();
  const verifierKey = `${name}+${keyId(name, 4, publicKey).toString('hex')}+${Buffer.concat([Buffer.of(4), publicKey]).toString('base64')}`;
  process.stdout.write(`Witness of ${log.name} on http://${host}:${typeof listening === 'object' ? listening?.port : port}\nIts key: ${verifierKey}\n`);
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => { server.close(); });

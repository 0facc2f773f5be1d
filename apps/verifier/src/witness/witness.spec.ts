/** The witness over HTTP: signs what goes on from what it signed, and nothing else; and does not forget over a restart. */
import { hash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { naiveConsistency, naiveRoot, signer } from '../../../../test/support/sample-log.js';
import { keyId, readVerifierKey, signedAt, type VerifierKey } from '../tree/note.js';
import { memoryIn, ownKey } from './folder.js';
import { witnessServer } from './serve.js';

const NAME = 'witness.test';
const leaves = Array.from({ length: 20 }, (_, index) => hash('sha256', Buffer.from(`leaf ${index}`), 'buffer'));
const forked = leaves.map((leaf, index) => (index === 3 ? hash('sha256', leaf, 'buffer') : leaf));

describe('the witness', () => {
  const folder = mkdtempSync(join(tmpdir(), 'qalxan-witness-'));
  const by = signer();
  const { key, publicKey } = ownKey(folder);
  const own = readVerifierKey(`${NAME}+${keyId(NAME, 4, publicKey).toString('hex')}+${Buffer.concat([Buffer.of(4), publicKey]).toString('base64')}`);
  let server: Server;
  let url = '';

  const start = async (): Promise<void> => {
    server = witnessServer({ log: trusted(readVerifierKey(by.key)), name: NAME, key, publicKey, memory: memoryIn(folder), now: () => 1_800_000_000 });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const stop = (): Promise<void> => new Promise((resolve) => { server.close(() => { resolve(); }); server.closeAllConnections(); });
  const post = async (body: string): Promise<{ status: number; type: string | null; text: string }> => {
    const response = await fetch(`${url}/add-checkpoint`, { method: 'POST', body });
    return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
  };
  const request = (old: number, size: number, from = leaves, proof = old === 0 ? [] : naiveConsistency(old, from.slice(0, size)), as = by): string =>
    [`old ${old}`, ...proof.map((node) => node.toString('base64')), '', as.note(size, naiveRoot(from.slice(0, size)))].join('\n');

  beforeAll(start);
  afterAll(async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('signs the first tree and each one that contains the last, with the time', async () => {
    for (const [old, size] of [[0, 5], [5, 5], [5, 12]] as const) {
      const { status, text } = await post(request(old, size));
      expect(status).toBe(200);
      expect(signedAt(`${by.note(size, naiveRoot(leaves.slice(0, size)))}${text}`, trusted(own))).toBe(1_800_000_000);
    }
  });

  it.each([
    ['another old size', () => request(5, 14), 409],
    ['a smaller tree', () => request(12, 12).replace('old 12', 'old 5'), 409],
    ['another history of the same size', () => request(12, 12, forked), 409],
    ['a larger tree of another history', () => request(12, 15, forked), 422],
    ['a proof too short', () => request(12, 15, leaves, []), 422],
    ['a signature of another key', () => request(12, 15, leaves, undefined, signer()), 403],
    ['another log', () => request(12, 15).replace('example.test/audit', 'other.test/audit'), 404],
    ['an old size above the new', () => request(12, 15).replace('old 12', 'old 16'), 400],
    ['no request at all', () => 'nonsense', 400],
  ])('refuses %s', async (_, body, status) => {
    const answer = await post(body());
    expect(answer.status).toBe(status);
    expect(answer.text).not.toContain('—');
    if (status === 409) expect([answer.type, answer.text]).toEqual(['text/x.tlog.size', '12\n']);
  });

  it('refuses other methods, other paths and long bodies', async () => {
    expect((await fetch(`${url}/add-checkpoint`)).status).toBe(405);
    expect((await fetch(`${url}/`, { method: 'POST' })).status).toBe(404);
    expect((await post('x'.repeat(20_000))).status).toBe(413);
  });

  it('remembers over a restart what it signed, and signs nothing when it cannot read it', async () => {
    await stop();
    await start();
    expect((await post(request(0, 8))).status).toBe(409);
    expect((await post(request(12, 20))).status).toBe(200);
    writeFileSync(join(folder, 'last-tree'), 'gone');
    expect((await post(request(20, 20))).status).toBe(500);
  });
});

function trusted(key: VerifierKey | null): VerifierKey {
  if (!key) throw new Error('no key');
  return key;
}

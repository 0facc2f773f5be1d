/** The sealer against a witness that speaks the real protocol over HTTP (C2SP tlog-witness), honest or not. */
import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { withClient } from '#persistence';

import { laneOptions, someEntry } from '../../../../test/support/audit-entries.js';
import { freshDatabase, type FreshDatabase } from '../../../../test/support/database.js';
import { sealing, type Sealing } from '../../../../test/support/sealing.js';
import { AuditLane } from '../audit-lane.js';
import { readCheckpoint, type TreeHead } from '../checkpoint/checkpoint.js';
import { NOTE_TYPE, noteKey } from '../checkpoint/note-key.js';
import { readNote, timedLine } from '../checkpoint/signed-note.js';
import { EMPTY_ROOT } from '../tree/hash.js';
import { extendsTree } from '../tree/proof.js';
import { Witness } from './witness.js';

const { privateKey } = generateKeyPairSync('ed25519');
const key = noteKey('witness.test/w1', NOTE_TYPE.TIMED, privateKey);

let database: FreshDatabase;
let log: Sealing;
let server: Server;
let seen: TreeHead;
let asked: string[];
let answerInstead: { status: number; body: string } | null;
beforeEach(async () => {
  database = await freshDatabase();
  log = sealing(database);
  [seen, asked, answerInstead] = [{ size: 0, root: EMPTY_ROOT }, [], null];
  server = createServer((request, response) => {
    void text(request).then((body) => {
      const { status, body: said } = answerInstead ?? respond(body);
      asked.push(`${request.method} ${request.url} ${body.split('\n')[0]} -> ${status}`);
      response.writeHead(status, status === 409 ? { 'content-type': 'text/x.tlog.size' } : {}).end(said);
    });
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
});
afterEach(async () => {
  log.remove();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await database.drop();
});

/** What the specification demands of a witness. */
function respond(body: string): { status: number; body: string } {
  const cut = body.indexOf('\n\n');
  const [old, ...proof] = body.slice(0, cut).split('\n');
  const checkpoint = body.slice(cut + 2);
  const shown = readCheckpoint(checkpoint, log.signer.keys);
  if (!shown) return { status: 403, body: '' };
  if (old !== `old ${seen.size}`) return { status: 409, body: `${seen.size}\n` };
  if (seen.size > shown.size) return { status: 400, body: '' };
  if (!extendsTree(seen, shown, proof.map((hash) => Buffer.from(hash, 'base64')))) return { status: seen.size === shown.size ? 409 : 422, body: `${seen.size}\n` };
  seen = shown;
  return { status: 200, body: timedLine(checkpoint.slice(0, checkpoint.indexOf('\n\n') + 1), key, privateKey, 1_800_000_000) };
}

const url = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/w1/`;
const write = async (count: number): Promise<void> => {
  const lane = await AuditLane.open(laneOptions(database));
  await Promise.all(Array.from({ length: count }, () => lane.append(someEntry())));
  await lane.close();
};
const seal = (): Promise<void> => log.seal({ witness: new Witness({ url: url(), key }) });
const anchorings = (): Promise<{ size: number; note: string }[]> =>
  withClient(database.adminUrl, async (admin) => (await admin.query<{ size: number; note: string }>('select size::int, note from audit.anchoring order by id')).rows);

describe('a witness', () => {
  it('cosigns every state that continues the one it saw; a sealer that has forgotten asks where that was', async () => {
    for (const count of [5, 300, 7]) {
      await write(count);
      await seal();
    }
    expect(asked).toEqual(['old 0 -> 200', 'old 0 -> 409', 'old 5 -> 200', 'old 0 -> 409', 'old 305 -> 200'].map((line) => `POST /w1/add-checkpoint ${line}`));
    const notes = await anchorings();
    expect(notes.map(({ size }) => size)).toEqual([5, 305, 312]);
    for (const { note } of notes) expect(readNote(note, [key])?.signed).toEqual([{ by: key, time: 1_800_000_000 }]);
  });

  it('goes on proving from what it knows, without being asked twice', async () => {
    const sealer = log.sealer({ witness: new Witness({ url: url(), key }) });
    for (const count of [2, 3]) {
      await write(count);
      await sealer.seal();
    }
    await sealer.close();
    expect(asked.map((line) => line.slice(-12))).toEqual([' old 0 -> 200', ' old 2 -> 200'].map((line) => line.slice(-12)));
  });

  it('that has seen more than there is, or another log, stops the sealing', async () => {
    await write(5);
    seen = { size: 9, root: EMPTY_ROOT };
    await expect(seal()).rejects.toMatchObject({ rule: 'ROLLED_BACK', index: 5 });
    seen = { size: 3, root: EMPTY_ROOT };
    await expect(seal()).rejects.toMatchObject({ rule: 'FORKED' });
    seen = { size: 5, root: EMPTY_ROOT };
    await expect(seal()).rejects.toMatchObject({ rule: 'FORKED' });
    expect(await anchorings()).toEqual([]);
  });

  it.each([[200, ''], [200, '— witness.test/w1 AAAA\n'], [403, ''], [404, ''], [500, ''], [409, 'many\n']])('that answers %i %j does not count, and is asked again', async (status, body) => {
    await write(1);
    answerInstead = { status, body };
    await expect(seal()).rejects.not.toHaveProperty('rule');
    expect(await anchorings()).toEqual([]);
    answerInstead = null;
    await seal();
    expect(await anchorings()).toHaveLength(1);
  });
});

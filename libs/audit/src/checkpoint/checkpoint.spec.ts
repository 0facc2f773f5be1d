import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { EMPTY_ROOT, leafHash } from '../tree/hash.js';
import { CheckpointSigner, logKeys, readCheckpoint } from './checkpoint.js';
import { NOTE_TYPE, noteKey, readVerifierKey, verifierKey } from './note-key.js';
import { sealKeyFromFile } from './seal-key.js';
import { readNote, timedLine } from './signed-note.js';

/** The key of RFC 8032 section 7.1, test 1. */
const KEY = createPrivateKey({
  key: Buffer.from('302e020100300506032b6570042204209d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex'), format: 'der', type: 'pkcs8',
});
const ORIGIN = 'qalxan.example/audit';
const signer = new CheckpointSigner(ORIGIN, KEY);
const head = { size: 7, root: leafHash(Buffer.from('root')) };

describe('a checkpoint', () => {
  it('is the text of the standard, with a signature that the published key verifies', () => {
    const note = signer.sign(head);
    expect(note.split('\n').slice(0, 4)).toEqual([ORIGIN, '7', head.root.toString('base64'), '']);
    const known = readVerifierKey(verifierKey(signer.keys.log))!;
    expect(readNote(note, [known])).toMatchObject({ signed: [{ by: known, time: null }] });
    expect(readCheckpoint(note, logKeys(ORIGIN, known.key))).toEqual({ origin: ORIGIN, ...head, time: null });
  });

  it('has a text that is the same for everybody who has the key', () => {
    expect(signer.sign({ size: 0, root: EMPTY_ROOT })).toBe(signer.sign({ size: 0, root: EMPTY_ROOT }));
    // d75a98... is the public key of the RFC's test.
    expect(verifierKey(signer.keys.log)).toMatch(/^qalxan\.example\/audit\+[0-9a-f]{8}\+AddamAGCsQq31Uv\+08lkBzoO4XLz2qYjJa8CGmj3B1Ea$/);
  });

  it('tells when it was anchored, by the newest signed time', () => {
    const note = signer.stamp(signer.stamp(signer.sign(head), new Date('2026-05-01T10:00:00.900Z')), new Date('2026-05-01T10:00:07Z'));
    expect(readCheckpoint(note, signer.keys)?.time).toBe(Date.parse('2026-05-01T10:00:07Z') / 1_000);
  });

  it('passes over lines of strangers, but not over a bad line of a known key', () => {
    const stranger = generateKeyPairSync('ed25519').privateKey;
    const note = signer.sign(head);
    const text = note.slice(0, note.indexOf('\n\n') + 1);
    const foreign = timedLine(text, noteKey('witness.example', NOTE_TYPE.TIMED, stranger), stranger, 5);
    expect(readCheckpoint(note + foreign, signer.keys)).toMatchObject(head);
    const pretended = timedLine(text, signer.keys.timed, stranger, 5);
    expect(readCheckpoint(note + pretended, signer.keys)).toBeNull();
    expect(readCheckpoint(`${text}\n${foreign}`, signer.keys)).toBeNull();
  });

  it.each<[string, (note: string) => string]>([
    ['another size', (note) => note.replace('\n7\n', '\n8\n')],
    ['another root', (note) => note.replace(head.root.toString('base64'), EMPTY_ROOT.toString('base64'))],
    ['another origin', (note) => note.replace(`${ORIGIN}\n`, 'other.example\n')],
    ['a line more', (note) => note.replace('\n\n', '\nmore\n\n')],
    ['no signature', (note) => note.slice(0, note.indexOf('\n\n') + 2)],
    ['a cut signature', (note) => note.replace(/.{8}\n$/, '\n')],
    ['no line feed at the end', (note) => note.slice(0, -1)],
    ['a control character', (note) => note.replace('\n7\n', '\n7\r\n')],
    ['nothing', () => ''],
  ])('is none with %s', (_, change) => {
    expect(readCheckpoint(change(signer.sign(head)), signer.keys)).toBeNull();
  });

  it.each(['', 'no key', `${ORIGIN}+00000000+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea`, 'a b+00000000+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea'])('is not checked by %j', (text) => {
    expect(readVerifierKey(text)).toBeNull();
  });
});

describe('the seal key', () => {
  let folder: string;
  beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'qalxan-seal-')); });
  afterAll(() => rm(folder, { recursive: true }));

  it('is made once in development, never in production, and never read when others can', async () => {
    const path = join(folder, 'seal.key');
    await expect(sealKeyFromFile(path, { production: true })).rejects.toThrow('no seal key');
    const [one, other] = await Promise.all([sealKeyFromFile(path, { production: false }), sealKeyFromFile(path, { production: false })]);
    expect(one.equals(other)).toBe(true);
    await chmod(path, 0o644);
    await expect(sealKeyFromFile(path, { production: true })).rejects.toThrow('can be read by others');
  });

  it('is an Ed25519 key or refused', async () => {
    const path = join(folder, 'other.key');
    await writeFile(path, generateKeyPairSync('x25519').privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    await expect(sealKeyFromFile(path, { production: true })).rejects.toThrow('Ed25519');
    await writeFile(path, 'nothing');
    await expect(sealKeyFromFile(path, { production: true })).rejects.toThrow('Ed25519');
  });
});

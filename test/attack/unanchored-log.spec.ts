/**
 * attacks.md, row 83: the log is kept from being anchored, set back, or told differently to one reader. Over HTTP: identities are not
 * read while nobody outside knows of the log, and a receipt can be held against the signed tree by whoever has it.
 */
import { openSealing } from '#assembly';
import { extendsTree, includes, readCheckpoint, Sealer } from '#audit';
import { newId, systemClock, type Clock } from '#kernel';

import { startApi, type Api, type ApiAnswer, type Client } from '../support/api.js';
import { makeCase, PURPOSE } from '../support/case-over-http.js';

const IDENTITY = 'query ($id: ID!) { victim(id: $id) { familyName } }';
const PROFILE = 'query ($id: ID!) { victim(id: $id) { status } }';
const INCLUSION = 'query ($lane: ID!, $number: Int!, $size: Int) { auditInclusion(lane: $lane, number: $number, size: $size) { index leafHash path checkpoint { size root note } } }';
const CONSISTENCY = 'query ($from: Int!, $to: Int!) { auditConsistency(from: $from, to: $to) { path older { size root note } newer { size root note } } }';
const CHECKPOINT = 'query ($size: Int) { auditCheckpoint(size: $size) { size root note signedAt } }';

interface Head { readonly size: number; readonly root: string; readonly note: string }
interface Inclusion { readonly index: number; readonly leafHash: string; readonly path: readonly string[]; readonly checkpoint: Head }

let api: Api;
let investigator: Client;
let auditor: Client;
let victim: string;
beforeAll(async () => {
  api = await startApi({ QALXAN_ANCHOR_MAX_AGE_S: '300' });
  await Promise.all([api.officer('investigator', 'INVESTIGATOR'), api.officer('other', 'INVESTIGATOR'), api.officer('auditor', 'AUDITOR')]);
  [investigator, auditor] = [await api.signIn('investigator'), await api.signIn('auditor')];
  ({ victim } = await makeCase(investigator));
});
afterAll(() => api.close());

const seal = async (clock: Clock = systemClock): Promise<void> => {
  const sealer = new Sealer({ connection: { connectionString: api.database.access.sealer! }, clock, ...await openSealing(api.assembly.settings.seal) });
  await sealer.seal();
  await sealer.close();
};
const long = 600_000;
const clockAt = (offset: number): Clock => ({ now: () => new Date(Date.now() + offset) });
const receiptOf = ({ extensions }: ApiAnswer): { lane: string; number: number } => (extensions['audit'] as { lane: string; number: number }[])[0]!;
const bytes = (text: string): Buffer => Buffer.from(text, 'base64');

describe('while the log is not anchored', () => {
  const refused = async (): Promise<void> => {
    const answer = await investigator.ask(IDENTITY, { id: victim }, PURPOSE);
    expect([answer.status, answer.data, answer.errors.map(({ extensions }) => extensions?.['code'])]).toEqual([503, null, ['UNAVAILABLE']]);
    const profile = await investigator.ask(PROFILE, { id: victim }, PURPOSE);
    expect([profile.status, profile.errors]).toEqual([200, []]);
  };

  it('no identity is read, while what names nobody still is; each attempt is on record with the rule', async () => {
    await refused();
    const [entry] = await api.behind(`select body::jsonb as body from audit.entry where body::jsonb #>> '{detail,rule}' = 'AUDIT_NOT_ANCHORED'`);
    expect(entry).toMatchObject({ body: { act: 'READ', outcome: 'REFUSED', touched: [expect.objectContaining({ record: 'Victim' })] } });
  });

  it('an old anchor does not help, nor one from the future, nor fresh rows that a database administrator writes', async () => {
    await seal(clockAt(-long));
    await refused();
    await api.behind(`insert into audit.anchoring (size, anchored_at, note) select size, now(), note from audit.anchoring`);
    await refused();
    await api.behind(`insert into audit.anchoring (size, anchored_at, note) select size, now(), regexp_replace(note, '\\n[^\\n]+\\n$', E'\\n') from audit.anchoring limit 1`);
    await refused();
    await seal(clockAt(long));
    await refused();
  });

  it('identities are read again as soon as it is', async () => {
    await seal();
    expect((await investigator.ask(IDENTITY, { id: victim }, PURPOSE)).data).toEqual({ victim: { familyName: 'Uydurmazadə' } });
  });
});

describe('a receipt', () => {
  it('is proved to its officer and to the auditor, to nobody else, and not before it is in the tree', async () => {
    const receipt = receiptOf(await investigator.ask(PROFILE, { id: victim }, PURPOSE));
    const other = await api.signIn('other');
    const asked = async (client: Client, variables: object = receipt): Promise<unknown> => (await client.ask(INCLUSION, { ...variables })).data?.['auditInclusion'];
    expect(await asked(investigator)).toBeNull();
    await seal();
    const proof = (await asked(investigator)) as Inclusion;
    const { log, timed } = (await openSealing(api.assembly.settings.seal)).signer.keys;
    const signed = readCheckpoint(proof.checkpoint.note, { log, timed })!;
    expect(includes(signed.root, signed.size, proof.index, bytes(proof.leafHash), proof.path.map(bytes))).toBe(true);
    expect(includes(signed.root, signed.size, proof.index, bytes(proof.checkpoint.root), proof.path.map(bytes))).toBe(false);
    expect(await asked(auditor)).toEqual(proof);
    const strangers = await Promise.all([{ ...receipt }, { lane: newId(), number: 1 }, { ...receipt, number: 1_000_000 }].map((entry) => other.ask(INCLUSION, entry)));
    expect(new Set(strangers.map(({ data, errors }) => JSON.stringify([data, errors])))).toEqual(new Set(['[{"auditInclusion":null},[]]']));
  });

  it.each([{ lane: 'x', number: 1 }, { lane: newId(), number: 0 }, { lane: newId(), number: 1, size: -1 }])('is not asked for by %j', async (variables) => {
    expect((await investigator.ask(INCLUSION, variables)).errors.map(({ extensions }) => extensions?.['code'])).toEqual(['BAD_REQUEST']);
  });
});

describe('the states of the log', () => {
  it('are each a beginning of the next, which the auditor can show with their keys alone', async () => {
    const sizes: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      await seal();
      sizes.push(((await auditor.ask(CHECKPOINT)).data!['auditCheckpoint'] as Head).size);
    }
    expect(sizes[2]).toBeGreaterThan(sizes[0]!);
    const { path, older, newer } = (await auditor.ask(CONSISTENCY, { from: sizes[0], to: sizes[2] })).data!['auditConsistency'] as { path: string[]; older: Head; newer: Head };
    const { keys } = (await openSealing(api.assembly.settings.seal)).signer;
    expect(extendsTree(readCheckpoint(older.note, keys)!, readCheckpoint(newer.note, keys)!, path.map(bytes))).toBe(true);
    const unsigned = await auditor.ask(CHECKPOINT, { size: 999_999 });
    expect(unsigned.data).toEqual({ auditCheckpoint: null });
  });

  it('are for the auditor alone, and asking is on record', async () => {
    for (const [query, variables] of [[CHECKPOINT, {}], [CONSISTENCY, { from: 0, to: 1 }]] as const) {
      expect((await investigator.ask(query, variables)).errors.map(({ extensions }) => extensions?.['code'])).toEqual(['FORBIDDEN']);
    }
    const rows = await api.behind(`select body::jsonb #>> '{question,root}' as root, body::jsonb ->> 'outcome' as outcome from audit.entry
      where act = 'AUDIT_READ' and officer = $1 and body::jsonb #>> '{question,root}' <> 'auditInclusion' order by position`, [investigator.officer]);
    expect(rows).toEqual(['auditCheckpoint', 'auditConsistency'].map((root) => ({ root, outcome: 'REFUSED' })));
  });
});

/**
 * attacks.md, row 97: a human is erased under four eyes. What told who it was cannot be had any more: by nobody's question, from the
 * history, from the envelopes in a copy, nor after a restore; what was only counted stays, and the audit log still verifies. Also: who
 * tries it alone, against a seal, while proceedings go on, or puts the name back afterwards.
 */
import { rmSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { auditKeyFromFile, verifyLane } from '#audit';
import { completeErasures, reapplyErasures, registry, type ErasureParts } from '#casework';
import { erasedFields } from '#change';
import type { Id } from '#kernel';
import { inDatabase, shutDatabase, withClient } from '#persistence';
import { columnOf, lookupOf, sealedFields } from '#record';
import { TombstoneFile } from '#vault';

import { startApi, type Api, type ApiAnswer, type Client } from '../support/api.js';
import { APPROVE, approvalIn } from '../support/approval.js';
import { makeCase, PURPOSE, until, type SmallCase } from '../support/case-over-http.js';
import type { FreshDatabase } from '../support/database.js';

const ERASE = 'mutation Erase($input: ErasePersonInput!) { erasePerson(input: $input) { id victim { familyName } offender { familyName birthDate } } }';
const REASON = 'Məhkəmə qərarı qüvvəyə minib, saxlama əsası qalmayıb';

let api: Api;
let prosecutor: Client;
let judge: Client;
let investigator: Client;
let parts: ErasureParts;
beforeAll(async () => {
  api = await startApi({ QALXAN_DEMO: 'no' });
  for (const [login, role] of [['prosecutor', 'SUPERVISING_PROSECUTOR'], ['judge', 'JUDGE'], ['investigator', 'INVESTIGATOR']] as const) await api.officer(login, role);
  [prosecutor, judge, investigator] = [await api.signIn('prosecutor'), await api.signIn('judge'), await api.signIn('investigator')];
  parts = { ...api.assembly, file: new TombstoneFile(join(api.folder, 'tombstones.jsonl')) };
}, 60_000);
afterAll(() => api.close());

type Target = Readonly<Record<'personOfVictim' | 'personOfOffender', Id>> | object;
const order = (by: Client, of: Target, approval?: Id): Promise<ApiAnswer> => by.ask(ERASE, { input: { of, basis: 'CourtOrder', reason: REASON } }, PURPOSE, approval);
const refusal = ({ errors, data }: ApiAnswer): string => {
  const { code, rule } = (errors[0]?.extensions ?? {}) as { code?: string; rule?: string };
  return data && errors.length === 0 ? 'accepted' : [code, rule].filter(Boolean).join(' ');
};
const closed = ({ caseId }: SmallCase): Promise<unknown> => api.behind(`update records."case" set stage = 'Closed', closed_on = '2026-01-01' where id = $1`, [caseId]);
const personOf = async (table: 'victim' | 'offender', id: Id): Promise<Id> => (await api.behind(`select person_id from records.${table} where id = $1`, [id]))[0]!['person_id'] as Id;
const seenBy = async (by: Client, id: Id): Promise<unknown> =>
  (await by.ask('query Who($id: ID!) { victim(id: $id) { status familyName documentNumber birthDate } }', { id }, PURPOSE)).data?.['victim'];

async function erased(of: Target): Promise<Id> {
  const approval = approvalIn(await order(prosecutor, of));
  expect(refusal(await judge.ask(APPROVE, { id: approval }))).toBe('accepted');
  expect(refusal(await order(prosecutor, of, approval))).toBe('accepted');
  return approval;
}

/** A human who is victim and offender, with values in every kind of place: envelope, index, clear column, history of both. */
async function human(name: string): Promise<SmallCase> {
  const made = await makeCase(investigator, name);
  const person = await personOf('victim', made.victim);
  const answer = await investigator.ask('mutation Make($input: RegisterOffenderInput!) { registerOffender(input: $input) { id } }', {
    input: { kind: 'NaturalPerson', crimeId: made.crime, personId: person, familyName: `${name}ov`, documentNumber: 'AZE-77007700', address: `${name} küçəsi` },
  }, PURPOSE);
  const { id: offender } = answer.data!['registerOffender'] as { id: Id };
  const { data } = await investigator.ask('query R($id: ID!) { offender(id: $id) { revision familyName } }', { id: offender }, PURPOSE);
  const { revision } = data!['offender'] as { revision: string };
  expect(refusal(await investigator.ask('mutation C($input: CorrectOffenderInput!) { correctOffender(input: $input) { id } }', { input: { id: offender, revision, patch: { familyName: `${name}yev` }, reason: 'soyad sənəddəki yazılışa uyğunlaşdırılır' } }, PURPOSE))).toBe('accepted');
  return { ...made, offender };
}

/** Everything the tables of records hold, as text. */
async function everything(from: Pick<Api, 'behind'> = api): Promise<string> {
  const tables = await from.behind(`select format('records.%I', tablename) as name from pg_tables where schemaname = 'records'`);
  return (await Promise.all(tables.map(async ({ name }) => JSON.stringify(await from.behind(`select to_jsonb(t) as row from ${String(name)} t`))))).join('\n');
}

it('is done by nobody alone, nor by whoever may not', async () => {
  const made = await human('Təkzadə');
  await closed(made);
  const of = { personOfVictim: made.victim };
  expect(refusal(await order(investigator, of))).toBe('FORBIDDEN');
  expect(refusal(await order(judge, of))).toBe('FORBIDDEN');
  const approval = approvalIn(await order(prosecutor, of));
  expect(refusal(await prosecutor.ask(APPROVE, { id: approval }))).toBe('REJECTED APPROVAL_OWN');
  expect(refusal(await order(prosecutor, of, approval))).toBe('REJECTED APPROVAL_NOT_GIVEN');
  expect(await api.behind('select subject from records.erasure')).toEqual([]);
  expect(await seenBy(investigator, made.victim)).toMatchObject({ familyName: 'Təkzadə' });
});

it('is refused while a case is open, and while any facet is sealed, in the same words', async () => {
  const made = await human('Möhürlüzadə');
  const of = { personOfVictim: made.victim };
  expect(refusal(await order(prosecutor, of))).toBe('REJECTED ERASURE_BARRED');
  await closed(made);
  await api.behind('update records.offender set sealed = true where id = $1', [made.offender]);
  expect(refusal(await order(prosecutor, of))).toBe('REJECTED ERASURE_BARRED');
  await api.behind('update records.victim set sealed = true where id = $1', [made.victim]);
  expect(refusal(await order(prosecutor, of))).toBe('NOT_FOUND');
});

it('takes everything that tells who it was out of rows, indexes and history, and leaves what is counted', async () => {
  const made = await human('Silinənzadə');
  await closed(made);
  const counted = await prosecutor.ask('{ victims { totalCount } offenders { totalCount } }');
  const envelopes = await api.behind('select family_name, document_number from records.victim where id = $1', [made.victim]);
  const approval = await erased({ personOfVictim: made.victim });

  expect((await prosecutor.ask('{ victims { totalCount } offenders { totalCount } }')).data).toEqual(counted.data);
  expect(await seenBy(investigator, made.victim)).toMatchObject({ familyName: null, documentNumber: null, birthDate: null });
  for (const name of ['Victim', 'Offender']) {
    const record = registry.record(name);
    const [row] = await api.behind(`select * from records."${record.table}" where id = $1`, [name === 'Victim' ? made.victim : made.offender]);
    for (const [field, declared] of erasedFields(record)) expect([field, row![columnOf(field, declared)]]).toEqual([field, null]);
    for (const [field, declared] of sealedFields(record)) expect([field, row![lookupOf(field, declared)?.column ?? ''] ?? null]).toEqual([field, null]);
  }
  expect(await everything()).not.toMatch(/Silinənzadə(ov|yev)/);
  const history = await investigator.ask('query H($id: ID!) { history(record: "Offender", id: $id) { edges { node { field before after command } } } }', { id: made.offender }, PURPOSE);
  expect(history.text).not.toContain('Silinən');

  // The keys go with the worker; until then an envelope from a copy would open.
  const cell = { table: 'victim', row: made.victim, column: 'family_name' };
  const opened = (): Promise<readonly unknown[]> => api.assembly.vault.open([{ cell, envelope: envelopes[0]!['family_name'] as Buffer }]);
  expect(await opened()).toEqual(['Silinənzadə']);
  expect(await completeErasures(parts)).toBe(1);
  expect(await opened()).toEqual([null]);
  expect(await completeErasures(parts)).toBe(0);
  const person = await personOf('victim', made.victim);
  expect(await parts.file.read()).toEqual([{ subject: person, at: expect.any(Date) as Date, approval }]);
  const told = await api.behind(`select body::jsonb ->> 'outcome' as outcome, body::jsonb -> 'detail' ->> 'approval' as approval from audit.entry
    where body::jsonb -> 'question' ->> 'root' = any ($1) and body::jsonb ->> 'outcome' = 'ACCEPTED'`, [['erasePerson', 'completeErasure']]);
  expect(told).toEqual([{ outcome: 'ACCEPTED', approval }, { outcome: 'ACCEPTED', approval }]);
});

it('is not undone by writing a name again, before the keys are gone or after', async () => {
  const made = await human('Qayıdanzadə');
  await closed(made);
  const person = await personOf('victim', made.victim);
  await erased({ personOfOffender: made.offender });
  const correct = async (): Promise<string[]> => Promise.all((['Offender', 'Victim'] as const).map(async (record) => {
    const id = record === 'Victim' ? made.victim : made.offender;
    const root = record.toLowerCase();
    const { data } = await investigator.ask(`query R($id: ID!) { ${root}(id: $id) { revision familyName } }`, { id }, PURPOSE);
    const { revision } = data![root] as { revision: string };
    return refusal(await investigator.ask(`mutation C($input: Correct${record}Input!) { correct${record}(input: $input) { id } }`, { input: { id, revision, patch: { familyName: 'Yenizadə' }, reason: REASON } }, PURPOSE));
  }));
  expect((await correct())[0]).toBe('REJECTED PERSON_ERASED');
  await completeErasures(parts);
  expect(await correct()).toEqual(['REJECTED PERSON_ERASED', 'REJECTED PERSON_ERASED']);
  const facet = await investigator.ask('mutation M($input: RegisterOffenderInput!) { registerOffender(input: $input) { id } }', { input: { kind: 'NaturalPerson', personId: person, familyName: 'Yenizadə' } }, PURPOSE);
  expect(facet.text).not.toContain('"registerOffender":{');
  expect(await api.assembly.vault.erasure.tombstones()).toContainEqual({ subject: person, at: expect.any(Date) as Date });
});

it('is finished by the next run when the process is killed between tombstone and keys, or before the tombstone', async () => {
  const made = await human('Yarımzadə');
  await closed(made);
  await erased({ personOfVictim: made.victim });
  const person = await personOf('victim', made.victim);
  const killed = { erasure: { erase: () => Promise.reject(new Error('killed')) } } as unknown as ErasureParts['vault'];
  await expect(completeErasures({ ...parts, vault: killed })).rejects.toThrow('killed');
  expect((await parts.file.read()).filter(({ subject }) => subject === person)).toHaveLength(1);
  const full = { add: () => Promise.reject(new Error('disk full')) } as unknown as TombstoneFile;
  await expect(completeErasures({ ...parts, file: full })).rejects.toThrow('disk full');
  expect(await api.behind('select subject from vault.erasure where subject = $1', [person])).toEqual([]);
  expect(await completeErasures(parts)).toBe(1);
  expect(await api.behind('select count(*)::int as n from vault.data_key where subject = $1 and wrapped is not null', [person])).toEqual([{ n: 0 }]);
  expect((await parts.file.read()).filter(({ subject }) => subject === person)).toHaveLength(1);
});

it('holds after every restore of an older copy, and the log verifies in both', async () => {
  const made = await human('Bərpazadə');
  await closed(made);
  const person = await personOf('victim', made.victim);
  const copy = await copied(api.database);
  await until(async () => refusal(await order(prosecutor, { personOfVictim: made.victim })) === 'APPROVAL_REQUIRED');
  await erased({ personOfVictim: made.victim });
  await completeErasures(parts);

  const restored = await startApi({ QALXAN_DEMO: 'no' }, copy);
  try {
    const [row] = await restored.behind('select family_name from records.victim where id = $1', [made.victim]);
    const opened = (): Promise<readonly unknown[]> => restored.assembly.vault.open([{ cell: { table: 'victim', row: made.victim, column: 'family_name' }, envelope: row!['family_name'] as Buffer }]);
    expect(await opened()).toEqual(['Bərpazadə']);
    const list = await parts.file.read();
    expect(await reapplyErasures(restored.assembly, list)).toBe(1);
    expect(await reapplyErasures(restored.assembly, list)).toBe(0);
    expect(await opened()).toEqual([null]);
    expect(await everything(restored)).not.toMatch(/Bərpazadə(ov|yev)/);
    expect(await restored.behind('select family_name, family_name_index from records.victim where id = $1', [made.victim])).toEqual([{ family_name: null, family_name_index: null }]);
    expect(await completeErasures({ ...restored.assembly, file: new TombstoneFile(join(restored.folder, 'tombstones.jsonl')) })).toBeGreaterThan(0);
    expect(await restored.behind('select count(*)::int as n from vault.data_key where subject = $1 and wrapped is not null', [person])).toEqual([{ n: 0 }]);
    const key = await auditKeyFromFile(join(api.folder, 'audit.key'));
    const lanes = (await restored.behind(`select distinct lane from audit.entry join audit.lane on lane.id = entry.lane where key_id in (select key_id from audit.lane order by opened_at limit 1)`)).map(({ lane }) => lane as Id);
    expect(lanes.length).toBeGreaterThan(0);
    for (const at of [restored, api]) for (const lane of lanes) expect(await verifyLane({ connectionString: at.database.access.auditor }, key, lane)).toMatchObject({ sound: true });
  } finally {
    await restored.close();
  }
}, 60_000);

describe('the database itself', () => {
  it('takes nothing out of the history but what an order covers, and changes nothing else there, for the owner neither', async () => {
    const made = await human('Tarixzadə');
    const [row] = await api.behind(`select id from records.history where record_id = $1 and field = 'familyName' and before is not null`, [made.offender]);
    const tries: readonly [string, readonly unknown[]][] = [
      ['update records.history set before = null, after = null, erased = true where id = $1', [row!['id']]],
      [`update records.history set after = '"x"' where id = $1`, [row!['id']]],
      [`update records.history set reason = 'x' where id = $1`, [row!['id']]],
      ['delete from records.history where id = $1', [row!['id']]],
      [`select records.blank_history($1, array['Offender.familyName'])`, [await personOf('offender', made.offender)]],
      ['delete from records.erasure', []],
      [`update records.erasure set approval = gen_random_uuid()`, []],
    ];
    for (const [text, values] of tries) await expect(api.behind(text, values)).rejects.toThrow(/append-only|nobody ordered that|an order to erase stays/);
  });

  it('knows every record that is sealed under a human, and every clear column that tells who it is', async () => {
    const [rows] = await api.behind(`select pg_get_functiondef('records.rows_under'::regproc) as text`);
    for (const { name, sealedUnder } of registry.records) expect([name, String(rows!['text']).includes(`'${name}'`)]).toEqual([name, sealedUnder !== null]);
    const [trigger] = await api.behind(`select pg_get_triggerdef(oid) as text from pg_trigger where tgname = 'values_of_erased'`);
    const clear = registry.records.flatMap((record) => erasedFields(record).filter(([name]) => !sealedFields(record).some(([sealed]) => sealed === name)).map(([name]) => `${record.table}.${snake(name)}`));
    for (const column of clear) expect([column, String(trigger!['text']).includes(`'${column.split('.')[1]!}'`)]).toEqual([column, true]);
    expect(new Set(clear.map((column) => column.split('.')[0]))).toEqual(new Set(['offender']));
  });
});

it('a list of tombstones with a line cut off by a crash goes on; one that was tampered with is refused', async () => {
  const { file } = parts;
  const { appendFile } = await import('node:fs/promises');
  const path = join(api.folder, 'other.jsonl');
  const other = new TombstoneFile(path);
  const [one] = await file.read();
  await other.add(one!);
  await appendFile(path, '{"subject":"');
  expect(await other.read()).toEqual([one]);
  await other.add({ ...one!, subject: made('b') });
  expect((await other.read()).map(({ subject }) => subject)).toEqual([one!.subject, made('b')]);
  await appendFile(path, '{}\n');
  await expect(other.read()).rejects.toThrow('no tombstone');
  rmSync(path);
});

const made = (digit: string): Id => `${digit.repeat(8)}-${digit.repeat(4)}-4${digit.repeat(3)}-8${digit.repeat(3)}-${digit.repeat(12)}`;
const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** A copy of a database as a backup has it. Whoever is connected is thrown out for the moment it takes. */
async function copied(source: FreshDatabase): Promise<FreshDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const server = inDatabase(source.adminUrl, 'postgres');
  await withClient(server, async (admin) => {
    for (;;) {
      await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [source.name]);
      try {
        await admin.query(`create database ${name} template ${source.name} strategy file_copy`);
        break;
      } catch (error) {
        if ((error as { code?: string }).code !== '55006') throw error;
      }
    }
    await shutDatabase(admin, name);
  });
  const access = Object.fromEntries(Object.entries(source.access).map(([login, url]) => [login, inDatabase(url as string, name)])) as unknown as FreshDatabase['access'];
  return { name, access, adminUrl: inDatabase(source.adminUrl, name), drop: () => withClient(server, async (admin) => { await admin.query(`drop database if exists ${name} with (force)`); }) };
}

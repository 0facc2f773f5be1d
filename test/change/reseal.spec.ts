/** The key of one human changed, and destroyed: what is shown, found and kept in history after it. */
import { registry } from '#casework';
import { Resealing } from '#change';

import { HISTORY, KNOWN, openSealedCase, VICTIM, type SealedCase } from '../support/sealed-case.js';

let at: SealedCase;
let resealing: Resealing;
beforeAll(async () => {
  at = await openSealedCase();
  const { wall, vault, audit } = at.api.assembly;
  resealing = new Resealing({ registry, wall, vault, audit });
});
afterAll(() => at.api.close());

const answers = async (): Promise<string[]> => [(await at.ask(VICTIM, { id: at.victim })).data, (await at.ask(HISTORY, { id: at.victim })).data].map((data) => JSON.stringify(data));
/** Ids of the keys that her row and its history name. */
const keysNamed = async (): Promise<string[]> => {
  const rows = await at.api.behind(`select distinct key from (
    select encode(substring(family_name from 2 for 16), 'hex') as key from records.victim where id = $1
    union all select encode(substring(account from 2 for 16), 'hex') from records.victim where id = $1
    union all select substring(v from 5 for 32) from records.history, unnest(array[before #>> '{}', after #>> '{}']) v where record_id = $1 and starts_with(v, '\\x01')) x order by 1`, [at.victim]);
  return rows.map(({ key }) => String(key));
};

describe('a new key for one human', () => {
  it('seals everything anew, rows and history, and nobody notices: not even by the revision', async () => {
    const before = await answers();
    const [oldKey] = await keysNamed();
    const history = await at.api.behind('select count(*)::int as n from records.history');
    await at.api.assembly.vault.rotation.rotateSubject(at.person);
    expect(await answers()).toEqual(before);

    const replaced = await resealing.reseal(at.person);
    expect(replaced).toBeGreaterThan(20);
    const [newKey, ...others] = await keysNamed();
    expect(others).toEqual([]);
    expect(newKey).not.toBe(oldKey);
    expect(await answers()).toEqual(before);
    expect(await at.found({ familyName: { eq: KNOWN.familyName } })).toEqual([at.victim]);
    expect(await at.api.behind('select count(*)::int as n from records.history')).toEqual(history);
    const [row] = await at.api.behind('select body from audit.entry order by position desc offset 3 limit 1');
    expect(JSON.stringify(await at.api.behind(`select body from audit.entry where body like '%resealSubject%'`))).toContain(at.victim);
    expect(JSON.stringify(row)).not.toContain(KNOWN.familyName);
    const id = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    expect(await resealing.isKeyUsed(id(String(oldKey)))).toBe(false);
    expect(await resealing.isKeyUsed(id(String(newKey)))).toBe(true);
  });

  it('is done once: again there is nothing to do, and nothing to put on record', async () => {
    const entries = await at.api.behind('select count(*)::int as n from audit.entry');
    expect(await resealing.reseal(at.person)).toBe(0);
    expect(await at.api.behind('select count(*)::int as n from audit.entry')).toEqual(entries);
  });

  it('is no change to a command that gives the same value again', async () => {
    await at.api.assembly.vault.rotation.rotateSubject(at.person);
    const { revision } = (await at.ask(VICTIM, { id: at.victim })).data?.['victim'] as { revision: string };
    const answer = await at.ask('mutation($input: CorrectVictimInput!) { correctVictim(input: $input) { id } }', {
      input: { id: at.victim, revision, patch: { patronymic: KNOWN.patronymic, otherNames: 'Başqa ad' }, reason: 'ad düzəldilir, ata adı eynidir' },
    });
    expect(answer.errors).toEqual([]);
    const fields = await at.api.behind(`select field from records.history where record_id = $1 and reason like 'ad düz%'`, [at.victim]);
    expect(fields).toEqual([{ field: 'otherNames' }]);
    expect((await keysNamed()).length).toBe(2);
    expect(await resealing.reseal(at.person)).toBeGreaterThan(20);
    expect((await keysNamed()).length).toBe(1);
  });

  it('is the one change that the history takes, from anybody', async () => {
    const refused = async (set: string): Promise<void> => {
      await expect(at.api.behind(`update records.history set ${set} where record_id = $1 and field = 'phone'`, [at.victim])).rejects.toThrow('append-only');
    };
    await refused(`after = null`);
    await refused(`after = '"clear"'`);
    await refused(`after = (select after from records.history where field = 'documentNumber' and record_id = $1)`);
    await refused(`after = to_jsonb((after #>> '{}') || '00')`);
    await refused(`before = after, after = before`);
    await refused(`reason = 'another'`);
    await refused(`field = 'email'`);
    await expect(at.api.behind(`update records.history set after = '"Male"' where record_id = $1 and field = 'status'`, [at.victim])).rejects.toThrow('append-only');
    await expect(at.api.behind('delete from records.history')).rejects.toThrow('append-only');
    await expect(at.api.behind('truncate records.history')).rejects.toThrow('append-only');
  });
});

describe('a human whose key is destroyed', () => {
  it('has no sealed value any more, is found by none, and stays a row with a pseudonym', async () => {
    const { vault } = at.api.assembly;
    const decided = await at.ask(`mutation($id: ID!) { decideVictimStatus(input: { victimId: $id, status: Recognised, decidedOn: "2024-05-05", reasons: "Gizli əsaslar 31337" }) { id } }`, { id: at.victim });
    expect(decided.errors).toEqual([]);
    const DECISION = 'query($id: ID!) { statusDecision(id: $id) { status reasons } }';
    const decision = (decided.data as { decideVictimStatus: { id: string } }).decideVictimStatus;
    expect((await at.ask(DECISION, decision)).data).toEqual({ statusDecision: { status: 'Recognised', reasons: 'Gizli əsaslar 31337' } });

    const other = await at.another({ familyName: 'Qalanzadə' });
    await vault.erasure.erase(at.person);
    expect(await at.found({ familyName: { eq: KNOWN.familyName } })).toEqual([]);
    expect(await at.found({ phone: { eq: KNOWN.phone } })).toEqual([at.victim]);
    expect(await resealing.forgetIndexes(at.person)).toBe(1);
    expect(await at.found({ phone: { eq: KNOWN.phone } })).toEqual([]);
    expect(await resealing.forgetIndexes(at.person)).toBe(0);

    const { data, errors } = await at.ask(VICTIM, { id: at.victim });
    expect(errors).toEqual([]);
    const { pseudonym, revision, withheld, ...values } = data?.['victim'] as Record<string, unknown>;
    expect(pseudonym).toMatch(/^V-/);
    expect(revision).toMatch(/^[0-9a-f]{32}$/);
    expect((withheld as { field: string }[]).map(({ field }) => field)).not.toContain('familyName');
    expect(new Set(Object.values(values))).toEqual(new Set([null]));
    // Facets of the human are erased with her, also what hangs on them.
    expect((await at.ask(DECISION, decision)).data).toEqual({ statusDecision: { status: 'Recognised', reasons: null } });
    const history = (await at.ask(HISTORY, { id: at.victim })).data?.['history'] as { edges: { node: { field: string; before: unknown; after: unknown } }[] };
    expect(history.edges.map(({ node }) => node)).toContainEqual({ field: 'address', before: null, after: null });
    expect(history.edges.map(({ node }) => node)).toContainEqual({ field: 'status', before: ['Presumed'], after: ['Recognised'] });
    expect(await at.found({ familyName: { eq: 'Qalanzadə' } })).toEqual([other]);
  });

  it('is given none again: what would be sealed for her is refused', async () => {
    const { revision } = (await at.ask(VICTIM, { id: at.victim })).data?.['victim'] as { revision: string };
    const answer = await at.ask('mutation($input: CorrectVictimInput!) { correctVictim(input: $input) { id } }', {
      input: { id: at.victim, revision, patch: { otherNames: 'Yeni ad' }, reason: 'silinmiş şəxsə ad yazmaq cəhdi' },
    });
    expect(answer.errors).toHaveLength(1);
    expect(await resealing.reseal(at.person)).toBe(0);
  });
});

/**
 * attacks.md, rows 94 and 95: whoever has the database, or may write to it, has no value of the sealed classes and cannot pass one off as another: a dump is
 * searched for every clear value, envelopes are moved between rows and columns, clear text is put in their place.
 */
import type { Id } from '#kernel';

import { FORMER_ADDRESS, HISTORY, KNOWN, openSealedCase, VICTIM, type SealedCase } from '../support/sealed-case.js';

let at: SealedCase;
beforeAll(async () => {
  at = await openSealedCase();
});
afterAll(() => at.api.close());

const shown = async (): Promise<Record<string, unknown>> => (await at.ask(VICTIM, { id: at.victim })).data?.['victim'] as Record<string, unknown>;
const clear = [...Object.values(KNOWN), FORMER_ADDRESS];
const lastRefusal = async (): Promise<unknown> => {
  const [row] = await at.api.behind(`select body from audit.entry where body like '%"outcome":"REFUSED"%' order by position desc limit 1`);
  return JSON.parse(row?.['body'] as string);
};

describe('what the database holds', () => {
  it('is shown in clear to whoever may see it', async () => {
    expect(await shown()).toMatchObject(KNOWN);
    const { data } = await at.ask(HISTORY, { id: at.victim });
    const changes = (data?.['history'] as { edges: { node: { field: string } }[] }).edges.map(({ node }) => node);
    expect(changes).toContainEqual({ field: 'address', before: [FORMER_ADDRESS], after: [KNOWN.address] });
    expect(changes).toContainEqual({ field: 'familyName', before: null, after: [KNOWN.familyName] });
    expect(changes).toContainEqual({ field: 'birthDate', before: null, after: [KNOWN.birthDate] });
  });

  it('has no clear value in any table, as text or as bytes, nor in a log', async () => {
    const tables = await at.api.behind(`select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`);
    let rows = 0;
    for (const { name } of tables) {
      const texts = (await at.api.behind(`select t::text as row from ${String(name)} t`)).map(({ row }) => String(row));
      rows += texts.length;
      const dump = texts.join('\n').toLowerCase();
      for (const value of clear) {
        expect([name, dump.includes(value.toLowerCase()) && value]).toEqual([name, false]);
        expect([name, dump.includes(Buffer.from(value).toString('hex')) && value]).toEqual([name, false]);
      }
    }
    expect(rows).toBeGreaterThan(100);
    for (const value of clear) expect(at.api.logged.join('\n')).not.toContain(value);
  });

  it('refuses clear text in the place of an envelope', async () => {
    for (const value of ['Əliyeva', 'x'.repeat(200), '\\x02', '']) {
      await expect(at.api.behind(`update records.victim set family_name = convert_to($2, 'UTF8') where id = $1`, [at.victim, value])).rejects.toThrow('check constraint');
    }
  });
});

describe('an envelope that is moved', () => {
  let other: Id;
  beforeAll(async () => {
    other = await at.another({ familyName: 'Başqasızadə', givenName: 'Başqa', phone: '+994501110022' });
  });

  /** Runs the change, asks, and puts back what was. */
  const withChanged = async (change: string, values: readonly unknown[], ask: () => Promise<void>): Promise<void> => {
    const columns = 'family_name, given_name, address';
    const [before] = await at.api.behind(`select ${columns} from records.victim where id = $1`, [at.victim]);
    await at.api.behind(change, values);
    await ask();
    await at.api.behind(`update records.victim set (${columns}) = ($2, $3, $4) where id = $1`, [at.victim, before?.['family_name'], before?.['given_name'], before?.['address']]);
    expect(await shown()).toMatchObject({ familyName: KNOWN.familyName, givenName: KNOWN.givenName, address: KNOWN.address });
  };
  const refused = async (): Promise<void> => {
    const answer = await at.ask(VICTIM, { id: at.victim });
    expect(answer.errors.map(({ extensions }) => extensions)).toEqual([{ code: 'UNAVAILABLE' }]);
    expect(answer.text).not.toMatch(/Kanar|Başqa|Sarıbülbül/);
    expect(await lastRefusal()).toMatchObject({ act: 'READ', actor: { officer: at.investigator.officer }, detail: { refusal: 'UNAVAILABLE', rule: 'SEAL_BROKEN' } });
  };

  it.each([
    ['from another row', 'update records.victim set family_name = (select family_name from records.victim where id = $2) where id = $1'],
    ['from another column', 'update records.victim set family_name = given_name where id = $1 and $2::uuid is not null'],
    ['with one bit turned', `update records.victim set family_name = set_bit(family_name, 300, 1 - get_bit(family_name, 300)) where id = $1 and $2::uuid is not null`],
    ['under the key of another', `update records.victim set family_name = overlay(family_name placing (select substring(family_name from 2 for 16) from records.victim where id = $2) from 2) where id = $1`],
  ])('%s refuses the whole answer, on record, and shows nothing', async (_, change) => {
    await withChanged(change, [at.victim, other], refused);
  });

  it('in the history refuses the history, and nothing else', async () => {
    await at.api.behind('alter table records.history disable trigger user');
    const swap = `update records.history set before = after, after = before where record_id = $1 and field = 'address' and before is not null`;
    const foreign = `update records.history set after = (select after from records.history where record_id = $2 and field = 'phone') where record_id = $1 and field = 'phone'`;
    const [kept] = await at.api.behind(`select after from records.history where record_id = $1 and field = 'phone'`, [at.victim]);
    await at.api.behind(foreign, [at.victim, other]);
    const answer = await at.ask(HISTORY, { id: at.victim });
    expect(answer.errors.map(({ extensions }) => extensions)).toEqual([{ code: 'UNAVAILABLE' }]);
    expect(await lastRefusal()).toMatchObject({ act: 'HISTORY', detail: { rule: 'SEAL_BROKEN' } });
    expect(await shown()).toMatchObject({ phone: KNOWN.phone });
    await at.api.behind(`update records.history set after = $2::jsonb where record_id = $1 and field = 'phone'`, [at.victim, JSON.stringify(kept?.['after'])]);
    // Both are true values of that cell: their order is kept by the history's own rules, not by the seal.
    await at.api.behind(swap, [at.victim]);
    expect((await at.ask(HISTORY, { id: at.victim })).errors).toEqual([]);
    await at.api.behind(swap, [at.victim]);
    await at.api.behind('alter table records.history enable always trigger append_only; alter table records.history enable always trigger same_value');
  });

  it('of a field that the viewer is not shown disturbs nobody who does not look', async () => {
    await withChanged('update records.victim set address = given_name where id = $1', [at.victim], async () => {
      const answer = await at.ask('query($id: ID!) { victim(id: $id) { pseudonym familyName } victims { totalCount } }', { id: at.victim });
      expect(answer.errors).toEqual([]);
      expect(answer.data).toMatchObject({ victim: { familyName: KNOWN.familyName } });
    });
  });
});

describe('a value that is looked up', () => {
  it.each([
    [{ documentNumber: { eq: 'aze55667788q' } }], [{ documentNumber: { eq: ' AZE-5566 7788 Q' } }], [{ phone: { eq: '00994 (55) 777-88-99' } }], [{ phone: { eq: '055 777 88 99' } }],
    [{ email: { eq: 'KANARYA.GIZLI@example.ORG ' } }], [{ familyName: { eq: 'KANARƏYEVA GİZLİ' } }], [{ familyName: { eq: 'kanareyeva-gizli' } }], [{ givenName: { eq: 'saribulbul' } }],
    [{ familyName: { eq: 'Kanarəyeva-Gizli' }, givenName: { eq: 'Sarıbülbül' } }], [{ and: [{ familyName: { eq: 'Kanarəyeva-Gizli' } }, { not: { familyName: { eq: 'Başqasızadə' } } }] }],
  ])('is found however it is written: %j', async (filter) => {
    expect(await at.found(filter)).toEqual([at.victim]);
  });

  it.each([
    [{ documentNumber: { eq: 'AZE 5566-7789Q' } }], [{ phone: { eq: '+994557778890' } }], [{ phone: { eq: '???' } }], [{ familyName: { eq: 'Kanarəyeva' } }], [{ familyName: { eq: '' } }],
    [{ familyName: { eq: KNOWN.givenName } }], [{ email: { eq: 'gizli@example.org' } }],
  ])('is not found by another: %j', async (filter) => {
    expect(await at.found(filter)).toEqual([]);
  });

  it('is told from the others that share the short index of its name', async () => {
    const { vault } = at.api.assembly;
    const indexOf = (name: string): string => vault.index('name', 'victim', 'family_name', name)!.toString('hex');
    const wanted = indexOf(KNOWN.familyName);
    let name = '';
    for (let n = 0; name === ''; n += 1) if (indexOf(`Uydurma${n}`) === wanted) name = `Uydurma${n}`;
    const namesake = await at.another({ familyName: name });
    expect(await at.api.behind('select count(*)::int as n from records.victim where family_name_index = (select family_name_index from records.victim where id = $1)', [at.victim])).toEqual([{ n: 2 }]);
    expect(await at.found({ familyName: { eq: name } })).toEqual([namesake]);
    expect(await at.found({ familyName: { eq: KNOWN.familyName } })).toEqual([at.victim]);
    expect(await at.found({ or: [{ familyName: { eq: name } }, { familyName: { eq: KNOWN.familyName } }] })).toHaveLength(2);
    // Over a relation, as any filter.
    const { data } = await at.ask('query($id: ID!, $f: VictimFilter) { crime(id: $id) { victims(filter: $f) { totalCount edges { node { familyName } } } } }', { id: at.made.crime, f: { familyName: { eq: name } } });
    expect(data).toEqual({ crime: { victims: { totalCount: 1, edges: [{ node: { familyName: name } }] } } });
  });

  it('is not searched, sorted or asked for in any other way', async () => {
    for (const filter of ['{ familyName: { contains: "Kanar" } }', '{ familyName: { startsWith: "K" } }', '{ address: { eq: "x" } }', '{ birthDate: { gte: "1980" } }', '{ phone: { isNull: true } }']) {
      expect((await at.ask(`{ victims(filter: ${filter}) { totalCount } }`)).errors).toHaveLength(1);
    }
    expect((await at.ask('{ victims(orderBy: FAMILY_NAME_ASC) { totalCount } }')).errors).toHaveLength(1);
  });
});

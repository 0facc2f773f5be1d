/** The write door: on record before it is committed, a history of exactly what changed, nothing for whoever may not. */
import type { AuditEntry, AuditLog } from '#audit';
import { Case, Victim, VictimCommands } from '#casework';
import { Change } from '#change';
import { entityOf } from '#record';
import { CodedError, newId } from '#kernel';
import type { Viewer } from '#policy';
import { openWorld, QUESTION, refusalOf, type World } from '../support/casework-world.js';

let world: World;
let investigator: Viewer;
beforeAll(async () => {
  world = await openWorld();
  investigator = await world.officer('INVESTIGATOR');
});
afterAll(() => world.close());

const order = { command: 'openCase', question: QUESTION } as const;
const newCase = { number: 'C-1', stage: 'Inquiry' } as const;
const countOf = async (table: string): Promise<number> => Number((await world.behind(`select count(*) as n from ${table}`))[0]!['n']);
const entries = async (): Promise<AuditEntry[]> =>
  (await world.behind('select body from audit.entry order by position')).map(({ body }) => JSON.parse(body as string) as AuditEntry);

describe('a change', () => {
  it('writes down every given value and nothing else, under the number of its audit entry', async () => {
    const receipts: { lane: string; number: number }[] = [];
    const id = await world.change.run(investigator, { ...order, receipts: receipts as never }, (unit) =>
      Promise.resolve(unit.create(Case, { ...newCase, number: 'C-2', articles: ['Art144_1', 'Art144_1'], openedOn: '2026-01' })));
    const rows = await world.behind('select field, before, after, command, officer, lane, number::int from records.history where record_id = $1 order by field', [id]);
    expect(rows.map(({ field, before, after }) => [field, before, after])).toEqual([
      ['articles', null, ['Art144_1']],
      ['evidential', null, false],
      ['number', null, 'C-2'],
      ['openedOn', null, '2026-01'],
      ['recordedAt', null, expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)],
      ['sealed', null, false],
      ['stage', null, 'Inquiry'],
    ]);
    expect(receipts).toHaveLength(1);
    for (const row of rows) expect(row).toMatchObject({ command: 'openCase', officer: investigator.officer, lane: receipts[0]!.lane, number: receipts[0]!.number });
  });

  it('writes down changed fields only, and none for a value that stays', async () => {
    const id = await world.change.run(investigator, order, (unit) => Promise.resolve(unit.create(Case, { ...newCase, number: 'C-3' })));
    await world.change.run(investigator, { ...order, reason: 'wrong stage noted' }, async (unit) => {
      await unit.load(Case, id);
      unit.update(Case, id, { stage: 'Trial', number: 'C-3', articles: [], closedOn: '2026-02' });
    });
    const rows = await world.behind(`select field, before, after, reason from records.history where record_id = $1 and reason is not null order by field`, [id]);
    expect(rows).toEqual([
      { field: 'closedOn', before: null, after: '2026-02', reason: 'wrong stage noted' },
      { field: 'stage', before: 'Inquiry', after: 'Trial', reason: 'wrong stage noted' },
    ]);
  });

  it('is on record with ids, names of fields and counts, and no value', async () => {
    await world.change.run(investigator, order, (unit) => Promise.resolve(unit.create(Case, { ...newCase, number: 'CNRY-number', summary: 'CNRY-summary' })));
    const entry = (await entries()).at(-1)!;
    expect(entry).toMatchObject({ act: 'CHANGE', outcome: 'ACCEPTED', actor: { officer: investigator.officer }, question: QUESTION });
    expect(entry.detail).toMatchObject({ command: 'openCase', Case_number: 1, Case_summary: 1 });
    expect(entry.touched).toEqual([{ record: 'Case', ids: [expect.any(String)], disclosed: [], withheld: [] }]);
    expect(JSON.stringify(entry)).not.toContain('CNRY');
  });

  it('is not stored when the audit log does not take its entry', async () => {
    const before = [await countOf('records."case"'), await countOf('records.history')];
    const refusing: AuditLog = { append: () => Promise.reject(new CodedError('UNAVAILABLE')) };
    const change = new Change({ orm: world.orm, audit: refusing, sight: world.sight, vault: world.vault, wall: world.wall });
    expect(await refusalOf(change.run(investigator, order, (unit) => Promise.resolve(unit.create(Case, newCase))))).toBe('UNAVAILABLE');
    expect([await countOf('records."case"'), await countOf('records.history')]).toEqual(before);
  });

  it('is on record before it is committed', async () => {
    let seen = -1;
    const watching: AuditLog = {
      append: async (entry) => {
        seen = Number((await world.behind('select count(*) as n from records."case" where number = $1', ['C-4']))[0]!['n']);
        return world.audit.append(entry);
      },
    };
    const change = new Change({ orm: world.orm, audit: watching, sight: world.sight, vault: world.vault, wall: world.wall });
    await change.run(investigator, order, (unit) => Promise.resolve(unit.create(Case, { ...newCase, number: 'C-4' })));
    expect(seen).toBe(0);
    expect(await world.behind('select number from records."case" where number = $1', ['C-4'])).toHaveLength(1);
  });

  it('is rolled back whole, and on record as refused, when its work refuses', async () => {
    const before = await countOf('records.history');
    expect(await refusalOf(world.change.run(investigator, order, async (unit) => {
      unit.create(Case, { ...newCase, number: 'C-5' });
      await unit.query('select 1', []);
      throw new CodedError('REJECTED', 'SOME_RULE');
    }))).toBe('REJECTED SOME_RULE');
    expect(await countOf('records.history')).toBe(before);
    expect(await world.behind('select from records."case" where number = $1', ['C-5'])).toHaveLength(0);
    expect((await entries()).at(-1)).toMatchObject({ outcome: 'REFUSED', detail: { command: 'openCase', refusal: 'REJECTED', rule: 'SOME_RULE' } });
  });
});

describe('a database that fails', () => {
  it('in the middle of a command stores nothing and is UNAVAILABLE; the next command is carried out', async () => {
    const cut = world.change.run(investigator, order, async (unit) => {
      unit.create(Case, { ...newCase, number: 'C-cut' });
      const [row] = await unit.query('select pg_backend_pid() as pid', []);
      await world.behind('select pg_terminate_backend($1)', [row?.['pid']]);
      await unit.query('select 1', []);
    });
    expect(await refusalOf(cut)).toBe('UNAVAILABLE');
    expect(await world.behind('select from records."case" where number = $1', ['C-cut'])).toHaveLength(0);
    expect(await refusalOf(world.change.run(investigator, order, (unit) => Promise.resolve(unit.create(Case, { ...newCase, number: 'C-cut' }))))).toBe('accepted');
  });

  it('at the commit leaves the entry as an attempt, without history, and stores nothing', async () => {
    let pid: unknown;
    const cutting: AuditLog = {
      append: async (entry) => {
        const receipt = await world.audit.append(entry);
        await world.behind('select pg_terminate_backend($1)', [pid]);
        return receipt;
      },
    };
    const change = new Change({ orm: world.orm, audit: cutting, sight: world.sight, vault: world.vault, wall: world.wall });
    expect(await refusalOf(change.run(investigator, order, async (unit) => {
      unit.create(Case, { ...newCase, number: 'C-late' });
      [{ pid }] = (await unit.query('select pg_backend_pid() as pid', [])) as [{ pid: unknown }];
    }))).toBe('UNAVAILABLE');
    expect(await world.behind('select from records."case" where number = $1', ['C-late'])).toHaveLength(0);
    const [last] = await world.behind('select lane, number::int, body from audit.entry order by position desc limit 1');
    expect(JSON.parse(last!['body'] as string)).toMatchObject({ outcome: 'ACCEPTED', detail: { Case_number: 1 } });
    expect(await world.behind('select from records.history where lane = $1 and number = $2', [last!['lane'], last!['number']])).toHaveLength(0);
  });
});

describe('who may not', () => {
  it('is refused before anything happens, and the attempt is on record', async () => {
    for (const roles of [['ANALYST'], ['NATIONAL_COORDINATOR'], ['ADMINISTRATOR'], ['AUDITOR', 'INVESTIGATOR'], []] as const) {
      const viewer = await world.officer(...roles);
      let worked = false;
      expect(await refusalOf(world.change.run(viewer, order, () => Promise.resolve((worked = true))))).toBe('FORBIDDEN');
      expect(worked).toBe(false);
      expect((await entries()).at(-1)).toMatchObject({ act: 'CHANGE', outcome: 'REFUSED', actor: { officer: viewer.officer }, detail: { refusal: 'FORBIDDEN' } });
    }
  });

  it('is told UNAVAILABLE when even the refusal cannot be put on record', async () => {
    const viewer = await world.officer('ANALYST');
    const change = new Change({ orm: world.orm, audit: { append: () => Promise.reject(new CodedError('UNAVAILABLE')) }, sight: world.sight, vault: world.vault, wall: world.wall });
    expect(await refusalOf(change.run(viewer, order, () => Promise.resolve()))).toBe('UNAVAILABLE');
  });

  it('gets one answer for hidden, missing and malformed ids, and each attempt is on record', async () => {
    const stranger = await world.officer('INVESTIGATOR');
    const hidden = await new VictimCommands(world.change).register({ viewer: investigator, question: QUESTION }, {});
    for (const id of [hidden, newId(), hidden.toUpperCase(), '1', `{${hidden}}`]) {
      expect(await refusalOf(world.change.run(stranger, order, (unit) => unit.open(Victim, id)))).toBe('NOT_FOUND');
      expect((await entries()).at(-1)).toMatchObject({ outcome: 'REFUSED', detail: { refusal: 'NOT_FOUND' } });
    }
  });
});

describe('the history', () => {
  const codeOf = async (text: string, url: string): Promise<unknown> => {
    const { withClient } = await import('#persistence');
    return withClient(url, (client) => client.query(text)).then(() => 'allowed', (error: unknown) => (error as { code: string }).code);
  };

  it('cannot be changed, emptied or shortened, by the application or by the owner', async () => {
    for (const url of [world.database.access.app, world.database.access.owner!, world.database.adminUrl]) {
      for (const text of [`update records.history set officer = id`, 'delete from records.history', 'delete from records.history where false', 'truncate records.history']) {
        expect(await codeOf(text, url)).toBe('42501');
      }
    }
  });

  it('is closed to the audit logins', async () => {
    for (const url of [world.database.access.audit, world.database.access.auditor]) {
      expect(await codeOf('select from records.history', url)).toBe('42501');
    }
  });
});

describe('ways around the door', () => {
  it('are refused: a record flushed or removed outside a command', async () => {
    const em = world.orm.em.fork();
    em.persist(em.create(entityOf(Case), { id: newId(), number: 'C-6', stage: 'Inquiry', recordedAt: new Date(), minor: false, sealed: false, evidential: false } as never));
    expect(await refusalOf(em.flush())).toBe('INTERNAL CHANGE_OUTSIDE_COMMAND');
    const other = world.orm.em.fork();
    const [row] = await world.behind('select id from records."case" limit 1');
    other.remove(other.getReference(entityOf(Case) as never, row!['id'] as never));
    expect(await refusalOf(other.flush())).toBe('INTERNAL CHANGE_OUTSIDE_COMMAND');
  });

  it('are refused: a change of a row the unit did not load, a field of another record, a new id', async () => {
    const id = await world.change.run(investigator, order, (unit) => Promise.resolve(unit.create(Case, { ...newCase, number: 'C-7' })));
    const attempts: [string, (unit: Parameters<Parameters<typeof world.change.run>[2]>[0]) => unknown][] = [
      ['INTERNAL UPDATE_WITHOUT_LOAD', (unit) => unit.update(Case, id, { stage: 'Trial' })],
      ['BAD_REQUEST', (unit) => unit.create(Case, { ...newCase, number: 'C-8', familyName: 'x' } as never)],
      ['BAD_REQUEST', (unit) => unit.create(Case, { ...newCase, number: 'C-8', id: newId() })],
      ['BAD_REQUEST', (unit) => unit.create(Case, { ...newCase, number: 'C-8', crimes: [] } as never)],
    ];
    for (const [refusal, work] of attempts) {
      expect(await refusalOf(world.change.run(investigator, order, async (unit) => Promise.resolve(work(unit))))).toBe(refusal);
    }
  });
});

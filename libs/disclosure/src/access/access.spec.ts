/** Reading the audit log through GraphQL, on a real log: who may, what is shown, and that reading it is on record. */
import { newId, type Id } from '#kernel';
import { ROLE_ORDER, type Role, type Viewer } from '#policy';
import type { ExecutionResult } from 'graphql';

import { viewerWith } from '../../../../test/support/door.js';
import { openReadings, type Readings } from '../../../../test/support/readings.js';

const PARTS = `{ pageInfo { hasNextPage endCursor } entries { act outcome officer roles root at receipt { lane number hash } disclosed withheld
  purpose { tasking reason text } touched { record count ids disclosed withheld } } }`;
const BY_RECORD = `query($record: RecordName, $id: ID, $officer: ID, $first: Int, $after: String) {
  accessHistory(record: $record, id: $id, officer: $officer, first: $first, after: $after) ${PARTS} }`;
const OWN = `query($first: Int, $after: String) { myAccessHistory(first: $first, after: $after) ${PARTS} }`;

interface Access {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly entries: readonly { readonly act: string; readonly outcome: string; readonly officer: Id; readonly root: string; readonly receipt: object; readonly touched: readonly { readonly ids: readonly Id[] }[] }[];
}

describe('reading the audit log', () => {
  let at: Readings;
  const auditor = viewerWith(['AUDITOR']);
  const analyst = viewerWith(['ANALYST']);
  const crime = newId();
  beforeAll(async () => {
    at = await openReadings();
    await at.behind('insert into records.crime (id, recorded_at, evidential) values ($1, now(), false)', [crime]);
  });
  afterAll(() => at.close());

  const read = (viewer: Viewer): Promise<ExecutionResult> => at.ask(viewer, `query ReadCrime($id: ID!) { crime(id: $id) { number summary } }`, { id: crime });
  const accessIn = ({ data, errors }: ExecutionResult): Access => {
    expect(errors).toBeUndefined();
    const { accessHistory, myAccessHistory } = data as { accessHistory?: Access; myAccessHistory?: Access };
    return (accessHistory ?? myAccessHistory)!;
  };

  it('tells the auditor who read a record, why and which fields, and is itself on record there', async () => {
    await read(analyst);
    const first = accessIn(await at.ask(auditor, BY_RECORD, { record: 'Crime', id: crime }));
    expect(first.entries).toMatchObject([{
      act: 'READ', outcome: 'ANSWERED', officer: analyst.officer, roles: ['ANALYST'], root: 'crime', disclosed: ['number'], withheld: ['summary'],
      purpose: { tasking: null, reason: 'ThreatToLife' }, touched: [{ record: 'Crime', count: 1, ids: [crime] }],
    }]);
    const again = accessIn(await at.ask(auditor, BY_RECORD, { record: 'Crime', id: crime }));
    expect(again.entries.map(({ act, officer }) => [act, officer])).toEqual([['AUDIT_READ', auditor.officer], ['READ', analyst.officer]]);
    expect(accessIn(await at.ask(auditor, BY_RECORD, { record: 'Victim', id: crime })).entries).toEqual([]);
  });

  it('tells the auditor what an officer did, and every officer what he did himself', async () => {
    const own = viewerWith(['INVESTIGATOR']);
    await read(own);
    const seen = accessIn(await at.ask(auditor, BY_RECORD, { officer: own.officer })).entries;
    expect(seen).toMatchObject([{ act: 'READ', root: 'crime', officer: own.officer }]);
    await read(analyst);
    const mine = accessIn(await at.ask(own, OWN)).entries;
    expect(mine.map(({ act, officer }) => [act, officer])).toEqual([['READ', own.officer]]);
    expect(accessIn(await at.ask(own, OWN)).entries.map(({ act }) => act)).toEqual(['AUDIT_READ', 'READ']);
  });

  it('is refused to every other role, and to roles that may not be held together; each attempt is on record', async () => {
    const others = ROLE_ORDER.filter((role) => role !== 'AUDITOR').map((role): readonly Role[] => [role]);
    for (const roles of [...others, [], ['AUDITOR', 'INVESTIGATOR'] as const, ['AUDITOR', 'ADMINISTRATOR'] as const]) {
      at.entries.length = 0;
      const { data, errors } = await at.ask(viewerWith(roles), BY_RECORD, { record: 'Crime', id: crime });
      expect([data, errors?.[0]?.message]).toEqual([null, 'Not allowed']);
      expect(at.entries).toMatchObject([{ act: 'AUDIT_READ', outcome: 'REFUSED', touched: [{ record: 'Crime', ids: [crime] }] }]);
    }
  });

  it('asks for exactly one of record and officer, and for a page that can be', async () => {
    const bad = [
      {}, { record: 'Crime' }, { id: crime }, { record: 'Crime', id: crime, officer: analyst.officer }, { officer: 'x' }, { record: 'Crime', id: 'x' },
      { officer: analyst.officer, first: 0 }, { officer: analyst.officer, first: 101 }, { officer: analyst.officer, after: 'x' },
    ];
    for (const variables of bad) {
      at.entries.length = 0;
      expect((await at.ask(auditor, BY_RECORD, variables)).errors?.[0]?.message).toBe('Bad request');
      expect(at.entries).toMatchObject([{ act: 'AUDIT_READ', outcome: 'REFUSED' }]);
    }
  });

  it('comes in pages whose cursors serve nobody else and no other question', async () => {
    const busy = viewerWith(['ANALYST']);
    for (let i = 0; i < 7; i += 1) await read(busy);
    const receipts: object[] = [];
    let after: string | null = null;
    do {
      const page: Access = accessIn(await at.ask(auditor, BY_RECORD, { officer: busy.officer, first: 3, after }));
      receipts.push(...page.entries.map(({ receipt }) => receipt));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(receipts).toHaveLength(7);
    expect(new Set(receipts.map((one) => JSON.stringify(one))).size).toBe(7);

    const { endCursor } = accessIn(await at.ask(auditor, BY_RECORD, { officer: busy.officer, first: 3 })).pageInfo;
    const refused = [
      await at.ask(viewerWith(['AUDITOR']), BY_RECORD, { officer: busy.officer, after: endCursor }),
      await at.ask(auditor, BY_RECORD, { officer: analyst.officer, after: endCursor }),
      await at.ask(auditor, OWN, { after: endCursor }),
    ];
    expect(refused.map(({ errors }) => errors?.[0]?.message)).toEqual(Array(3).fill('Bad request'));
  });

  it('gives nothing when the log cannot be written, though it could be read', async () => {
    await at.behind('revoke insert on audit.entry from qalxan_audit');
    await at.behind('revoke insert (lane, number, recorded_at, hash, act, officer, body) on audit.entry from qalxan_audit');
    const { data, errors } = await at.ask(auditor, BY_RECORD, { officer: analyst.officer });
    expect([data, errors?.[0]?.message]).toEqual([null, 'The service cannot answer now']);
    await at.behind('grant insert (lane, number, recorded_at, hash, act, officer, body) on audit.entry to qalxan_audit');
  });
});

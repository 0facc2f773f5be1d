/**
 * Recomputes a lane's chain and names the first entry that is not what was written. The chain alone cannot tell that
 * the newest entries of a lane were cut off: only a receipt held outside, or the tree's checkpoints, can.
 */
import { timingSafeEqual, type KeyObject } from 'node:crypto';
import { CodedError, isId, type Id } from '#kernel';
import { Client, type ClientConfig } from 'pg';
import { auditKeyId, firstLink, nextLink } from './chain.js';

/** What is wrong: the lane's own row, a missing number, a link, or a look-up column that differs from the body. */
export type LaneFault = 'LANE' | 'KEY' | 'GAP' | 'LINK' | 'COLUMN';

export type LaneCheck =
  | { readonly sound: true; readonly entries: number; readonly lastHash: string }
  | { readonly sound: false; readonly fault: LaneFault; readonly firstBad: number };

interface LaneRow { readonly opened_at: Date; readonly process: string; readonly key_id: string; readonly first_link: Buffer }

interface EntryRow {
  readonly number: string;
  readonly recorded_at: Date;
  readonly hash: Buffer;
  readonly act: string;
  readonly officer: Id | null;
  readonly body: string;
}

const AT_ONCE = 2_000;

/**
 * Checks one lane from its opening to its newest committed entry.
 * @param connection role `qalxan_auditor`.
 * @param key the key the lane was chained with.
 * @returns `firstBad` 0 means the lane's own row. An unknown lane has the fault LANE.
 * @throws CodedError BAD_REQUEST when `lane` is no id; Error when the database cannot be read.
 */
export async function verifyLane(connection: ClientConfig, key: KeyObject, lane: Id): Promise<LaneCheck> {
  if (!isId(lane)) throw new CodedError('BAD_REQUEST');
  const client = new Client({ application_name: 'qalxan-audit-check', connectionTimeoutMillis: 5_000, ...connection });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await walk(client, key, lane);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function walk(client: Client, key: KeyObject, lane: Id): Promise<LaneCheck> {
  const { rows: [opened] } = await client.query<LaneRow>(
    'select opened_at, process, key_id, first_link from audit.lane where id = $1', [lane]);
  if (!opened) return { sound: false, fault: 'LANE', firstBad: 0 };
  if (opened.key_id !== auditKeyId(key)) return { sound: false, fault: 'KEY', firstBad: 0 };
  let link = firstLink(key, { lane, openedAt: opened.opened_at, process: opened.process, keyId: opened.key_id });
  if (!same(link, opened.first_link)) return { sound: false, fault: 'LANE', firstBad: 0 };
  for (let number = 0; ;) {
    const { rows } = await client.query<EntryRow>(
      `select number, recorded_at, hash, act, officer, body from audit.entry
        where lane = $1 and number > $2 order by number limit ${AT_ONCE}`, [lane, number]);
    if (rows.length === 0) return { sound: true, entries: number, lastHash: link.toString('hex') };
    for (const row of rows) {
      number += 1;
      if (Number(row.number) !== number) return { sound: false, fault: 'GAP', firstBad: number };
      link = nextLink(key, link, { lane, number, recordedAt: row.recorded_at, body: row.body });
      if (!same(link, row.hash)) return { sound: false, fault: 'LINK', firstBad: number };
      if (!columnsAgree(row)) return { sound: false, fault: 'COLUMN', firstBad: number };
    }
  }
}

function same(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

/** The link vouches for the body, so the columns that look-ups use are held against it. */
function columnsAgree(row: EntryRow): boolean {
  const body = JSON.parse(row.body) as { readonly act: string; readonly actor: { readonly officer: Id } | null };
  return row.act === body.act && row.officer === (body.actor?.officer ?? null);
}

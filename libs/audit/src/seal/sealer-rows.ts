/** The statements of the sealer, all on the one connection that holds its lock: who lost the lock cannot add anything. */
import { ADVISORY_LOCK, type Id } from '#kernel';
import type { Client } from 'pg';

import { entryLeaf } from '../tree/hash.js';
import type { StoredNode } from '../tree/frontier.js';

/** Entries and bytes of bodies of one batch: an entry may name 20,000 records, and memory is finite. */
export const BATCH = { entries: 2_048, bytes: 16 * 1024 * 1024 } as const;

/** An entry at its place in the tree. */
export interface Leaf {
  readonly lane: Id;
  readonly number: number;
  readonly hash: Buffer;
}

interface DueRow { readonly lane: Id; readonly number: string; readonly recorded_at: Date; readonly body: string }

/**
 * Committed entries that are in no leaf yet, a lane's own in number order. An entry is due only when all before it in its lane are
 * there: numbers are counted on from the last leaf, so what stands behind a gap waits.
 */
const DUE = `
  select lane, number, recorded_at, body from (
    select e.*, sum(octet_length(e.body)) over (order by e.lane, e.number) - octet_length(e.body) as before
      from audit.lane l
      left join lateral (select f.number from audit.leaf f where f.lane = l.id order by f.number desc limit 1) s on true
     cross join lateral (
       select d.lane, d.number, d.recorded_at, d.body from (
         select c.lane, c.number, c.recorded_at, c.body, row_number() over (order by c.number) as place
           from audit.entry c where c.lane = l.id and c.number > coalesce(s.number, 0) order by c.number limit $1) d
        where d.number = coalesce(s.number, 0) + d.place) e
     order by e.lane, e.number limit $1) due
   where before < $2 order by lane, number`;

const INSERT_LEAVES = `
  insert into audit.leaf (index, lane, number, hash)
  select $1::bigint + place - 1, ($2::uuid[])[place], ($3::bigint[])[place], substring($4::bytea from (place::int - 1) * 32 + 1 for 32)
    from generate_series(1, cardinality($2::uuid[])) place`;
const INSERT_NODES = `
  insert into audit.node (level, index, hash) select * from unnest($1::int[], $2::bigint[], $3::bytea[])`;

/** @returns whether this connection is now the one that seals. */
export async function takeLock(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [ADVISORY_LOCK.SEALING_LOG]);
  return rows[0]?.taken === true;
}

/** @returns the next entries to sequence, hashed. */
export async function dueLeaves(client: Client): Promise<readonly Leaf[]> {
  const { rows } = await client.query<DueRow>({ name: 'audit-due', text: DUE, values: [BATCH.entries, BATCH.bytes] });
  return rows.map(({ lane, number, recorded_at: recordedAt, body }) => ({
    lane, number: Number(number), hash: entryLeaf({ lane, number: Number(number), recordedAt, body }),
  }));
}

/** @returns lanes that have entries behind a gap. */
export async function lanesWithGaps(client: Client): Promise<readonly Id[]> {
  const { rows } = await client.query<{ lane: Id }>(`
    select l.id as lane from audit.lane l
      left join lateral (select f.number from audit.leaf f where f.lane = l.id order by f.number desc limit 1) s on true
     where exists (select from audit.entry e where e.lane = l.id and e.number > coalesce(s.number, 0) + 1)
       and not exists (select from audit.entry e where e.lane = l.id and e.number = coalesce(s.number, 0) + 1) order by 1`);
  return rows.map(({ lane }) => lane);
}

/** Adds leaves as {@link addLeaves} does, all or nothing. Returns when they are durable. */
export async function insertLeaves(client: Client, first: number, leaves: readonly Leaf[], nodes: readonly StoredNode[]): Promise<void> {
  await client.query('begin');
  await addLeaves(client, first, leaves, nodes);
  await client.query('commit');
}

/** Adds leaves from index `first` on, with the nodes they complete, in a transaction that has begun. */
export async function addLeaves(client: Client, first: number, leaves: readonly Leaf[], nodes: readonly StoredNode[]): Promise<void> {
  await client.query({
    name: 'audit-leaves', text: INSERT_LEAVES,
    values: [first, leaves.map(({ lane }) => lane), leaves.map(({ number }) => number), Buffer.concat(leaves.map(({ hash }) => hash))],
  });
  if (nodes.length > 0) {
    await client.query(INSERT_NODES, [nodes.map(({ level }) => level), nodes.map(({ index }) => index), nodes.map(({ hash }) => hash)]);
  }
}

/** @returns the newest stored checkpoint. */
export async function lastCheckpoint(client: Client): Promise<string | null> {
  const { rows } = await client.query<{ note: string }>('select note from audit.checkpoint order by size desc limit 1');
  return rows[0]?.note ?? null;
}

/** Stores a signed checkpoint. @param at when it was signed, by the sealer's clock. */
export async function insertCheckpoint(client: Client, size: number, root: Buffer, note: string, at: Date): Promise<void> {
  await client.query('insert into audit.checkpoint (size, root, note, signed_at) values ($1, $2, $3, $4)', [size, root, note, at]);
}

/** @returns the largest size that the database says was anchored; -1 when none. */
export async function largestAnchoring(client: Client): Promise<number> {
  const { rows } = await client.query<{ size: string }>('select coalesce(max(size), -1) as size from audit.anchoring');
  return Number(rows[0]?.size ?? -1);
}

/** Notes that a checkpoint of this size is anchored outside. @param note with its signed time, and the witness's lines. */
export async function insertAnchoring(client: Client, size: number, note: string, at: Date): Promise<void> {
  await client.query('insert into audit.anchoring (size, anchored_at, note) values ($1, $2, $3)', [size, at, note]);
}

/**
 * The whole sealed log as one text, for whoever checks it without our software (decisions/0002, section 5). The lines are made by the
 * database, a few hundred at a time, so that a log of any length needs little memory here.
 */
import { Client, type ClientConfig } from 'pg';

/** Entries at once: so few that those with the longest bodies fit into memory. */
const AT_ONCE = 250;

/** A control character in a text of the database would forge a line. */
const CONTROLS = `'[\\x01-\\x1f]'`;

const LANES = `
  select concat_ws(' ', 'lane', id, floor(extract(epoch from case when isfinite(opened_at) then opened_at else 'epoch' end) * 1000)::bigint,
                   regexp_replace(key_id, '[^0-9a-f]', '?', 'g'), encode(first_link, 'hex'), regexp_replace(process, ${CONTROLS}, '?', 'g')) as line
    from audit.lane order by id`;
const ENTRIES = `
  select string_agg(line, E'\\n' order by index) as lines from (
    select i.index,
           case when l.index is null then concat_ws(' ', i.index, '- - - - -')
                when e.lane is null then concat_ws(' ', i.index, l.lane, l.number, '- - -')
                else concat_ws(' ', i.index, l.lane, l.number,
                  case when isfinite(e.recorded_at) then floor(extract(epoch from e.recorded_at) * 1000)::bigint::text else '-' end,
                  encode(e.hash, 'hex'),
                  case when starts_with(e.body, '{') and e.body !~ ${CONTROLS} then e.body
                       else '*' || translate(encode(convert_to(e.body, 'UTF8'), 'base64'), E'\\n', '') end)
           end as line
      from generate_series($1::bigint, $2::bigint) i (index)
      left join audit.leaf l on l.index = i.index
      left join audit.entry e on e.lane = l.lane and e.number = l.number) numbered`;
const CHECKPOINTS = `
  select size::text as size, concat_ws(' ', 'checkpoint', size, translate(encode(convert_to(note, 'UTF8'), 'base64'), E'\\n', '')) as line
    from audit.checkpoint where size > $1 and size <= $2 order by size limit 1000`;

/**
 * Writes the export, as the log stands at one instant.
 * @param connection role `qalxan_auditor`.
 * @param verifierKey of the log, for information.
 * @param write takes text, and resolves when more may come.
 * @returns how many entries were written. @throws Error when the database cannot be read; the text then has no `end`.
 */
export async function exportLog(connection: ClientConfig, verifierKey: string, write: (text: string) => Promise<void>): Promise<number> {
  const client = new Client({ application_name: 'qalxan-audit-export', connectionTimeoutMillis: 5_000, ...connection });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('begin isolation level repeatable read read only');
    // A plan made for a small log must not be kept for a long one: every look-up here is by index.
    await client.query(`select set_config(name, 'off', true) from unnest('{enable_seqscan,enable_hashjoin,enable_mergejoin}'::text[]) name`);
    const { rows: [newest] } = await client.query<{ size: string }>('select coalesce(max(size), 0)::text as size from audit.checkpoint');
    const size = Number(newest?.size ?? 0);
    await write(`qalxan-audit-export 1\nlog ${verifierKey}\nsize ${size}\n`);
    const lanes = await client.query<{ line: string }>(LANES);
    await write(lanes.rows.map(({ line }) => `${line}\n`).join('') + 'entries\n');
    for (let first = 0; first < size; first += AT_ONCE) {
      const { rows } = await client.query<{ lines: string }>({ name: 'audit-export', text: ENTRIES, values: [first, Math.min(size, first + AT_ONCE) - 1] });
      await write(`${rows[0]?.lines ?? ''}\n`);
    }
    await write('checkpoints\n');
    await writeCheckpoints(client, size, write);
    await write('end\n');
    return size;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function writeCheckpoints(client: Client, upTo: number, write: (text: string) => Promise<void>): Promise<void> {
  for (let after = '-1'; ;) {
    const { rows } = await client.query<{ size: string; line: string }>(CHECKPOINTS, [after, upTo]);
    const last = rows.at(-1);
    if (!last) return;
    await write(rows.map(({ line }) => `${line}\n`).join(''));
    after = last.size;
  }
}

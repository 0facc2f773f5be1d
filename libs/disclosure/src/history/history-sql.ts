/**
 * The history of one row in one statement. Changes of fields that are not shown to the viewer on this row do not exist
 * here: they are in no row, no total and no cursor (decisions/0004-history-shows-what-is-shown.md).
 */
import type { Command, Standing } from '#policy';
import type { AnyRecord, Registry } from '#record';

import { historyPlansIdentity } from '../identity-fields.js';
import { Masks } from '../plan/masks.js';
import type { Right } from '../plan/plan.js';
import { rowScope, type Scene } from '../plan/scope.js';
import { name, SqlText, type Slot } from '../plan/sql.js';
import { recorded, shownColumn } from './values-shown.js';

/** Positions of what a viewer gives; the last three only with a cursor. */
export const HISTORY_INPUTS = { id: 0, limit: 1, at: 2, field: 3, change: 4 } as const;

export interface HistoryPlan {
  readonly text: string;
  readonly slots: readonly Slot[];
  readonly rights: ReadonlyMap<string, Right>;
  /** It may show an exact field of a class that needs a purpose. */
  readonly identity: boolean;
}

export interface HistoryShape {
  readonly after: boolean;
  readonly total: boolean;
}

/**
 * Commands that by their nature change one row. The reason of any other may speak of rows this viewer does not know, and
 * whether it changed several must not show.
 */
const OF_ONE_ROW: readonly Command[] = ['correctRecord', 'assignTasking', 'endTasking'];

/** @returns the statement. Its answer is `[masks, total, changes]`, or no row when the record does not exist for the viewer. */
export function compileHistory(record: AnyRecord, shape: HistoryShape, given: { readonly registry: Registry; readonly standing: Standing }): HistoryPlan {
  const scene: Scene = { ...given, sql: new SqlText() };
  const { sql } = scene;
  const row = sql.alias();
  const masks = new Masks(scene, record, row);
  const rights = new Map(recorded(record).map(([field]) => [field, masks.rightTo(field)]));
  const scope = rowScope(scene, record, row, 'EACH') ?? ['false'];

  const changes = changesOf(scene, record, row, fieldsShown(rights, masks));
  const reason = reasonSql(scene, record, rights, masks);
  const select = `json_build_array(h.id, ${AT}, h.field, h.command, v.before, v.after, ${officerSql(scene)}, ${reason})`;
  const list = `select ${select} as j ${changes}${shape.after ? ` and ${afterSql(sql)}` : ''}
    order by h.at desc, h.field collate "C", h.id limit ${sql.input(HISTORY_INPUTS.limit, 'int')}`;
  const total = shape.total ? `(select count(*)::int ${changes})` : 'null::int';
  const text = `select json_build_array(json_build_array(${masks.all().join(', ')}), ${total}, (select coalesce(json_agg(x.j), '[]'::json) from (${list}) x))::text as answer
    from records.${name(record.table)} ${row}${masks.lateral()} where ${[`${row}.id = ${sql.input(HISTORY_INPUTS.id, 'uuid')}`, ...scope].join(' and ')}`;
  return { text, slots: sql.slots, rights, identity: historyPlansIdentity(record, rights) };
}

const AT = `to_char(h.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** A change between two values that are both shown as "no value" is no change to this viewer. */
function changesOf(scene: Scene, record: AnyRecord, row: string, shown: string): string {
  const before = shownColumn(scene, record, 'h.before');
  const after = shownColumn(scene, record, 'h.after');
  return `from records.history h cross join lateral (select ${before} as before, ${after} as after offset 0) v
    where h.record_id = ${row}.id and h.record = '${record.name}' and ${shown} and v.before is distinct from v.after`;
}

/** Field names come from declarations: letters and digits only. */
function fieldsShown(rights: ReadonlyMap<string, Right>, masks: Masks): string {
  const groups = new Map<Right, string[]>();
  for (const [field, right] of rights) groups.set(right, [...(groups.get(right) ?? []), `'${field}'`]);
  const ways = [...groups].filter(([right]) => right !== 'never').map(([right, fields]) => {
    const named = `h.field in (${fields.join(', ')})`;
    return right === 'always' || right === 'never' ? named : `(${masks.condition(right)} and ${named})`;
  });
  return ways.length === 0 ? 'false' : `(${ways.join(' or ')})`;
}

/** The officer is named where the officer's own record exists for the viewer. */
function officerSql(scene: Scene): string {
  if (!scene.registry.has('Officer')) return 'null';
  const officer = scene.registry.record('Officer');
  const at = scene.sql.alias();
  const scope = rowScope(scene, officer, at, 'EACH') ?? ['false'];
  return `case when exists (select from records.${name(officer.table)} ${at} where ${[`${at}.id = h.officer`, ...scope].join(' and ')}) then h.officer end`;
}

/**
 * A reason is free text and may tell what a field hides. It is shown to whoever wrote it; and, of a command that changes
 * one row, to whoever is shown every field of that row, with no link that could lead out of his sight. Both ask what the
 * viewer may see, never what was changed: else a missing reason would tell of a hidden change.
 */
function reasonSql(scene: Scene, record: AnyRecord, rights: ReadonlyMap<string, Right>, masks: Masks): string {
  const own = `h.officer = ${scene.sql.officer()}`;
  // The mark of a seal is told to nobody: it is no part of the row that anybody could miss.
  const whole = [...rights].every(([field, right]) => right !== 'never' || field === 'sealed')
    && recorded(record).every(([, { target }]) => !target || rowScope(scene, target(), 'x', 'EACH')?.length === 0);
  if (!whole) return `case when ${own} then h.reason end`;
  const commands = `h.command in (${OF_ONE_ROW.map((command) => `'${command}'`).join(', ')})`;
  const alone = 'not exists (select from records.history o where o.lane = h.lane and o.number = h.number and o.record_id <> h.record_id)';
  return `case when ${own} or (${[commands, ...masks.all(), alone].join(' and ')}) then h.reason end`;
}

function afterSql(sql: SqlText): string {
  const at = sql.input(HISTORY_INPUTS.at, 'timestamptz');
  const place = `(${sql.input(HISTORY_INPUTS.field, 'text')} collate "C", ${sql.input(HISTORY_INPUTS.change, 'uuid')})`;
  return `(h.at < ${at} or (h.at = ${at} and (h.field collate "C", h.id) > ${place}))`;
}

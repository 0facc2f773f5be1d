/** From the statement's rows to what was found, and to the record of it: every row on the way to what is shown. */
import type { AuditTouch } from '#audit';
import type { Id } from '#kernel';

import type { FarEnd, Meetings, Walked } from './route.js';
import type { WalkPlan } from './walk-sql.js';

/** One meeting, as {@link WalkPlan.text} lists it. */
type Row = readonly [
  far: Id, strength: number, route: number, many: number, shared: Id, outPath: number, outVia: readonly Id[], onPath: number, onVia: readonly Id[],
];

/** @param first how many far ends to give; the statement was asked for one more. */
export function walkedFrom(plan: WalkPlan, text: string, first: number): { readonly walked: Walked; readonly rows: readonly Row[] } {
  const [over, rows] = JSON.parse(text) as [boolean, readonly Row[]];
  const ids = [...new Set(rows.map(([far]) => far))];
  const given = new Set(ids.slice(0, first));
  const shown = rows.filter(([far]) => given.has(far));
  return { walked: { ends: ids.slice(0, first).map((id) => farEnd(plan, id, shown)), truncated: over || ids.length > first }, rows: shown };
}

function farEnd(plan: WalkPlan, id: Id, rows: readonly Row[]): FarEnd {
  const own = rows.filter(([far]) => far === id);
  const meetings = plan.routes.flatMap(({ number, route }): Meetings[] => {
    const met = own.filter(([, , walked]) => walked === number);
    const count = met[0]?.[3];
    return count === undefined ? [] : [{ kind: route.kind, count, ids: met.map(([, , , , shared]) => shared) }];
  });
  return { id, strength: own[0]?.[1] ?? 0, meetings };
}

/** @returns the start, and for every meeting shown the rows of one way there and on, with the relations that were followed. */
export function touchedBy(plan: WalkPlan, record: string, start: Id, rows: readonly Row[]): readonly AuditTouch[] {
  const touches = new Touches();
  for (const [far, , number, , shared, outPath, outVia, onPath, onVia] of rows) {
    const route = plan.routes.find((one) => one.number === number);
    const out = route?.out.find((path) => path.number === outPath);
    const on = route?.on.find((path) => path.number === onPath);
    if (!route || !out || !on) throw new Error('the plan and the answer differ');
    out.between.forEach((passed, index) => touches.add(passed.record, outVia[index], passed.disclosed));
    touches.add(route.meeting.name, shared, [on.first]);
    on.between.forEach((passed, index) => touches.add(passed.record, onVia[index], passed.disclosed));
    touches.add(record, far, []);
  }
  return [{ record, ids: [start], disclosed: plan.followed, withheld: plan.withheld }, ...touches.entries()];
}

/** Gathers names of relations by row, and then rows by names, so that rows that showed the same share one touch. */
class Touches {
  private readonly rows = new Map<string, { readonly record: string; readonly id: Id; readonly names: Set<string> }>();

  add(record: string, id: Id | undefined, names: readonly string[]): void {
    if (id === undefined) throw new Error('the plan and the answer differ');
    const key = `${record} ${id}`;
    const row = this.rows.get(key) ?? { record, id, names: new Set() };
    names.forEach((name) => row.names.add(name));
    this.rows.set(key, row);
  }

  entries(): readonly AuditTouch[] {
    const groups = new Map<string, { readonly record: string; readonly ids: Id[]; readonly disclosed: string[]; readonly withheld: string[] }>();
    for (const { record, id, names } of this.rows.values()) {
      const disclosed = [...names].sort();
      const key = `${record} ${disclosed.join()}`;
      const group = groups.get(key) ?? { record, ids: [], disclosed, withheld: [] };
      group.ids.push(id);
      groups.set(key, group);
    }
    return [...groups.values()];
  }
}

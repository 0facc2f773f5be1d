/**
 * What the write door asks of the read door: does this row exist for the viewer, which of its fields are shown, and the
 * token of what is shown. Tells no value, so it is no read of its own; the command that asks is on record itself.
 */
import { Sight, type Query, type Seen } from '#change';
import type { Id } from '#kernel';
import type { Viewer } from '#policy';
import { hasColumn, type AnyRecord, type Registry } from '#record';

import type { Ask, FieldAsk } from './ask/ask.js';
import { isShown } from './answer/decode.js';
import { PlanCache } from './plan/plan-cache.js';
import { bind } from './plan/sql.js';
import { standingOf } from './standing.js';

export class DoorSight extends Sight {
  private readonly plans: PlanCache;

  constructor(registry: Registry) {
    super();
    this.plans = new PlanCache(registry);
  }

  async see(viewer: Viewer, record: AnyRecord, id: Id, query: Query): Promise<Seen | null> {
    const ask = wholeRow(record, id);
    const { plan } = this.plans.planFor(ask, { ...standingOf(viewer), writing: true });
    const [row] = await query(plan.text, bind(plan.slots, viewer.officer, ask.inputs));
    if (plan.root.kind !== 'one' || typeof row?.answer !== 'string') return null;
    const cells = JSON.parse(row.answer) as readonly unknown[];
    const { fields } = plan.root.node;
    const revision = fields.find(({ kind }) => kind === 'revision');
    return {
      shown: new Set(fields.filter(({ kind, right }) => kind !== 'revision' && isShown(right, cells)).map(({ name }) => name)),
      revision: String(cells[revision?.at ?? -1]),
    };
  }
}

/** Every column of one row, and the revision. Links stay the ids they are: the row behind them is not asked about. */
function wholeRow(record: AnyRecord, id: Id): Ask {
  const names = Object.entries(record.fields).filter(([, field]) => hasColumn(field)).map(([name]) => name);
  const fields: FieldAsk[] = [...names.map((name): FieldAsk => ({ kind: 'value', key: name, name })), { kind: 'revision', key: 'revision' }];
  return { root: { kind: 'one', id: 0, node: { record, fields } }, inputs: [id], shape: `sight ${record.name}` };
}

/**
 * Which fields tell who somebody is, where, or what befell them: exact fields of the classes that need a purpose. Decided
 * by the declaration, so that a new field of such a class is one of them without anybody thinking of it.
 */
import { PURPOSE_CLASSES } from '#policy';
import type { AnyRecord, Registry } from '#record';

import type { FieldPlan, NodePlan, Right } from './plan/plan.js';
import type { RoutePlan } from './walk/walk-sql.js';

/** @returns whether the field is an exact one of a class that needs a purpose. Names that are no field (`revision`) are not. */
export function isIdentityField({ fields }: AnyRecord, name: string): boolean {
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return field?.needClass !== null && field?.needClass !== undefined
    && PURPOSE_CLASSES.has(field.needClass) && (field.options.grain ?? 'EXACT') === 'EXACT';
}

/** @returns whether the plan may show, filter by or order by such a field on some row. */
export function nodePlansIdentity({ record, fields, asked }: NodePlan, registry: Registry): boolean {
  const declared = registry.record(record);
  const told = ({ name, right }: { readonly name: string; readonly right: Right }): boolean => right !== 'never' && isIdentityField(declared, name);
  return asked.some(told) || fields.some((field) => told(field) || belowOf(field).some((node) => nodePlansIdentity(node, registry)));
}

function belowOf({ right, node, page }: FieldPlan): readonly NodePlan[] {
  if (right === 'never') return [];
  return [...(node ? [node] : []), ...(page ? [page.node] : [])];
}

/** @returns whether a history of the record may show such a field to whoever has these rights. */
export function historyPlansIdentity(record: AnyRecord, rights: ReadonlyMap<string, Right>): boolean {
  return [...rights].some(([name, right]) => right !== 'never' && isIdentityField(record, name));
}

/** @returns whether a walk follows such a relation: that a link exists is information of its class. */
export function walkPlansIdentity(routes: readonly RoutePlan[], start: AnyRecord, registry: Registry): boolean {
  return routes.some(({ meeting, out, on }) =>
    out.some(({ first }) => isIdentityField(start, first)) || on.some(({ first }) => isIdentityField(meeting, first)) || [...out, ...on].some(({ between }) =>
      between.some(({ record, disclosed }) => disclosed.some((name) => isIdentityField(registry.record(record), name)))));
}

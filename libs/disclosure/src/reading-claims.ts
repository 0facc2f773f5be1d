/**
 * What a viewer's questions may touch at all, told to the wall with each of them: the tables of the records that exist for
 * their roles, and those that the conditions on these rows walk through. It follows from the policy and not from the
 * question, so that a mistake in a plan meets a closed door.
 */
import { standingKey, type Decision, type Reach, type Standing, type Viewer } from '#policy';
import type { AnyRecord, Registry } from '#record';
import type { Claims } from '#wall';

import { isNever } from './plan/scope.js';
import { standingOf } from './standing.js';

const known = new WeakMap<Registry, Map<string, readonly string[]>>();

/** @returns the claims of everything this viewer asks of rows, histories and links. */
export function readingClaims(registry: Registry, viewer: Viewer): Claims {
  return { kind: 'READ', officer: viewer.officer, tables: readableTables(registry, standingOf(viewer)) };
}

/** @returns the tables that questions of this standing may need, sorted. */
export function readableTables(registry: Registry, standing: Standing): readonly string[] {
  const kept = known.get(registry) ?? new Map<string, readonly string[]>();
  known.set(registry, kept);
  const key = standingKey(standing);
  let tables = kept.get(key);
  if (!tables) kept.set(key, tables = tablesFor(registry, standing));
  return tables;
}

function tablesFor(registry: Registry, standing: Standing): readonly string[] {
  const readable = registry.records.filter((record) => !isNever({ registry, standing }, record));
  const tables = readable.flatMap((record) => [record.table, ...conditionTables(registry, standing, record)]);
  return tables.length === 0 ? [] : [...new Set([...tables, 'history'])].sort();
}

/** What is sealed with the row, and the ways from it to the viewer's taskings. Its ends are readable, or it would not be. */
function conditionTables(registry: Registry, standing: Standing, record: AnyRecord): readonly string[] {
  const sealing = record.sealedWith.flatMap((link) => record.fields[link]?.target?.().table ?? []);
  const decisions = [registry.policy.decideRow(standing, record.name), ...Object.keys(record.fields).map((field) => registry.policy.decide(standing, record.name, field))];
  const paths = [...new Set(decisions.flatMap(reachesOf))].flatMap((reach) => record.reach[reach] ?? []);
  return [...sealing, ...paths.flatMap((path) => tablesOnPath(record, path))];
}

function reachesOf(decision: Decision): readonly Reach[] {
  return decision.kind === 'when' ? decision.any.flatMap(({ reach }) => reach ?? []) : [];
}

function tablesOnPath(record: AnyRecord, path: string): readonly string[] {
  let at: AnyRecord = record;
  const tables = [record.table];
  for (const step of path === '' ? [] : path.split('.')) {
    const field = at.fields[step];
    const target = field?.target?.();
    if (!field || !target) throw new Error(`${record.name} cannot reach ${path}`);
    tables.push(...(field.link ? [field.link().table] : []), target.table);
    at = target;
  }
  return tables;
}

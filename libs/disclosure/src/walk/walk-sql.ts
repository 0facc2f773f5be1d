/**
 * All routes of a walk in one statement: the start if it exists for the viewer, the meetings, the far ends, and of those the
 * strongest. One way to each is kept (the first by path, then by ids), so that the audit log can name it.
 */
import type { Standing } from '#policy';
import { walk, type AnyRecord, type Registry } from '#record';

import { walkPlansIdentity } from '../identity-fields.js';
import { rowScope, type Scene } from '../plan/scope.js';
import { name, SqlText, type Slot } from '../plan/sql.js';
import { pathSql, type PathSql } from './path-sql.js';
import { WALK_LIMITS, type Route, type WalkQuestion } from './route.js';

/** Positions of what a viewer gives. */
export const WALK_INPUTS = { start: 0, limit: 1 } as const;

export interface RoutePlan {
  /** Place among the routes of the question. */
  readonly number: number;
  readonly route: Route;
  readonly meeting: AnyRecord;
  readonly out: readonly PathSql[];
  readonly on: readonly PathSql[];
}

export interface WalkPlan {
  readonly text: string;
  readonly slots: readonly Slot[];
  /** The routes that the standing may walk at all. */
  readonly routes: readonly RoutePlan[];
  /** Relations of the start that were followed, and those that the standing is never shown. */
  readonly followed: readonly string[];
  readonly withheld: readonly string[];
  /** It may follow a relation of a class that needs a purpose. */
  readonly identity: boolean;
}

/** @throws Error when a route's paths do not all meet at one record, or do not lead back to the start's. */
export function compileWalk({ record, routes: asked }: WalkQuestion, given: { readonly registry: Registry; readonly standing: Standing }): WalkPlan {
  const scene: Scene = { ...given, sql: new SqlText() };
  const start = startSql(scene, record);
  const routes = asked.flatMap((route, number) => planRoute(scene, record, route, number));
  const queries = [
    `start as materialized (${start})`,
    ...routes.flatMap(({ number, out, on }) => [
      `out${number} as materialized (${leg(out, 'x.there')})`,
      `onwards${number} as materialized (${leg(on, 'x.here, x.there', `where x.there <> ${scene.sql.input(WALK_INPUTS.start, 'uuid')}`)})`,
    ]),
    `found as materialized (${[NOTHING, ...routes.map(meetingsSql)].join('\n union all ')})`,
    `ranked as materialized (select far, sum(weight)::int as strength from found group by far
      order by strength desc, far limit ${scene.sql.input(WALK_INPUTS.limit, 'int')})`,
    `shown as (select f.*, r.strength, count(*) over route_to_far as many, row_number() over (route_to_far order by f.shared) as place
      from found f join ranked r on r.far = f.far window route_to_far as (partition by f.far, f.route))`,
  ];
  const list = `select coalesce(json_agg(json_build_array(s.far, s.strength, s.route, s.many, s.shared, s.out_path, s.out_via, s.on_path, s.on_via)
    order by s.strength desc, s.far, s.route, s.shared), '[]'::json) from shown s where s.place <= ${WALK_LIMITS.meetings}`;
  const text = `with ${queries.join(',\n')} select json_build_array(${tooMany(routes)}, (${list}))::text as answer from start`;
  const followed = unique(routes.flatMap(({ out }) => out.map(({ first }) => first)));
  const wanted = unique(asked.flatMap(({ out }) => out.map((path) => path.split('.')[0] ?? '')));
  return {
    text, slots: scene.sql.slots, routes, followed, withheld: wanted.filter((relation) => !followed.includes(relation)),
    identity: walkPlansIdentity(routes, record, given.registry),
  };
}

function startSql(scene: Scene, record: AnyRecord): string {
  const at = scene.sql.alias();
  const scope = rowScope(scene, record, at, 'EACH') ?? ['false'];
  const conditions = [`${at}.id = ${scene.sql.input(WALK_INPUTS.start, 'uuid')}`, ...scope];
  return `select ${at}.id as there from records.${name(record.table)} ${at} where ${conditions.join(' and ')}`;
}

function planRoute(scene: Scene, record: AnyRecord, route: Route, number: number): RoutePlan[] {
  const meeting = walk(record, route.out[0] ?? '');
  const sound = meeting && route.out.every((path) => walk(record, path) === meeting) && route.on.every((path) => walk(meeting, path) === record);
  if (!sound || !Number.isInteger(route.weight) || route.weight < 1) throw new Error(`route ${route.kind} does not lead back to ${record.name}`);
  const out = walkable(scene, record, route.out, 'start');
  const on = walkable(scene, meeting, route.on, `out${number}`);
  return out.length === 0 || on.length === 0 ? [] : [{ number, route, meeting, out, on }];
}

function walkable(scene: Scene, record: AnyRecord, paths: readonly string[], source: string): readonly PathSql[] {
  return paths.flatMap((path, number) => pathSql(scene, record, path, source, number) ?? []);
}

/** The alternatives of one leg: one way between each two rows, and one row more than the bound, to know that it was met. */
function leg(paths: readonly PathSql[], between: string, where = ''): string {
  const all = paths.map(({ text }) => text).join('\n union all ');
  return `select distinct on (${between}) x.* from (${all}) x ${where} order by ${between}, x.path, x.via limit ${WALK_LIMITS.steps + 1}`;
}

const NOTHING = `select 0 as route, 0 as weight, null::uuid as far, null::uuid as shared, 0 as out_path, null::uuid[] as out_via, 0 as on_path,
  null::uuid[] as on_via where false`;

function meetingsSql({ number, route }: RoutePlan): string {
  return `select ${number}, ${route.weight}, n.there, o.there, o.path, o.via, n.path, n.via from out${number} o join onwards${number} n on n.here = o.there`;
}

function tooMany(routes: readonly RoutePlan[]): string {
  const legs = routes.flatMap(({ number }) => [`out${number}`, `onwards${number}`]);
  return ['false', ...legs.map((one) => `(select count(*) from ${one}) > ${WALK_LIMITS.steps}`)].join(' or ');
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}

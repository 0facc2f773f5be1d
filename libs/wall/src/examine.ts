/**
 * Looks at the wall from outside, as the application's login: does every table of schema `records` have it, and does it
 * admit what this process signs? One table that was forgotten would be open to whoever has the application's password.
 */
import { CHALLENGE, SET_CONTEXT, signedContext } from './context.js';
import { POLICY_NAME, wallPolicy } from './policy.js';
import type { Within } from './wall.js';
import type { WallKey } from './wall-key.js';

interface TableFacts {
  readonly table: string;
  readonly forced: boolean;
  readonly policies: readonly { readonly name: string; readonly kind: string; readonly for: string; readonly to: string; readonly using: string | null; readonly check: string | null }[];
}

const FACTS = `
  select c.relname as "table", c.relkind = 'r' and c.relrowsecurity and c.relforcerowsecurity as forced,
         coalesce((select jsonb_agg(jsonb_build_object('name', p.policyname, 'kind', p.permissive, 'for', p.cmd, 'to', p.roles::text, 'using', p.qual, 'check', p.with_check))
                     from pg_policies p where p.schemaname = n.nspname and p.tablename = c.relname), '[]') as policies
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where n.nspname = 'records' and c.relkind in ('r', 'p', 'v', 'm', 'f') order by 1`;

/** @returns the tables of schema `records` that stand open, or not exactly behind the wall; empty when all is well. */
export async function openTables(query: Within): Promise<readonly string[]> {
  const tables = (await query(FACTS, [])) as unknown as readonly TableFacts[];
  return tables.filter(({ table, forced, policies: [policy, ...more] }) => !forced || !policy || more.length > 0 || !isWall(table, policy)).map(({ table }) => table);
}

/** @param query on a transaction that has begun. @returns whether the database admits contexts signed with this key. */
export async function admitsKey(query: Within, key: WallKey): Promise<boolean> {
  const [row] = await query(`${CHALLENGE} as challenge`, []);
  await query(SET_CONTEXT, [signedContext(key, { kind: 'SYSTEM', officer: null, tables: '*' }, String(row?.['challenge']), 10_000)]);
  const [answer] = await query(`select wall.admits('agency', false) as admitted`, []);
  return answer?.['admitted'] === true;
}

function isWall(table: string, policy: TableFacts['policies'][number]): boolean {
  const { using, check } = wallPolicy(table);
  return policy.name === POLICY_NAME && policy.kind === 'PERMISSIVE' && policy.for === 'ALL' && policy.to === '{public}'
    && bare(policy.using) === bare(using) && bare(policy.check) === bare(check);
}

/** The server writes an expression in its own words: a type after a text, a name after a column, blanks and brackets. */
function bare(expression: string | null): string | null {
  return expression && expression.toLowerCase().replaceAll('::text', '').replaceAll(' as admits', '').replace(/[\s()]/g, '');
}

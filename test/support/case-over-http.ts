/**
 * A small case made over HTTP by its investigator, as a client would make it; and a look at everything that is stored, for
 * tests that must show that nothing was. No person in it exists.
 */
import type { Id } from '#kernel';

import type { Api, Client } from './api.js';

/** A purpose that lets identities be shown. */
export const PURPOSE = 'reason:ThreatToLife;Qurbanın həyatına real təhlükə var';

export interface SmallCase {
  readonly caseId: Id;
  readonly crime: Id;
  readonly victim: Id;
  readonly offender: Id;
}

/** Opens a case with one crime, one victim and one offender. @param name the victim's family name, to look for in answers. */
export async function makeCase(investigator: Client, name = 'Uydurmazadə'): Promise<SmallCase> {
  const made = async (mutation: string, input: object): Promise<Id> => {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    const answer = await investigator.ask(`mutation Make($input: ${type}!) { ${mutation}(input: $input) { id } }`, { input }, PURPOSE);
    const given = answer.data?.[mutation] as { id: Id } | undefined;
    if (!given) throw new Error(`${mutation} was refused: ${answer.text}`);
    return given.id;
  };
  const caseId = await made('openCase', { articles: ['Art144_1'] });
  const crime = await made('reportCrime', { caseId, acts: ['Recruitment'] });
  const victim = await made('registerVictim', { crimeId: crime, familyName: name, givenName: 'Nərgiz', birthDate: '1990', documentNumber: 'AZE-90000001' });
  const offender = await made('registerOffender', { kind: 'NaturalPerson', crimeId: crime, familyName: 'Qondarmalı', roles: ['RecruiterOrIntermediary'] });
  return { caseId, crime, victim, offender };
}

/**
 * @returns a fingerprint of each table that commands may change. Counted attempts to sign in, and when a session was last used,
 *   are no part of it: they are written beside the commands.
 */
export async function stored(api: Api): Promise<Record<string, unknown>> {
  const tables = await api.behind(`select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname in ('records', 'identity', 'exchange') and tablename <> 'attempt_limit' order by 1`);
  const row = `(to_jsonb(t) - 'last_seen_at')::text`;
  const counted = tables.map(({ name }) => `select '${String(name)}' as name, count(*) || ' ' || md5(coalesce(string_agg(${row}, '|' order by ${row}), '')) as digest from ${String(name)} t`);
  return Object.fromEntries<unknown>((await api.behind(counted.join(' union all '))).map(({ name, digest }) => [String(name), digest]));
}

/** Repeats until `attempt` holds; the time limit of the test is the limit of its patience. */
export async function until(attempt: () => Promise<boolean>): Promise<void> {
  while (!(await attempt())) await new Promise((resolve) => setTimeout(resolve, 50));
}

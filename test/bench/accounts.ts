/**
 * The officers who ask: made by SQL with a live session each, because signing in (argon2) is not what is measured. One
 * person may have eight requests in flight, so sixty-four connections need many people.
 */
import { createHash } from 'node:crypto';
import type { Role } from '#policy';
import type { Client } from 'pg';
import { idOf } from './dataset.js';

/** Who asks the measured questions, by role; officers are numbered through. */
export const CAST = {
  ANALYST: range(1, 16),
  NATIONAL_COORDINATOR: range(17, 32),
  /** Investigators with a hundred taskings each: they see who people are. */
  INVESTIGATOR: [35, 36],
} as const;

/** Investigators by how many live taskings they have: two each, so that sixteen connections fit their allowance. */
export const TASKED: readonly { readonly taskings: number; readonly officers: readonly number[] }[] = [
  { taskings: 1, officers: [33, 34] },
  { taskings: 100, officers: [35, 36] },
  { taskings: 10_000, officers: [37, 38] },
];

/** @returns the session token of the n-th officer: 43 characters of base64url, as real ones are. */
export function tokenOf(officer: number): string {
  return createHash('sha256').update(`bench token ${officer}`).digest('base64url');
}

/** Makes the officers and opens their sessions anew: a session ends after minutes without use. */
export async function openAccounts(admin: Client): Promise<void> {
  const officers = [
    ...(['ANALYST', 'NATIONAL_COORDINATOR'] as const).flatMap((role) => CAST[role].map((number) => ({ number, role }))),
    ...TASKED.flatMap(({ officers: numbers }) => numbers.map((number) => ({ number, role: 'INVESTIGATOR' satisfies Role }))),
  ];
  for (const { number, role } of officers) {
    const officer = idOf('officer', number);
    await admin.query(`insert into records.officer (id, name, agency_id, active) values ($1, $2, $3, true) on conflict do nothing`, [officer, `Officer ${number}`, idOf('agency', 1)]);
    await admin.query(
      `insert into identity.credential (officer_id, login, password_hash, password_set_at) values ($1, $2, '$argon2id$nobody', now()) on conflict do nothing`,
      [officer, `bench-${number}`],
    );
    await admin.query(`insert into identity.officer_role (id, officer_id, role, granted_at) values (gen_random_uuid(), $1, $2, now()) on conflict do nothing`, [officer, role]);
    await admin.query(
      `insert into identity.factor (id, officer_id, kind, name, credential_id, public_key, counter, created_at, confirmed_at)
       values ($1::uuid, $2, 'WEBAUTHN', 'Bench', decode(md5($1::text), 'hex'), '', 0, now(), now()) on conflict do nothing`,
      [idOf('factor', number), officer],
    );
    await admin.query(
      `insert into identity.session (id, token_hash, officer_id, created_at, last_seen_at, proved_at, expires_at)
       values ($1, $2, $3, now(), now(), now(), now() + interval '12 hours') on conflict (token_hash) do update set last_seen_at = now()`,
      [idOf('session', number), createHash('sha256').update(tokenOf(number), 'latin1').digest(), officer],
    );
  }
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

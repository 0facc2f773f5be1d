/**
 * Whom a provider's claims let in. The default is nobody: whoever no rule names has no access. A rule gives no role either;
 * it says which of the roles that administrators have granted may be used after this sign-in, so claims only ever take away.
 * Pure: the console explains with the very function that signs people in.
 */
import { isRole, ROLE_ORDER, type Role } from '#policy';
import { z } from 'zod';

import { normaliseLogin } from '../credential/login.js';

/** ProviderClaims of an ID token (OpenID Connect Core 1.0, section 2), as JSON. */
export type ProviderClaims = Readonly<Record<string, unknown>>;

const value = z.union([z.string().min(1).max(1_000), z.boolean(), z.number()]);
const claim = z.string().min(1).max(200);

/** An empty condition would let everybody in, an empty list of roles nobody do anything: both are mistakes, and refused. */
const rule = z.strictObject({
  when: z.record(claim, z.union([value, z.array(value).min(1).max(1_000)])).refine((conditions) => Object.keys(conditions).length > 0),
  login: z.strictObject({ claim }),
  roles: z.array(z.string().refine(isRole)).min(1).max(ROLE_ORDER.length),
  trustFactor: z.boolean().default(false),
});

/** One rule: all conditions hold, and then this claim is the login and these roles may be used. */
export type ClaimRule = Readonly<z.infer<typeof rule>>;

/** Why claims let nobody in. */
export type NoAccess = 'NO_RULE' | 'NO_LOGIN' | 'EMAIL_NOT_VERIFIED';

export type ClaimDecision =
  | { readonly access: true; readonly rule: number; readonly login: string; readonly roles: readonly Role[]; readonly trustFactor: boolean }
  /** `rule` is the first that matched, counted from 1; null when none did. */
  | { readonly access: false; readonly rule: number | null; readonly why: NoAccess };

/** The file is not a list of rules. The message names the place, and never what stands there. */
export class ClaimRulesFault extends Error {
  override readonly name = 'ClaimRulesFault';
}

/**
 * Reads a rules file: a JSON list of `{when: {claim: value or values}, login: {claim}, roles: [...]}`.
 * @throws ClaimRulesFault on anything else, also on fields nobody knows: a misspelt condition must not be one rule less.
 */
export function readClaimRules(text: string): readonly ClaimRule[] {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    throw new ClaimRulesFault('not JSON');
  }
  const read = z.array(rule).max(1_000).safeParse(given);
  if (!read.success) throw new ClaimRulesFault(`at ${(read.error.issues[0]?.path ?? []).slice(0, 2).join('.') || 'the top'}`);
  return read.data;
}

/** @returns what the first matching rule says of these claims, or why they let nobody in. A later rule never mends an earlier one. */
export function explain(claims: ProviderClaims, rules: readonly ClaimRule[]): ClaimDecision {
  const index = rules.findIndex(({ when }) => Object.entries(when).every(([name, wanted]) => holds(claimOf(claims, name), wanted)));
  const found = rules[index];
  if (!found) return { access: false, rule: null, why: 'NO_RULE' };
  // Anybody can write another's address into an account of their own: only what the provider has verified names a person.
  if (found.login.claim === 'email' && claimOf(claims, 'email_verified') !== true) return { access: false, rule: index + 1, why: 'EMAIL_NOT_VERIFIED' };
  const given = claimOf(claims, found.login.claim);
  const login = typeof given === 'string' ? normaliseLogin(given) : null;
  if (login === null) return { access: false, rule: index + 1, why: 'NO_LOGIN' };
  return { access: true, rule: index + 1, login, roles: [...new Set(found.roles)].sort(), trustFactor: found.trustFactor };
}

/** A claim is the token's own, never something every object has. */
function claimOf(claims: ProviderClaims, name: string): unknown {
  return Object.hasOwn(claims, name) ? claims[name] : undefined;
}

/** Letter by letter and type by type; of a claim that is a list, such as groups, one entry is enough. */
function holds(given: unknown, wanted: ClaimRule['when'][string]): boolean {
  const values: readonly unknown[] = Array.isArray(wanted) ? wanted : [wanted];
  return Array.isArray(given) ? given.some((entry) => values.includes(entry)) : values.includes(given);
}

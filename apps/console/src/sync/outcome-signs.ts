/** What the compiled policy decides for one role and one field, in a few signs that one legend explains. */
import { say, type Words } from '#kernel';
import { ROLE_ORDER, type Conjunction, type Decision, type PolicyBook, type Role } from '#policy';

export const SIGNS = {
  always: { sign: '●', words: say('always, on every row that exists for the role', 'həmişə, rol üçün mövcud olan hər qeyddə') },
  never: { sign: '–', words: say('never', 'heç vaxt') },
  CASE: { sign: 'case', words: say('under a live tasking on the criminal case', 'cinayət işi üzrə qüvvədə olan tapşırıqla') },
  CLIENT: { sign: 'client', words: say('under a live tasking on this very person: own client, resident, child in care, alert', 'məhz bu şəxs üzrə qüvvədə olan tapşırıqla: öz müştərisi, sığınacaq sakini, himayədəki uşaq, xəbərdarlıq') },
  OWN: { sign: 'self', words: say('only what is about oneself', 'yalnız özü haqqında olan') },
  GLASS: { sign: 'glass', words: say('for an hour after break-glass on this very person, and only to read', 'məhz bu şəxs üzrə fövqəladə açılışdan sonra bir saat və yalnız oxumaq üçün') },
  adult: { sign: 'adults', words: say('adults only: not in the child layer', 'yalnız yetkinlər: uşaq qatında deyil') },
  child: { sign: 'child', words: say('child layer only: a child, or age unknown', 'yalnız uşaq qatı: uşaq və ya yaşı naməlum') },
  evidential: { sign: 'court', words: say('only what is marked as disclosable in court', 'yalnız məhkəmədə açıqlana bilən kimi qeyd olunan') },
  purpose: { sign: '*', words: say('and only when the reader states a purpose', 'və yalnız oxuyan məqsədini göstərdikdə') },
} as const satisfies Record<string, { readonly sign: string; readonly words: Words }>;

/** @returns the signs for a field: alternatives joined by "/", conditions that must hold together by "+". */
export function outcomeSigns(policy: PolicyBook, role: Role, record: string, field: string): string {
  const stated = signsOf(policy.decide({ roles: [role], purposeStated: true }, record, field));
  const unstated = signsOf(policy.decide({ roles: [role], purposeStated: false }, record, field));
  if (stated === unstated) return stated;
  if (unstated === SIGNS.never.sign) return `${stated}${SIGNS.purpose.sign}`;
  return `${unstated}/${stated}${SIGNS.purpose.sign}`;
}

/** @returns the signs for whether a row exists at all for the role. */
export function rowSigns(policy: PolicyBook, role: Role, record: string): string {
  return signsOf(policy.decideRow({ roles: [role], purposeStated: true }, record));
}

function signsOf(decision: Decision): string {
  if (decision.kind !== 'when') return SIGNS[decision.kind].sign;
  return decision.any.map(conditionSigns).sort().join('/');
}

function conditionSigns({ minor, evidential, reach }: Conjunction): string {
  return [
    ...(minor === undefined ? [] : [minor ? SIGNS.child.sign : SIGNS.adult.sign]),
    ...(reach ? [SIGNS[reach].sign] : []),
    ...(evidential ? [SIGNS.evidential.sign] : []),
  ].join('+');
}

/**
 * @returns a short name for every role: initials of several words, three letters of a single one.
 * @throws Error when two roles would share one.
 */
export function shortRoles(roles: readonly Role[] = ROLE_ORDER): ReadonlyMap<Role, string> {
  const short = new Map(roles.map((role) => [role, role.includes('_') ? role.split('_').map((word) => word.charAt(0)).join('') : role.slice(0, 3)]));
  if (new Set(short.values()).size !== short.size) throw new Error('two roles have the same short name');
  return short;
}

/**
 * "Why do I not see this?" Answered from the policy alone: no row is looked at, so the answer is the same whatever the database
 * holds. Who hands out taskings may ask for officers of the own agency, who makes accounts and who audits for anybody: what
 * an officer's roles open is what they answer for. Only roles count there: what tasking somebody has is not told here.
 */
import type { AuditLog, AuditTouch } from '#audit';
import { CodedError, isId, say, type Id, type Words } from '#kernel';
import { LEVELS, mayCommand, NEED_CLASSES, NEEDS, RELEASERS, ROLES, WITHHELD_REASONS, type Explanation, type Role, type Standing, type Viewer } from '#policy';
import type { Registry } from '#record';
import type { GraphQLResolveInfo } from 'graphql';

import type { Asking } from '../disclosure.js';
import { standingOf } from '../standing.js';
import { answering } from '../walk/answering.js';
import { isAuditor } from './access-log.js';
import type { AccessDecision, AccessRole } from './decision-types.js';

/** An officer as he stands in the accounts. */
export interface Staff {
  readonly agency: Id;
  /** Whether or not they may be held together. */
  readonly roles: readonly Role[];
}

export interface AccessDecisionsOptions {
  readonly registry: Registry;
  readonly audit: AuditLog;
  /** @returns null when there is no such officer. */
  readonly staff: (officer: Id) => Promise<Staff | null>;
}

export interface DecisionQuestion {
  readonly record: string;
  readonly field: string;
  readonly officer: string | null;
}

const SEALED = say('A seal order of a court or prosecutor takes the row from everybody, whatever is said here', 'Məhkəmənin və ya prokurorun möhürləmə qərarı, burada nə deyilirsə deyilsin, qeydi hamı üçün bağlayır');

export class AccessDecisions {
  constructor(private readonly options: AccessDecisionsOptions) {}

  /**
   * Explains one field to the viewer, or for an officer of his.
   * @throws CodedError UNAUTHENTICATED; BAD_REQUEST for a record or field that there is not; for an officer FORBIDDEN when the viewer
   *   answers for none, NOT_FOUND for one he does not answer for, existing or not; UNAVAILABLE when the log takes no entry.
   */
  decide(asked: DecisionQuestion, asking: Asking, info: GraphQLResolveInfo): Promise<AccessDecision> {
    const { audit } = this.options;
    const aimedAt: readonly AuditTouch[] = isId(asked.officer) ? [{ record: 'Officer', ids: [asked.officer], disclosed: [], withheld: [] }] : [];
    return answering({ audit, act: 'READ', aimedAt }, asking, info, async (viewer) => {
      const { record, field, officer } = asked;
      const { registry } = this.options;
      const declared = registry.has(record) ? registry.record(record) : undefined;
      const words = declared !== undefined && Object.hasOwn(declared.fields, field) ? declared.fields[field]?.words : undefined;
      if (!declared || !words) throw new CodedError('BAD_REQUEST');
      const standing = officer === null ? standingOf(viewer) : await this.standingOfStaff(viewer, officer);
      const sealable = declared.marks.has('sealed') || declared.sealedWith.length > 0 || declared.ends.length > 0;
      const answer = told(record, field, words, registry.policy.explain(standing, record, field), sealable);
      return { answer, touched: [], detail: { record, field } };
    });
  }

  private async standingOfStaff(viewer: Viewer, officer: string): Promise<Standing> {
    const ofAgency = mayCommand(viewer.roles, 'assignTasking');
    const ofAll = mayCommand(viewer.roles, 'manageAccounts') || isAuditor(viewer);
    if (!ofAgency && !ofAll) throw new CodedError('FORBIDDEN');
    const staff = isId(officer) ? await this.options.staff(officer) : null;
    if (!staff || !(ofAll || staff.agency === viewer.agency)) throw new CodedError('NOT_FOUND');
    return { roles: staff.roles, purposeStated: false };
  }
}

const OUTCOMES = { always: 'ALWAYS', when: 'WHEN', never: 'NEVER' } as const;

function told(record: string, field: string, label: Words, explanation: Explanation, sealable: boolean): AccessDecision {
  const { decision, row, needClass, grain, rules, refusal, ways, readers, conflict } = explanation;
  return {
    record, field, label, grain, conflict, needClass, needClassLabel: needClass && NEED_CLASSES[needClass],
    outcome: OUTCOMES[decision.kind], rowExists: OUTCOMES[row.kind],
    rules: rules.map(({ role, level, child, narrowedOut, opens }) =>
      ({ role: roleTold(role), level, label: LEVELS[level], child, childLabel: LEVELS[child], narrowedOut, opens })),
    withheld: refusal && { ...refusal, label: WITHHELD_REASONS[refusal.reason], releasedByLabel: RELEASERS[refusal.releasedBy] },
    ways: ways.map((needs) => ({ needs: needs.map((kind) => ({ kind, label: NEEDS[kind] })) })),
    readBy: readers.map(roleTold),
    sealOrders: sealable ? SEALED : null,
  };
}

function roleTold(name: Role): AccessRole {
  return { name, label: ROLES[name] };
}

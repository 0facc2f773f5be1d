/**
 * Compiles the table of grants to CASL rules and answers the one question anybody may ask: for these roles, this
 * record, this field: never, always, or when? Rules carry explicit field lists and positive equality conditions only
 * (decisions/0001-casl-behind-one-question.md). Compiled once per set of roles; never per viewer.
 */
import { createMongoAbility, type MongoAbility, type RawRuleOf } from '@casl/ability';
import { rulesToCondition } from '@casl/ability/extra';

import { conflictOf } from './conflicts.js';
import { simplify, type Conjunction, type Decision, type Refusal } from './decision.js';
import { explain, readersOf, type Explanation } from './explanation.js';
import { grants } from './grants.js';
import { refusalFor } from './refusal.js';
import type { PolicyField, PolicySubject } from './policy-subject.js';
import type { Role } from './role.js';
import { rulesFor } from './rules.js';

/** Changes with every release of the grants' meaning; part of every plan's key. */
export const POLICY_VERSION = 1;

/** What a viewer asks with: the roles, and whether a purpose was stated. */
export interface Standing {
  readonly roles: readonly Role[];
  readonly purposeStated: boolean;
  /** Asked by a command that would change the row: what is open by break-glass is open to be read only. */
  readonly writing?: true;
}

/** @returns the key under which everything compiled for this standing may be cached. */
export function standingKey({ roles, purposeStated, writing }: Standing): string {
  return `${POLICY_VERSION}:${purposeStated ? 'p' : '-'}${writing ? 'w' : ''}:${roles.join('+')}`;
}

const CHILD_LAYER: Refusal = { reason: 'CHILD_LAYER', releasedBy: 'NATIONAL_COORDINATOR' };

const NOT_GRANTED: Refusal = { reason: 'NOT_GRANTED', releasedBy: 'NOBODY' };

interface Compiled {
  readonly fields: ReadonlyMap<string, Decision>;
  readonly row: Decision;
}

export class PolicyBook {
  private readonly compiled = new Map<string, ReadonlyMap<string, Compiled>>();
  private readonly readers = new Map<PolicyField, readonly Role[]>();
  private readonly subjects: ReadonlyMap<string, PolicySubject>;

  /**
   * @param subjects every record there is.
   * @throws Error when a grant names a field that no record has: a table that decides about nothing is a mistake.
   */
  constructor(subjects: readonly PolicySubject[]) {
    this.subjects = new Map(subjects.map((subject) => [subject.name, subject]));
    const known = new Set(subjects.flatMap(({ name, fields }) => fields.map((field) => `${name}.${field.name}`)));
    for (const [role, grant] of Object.entries(grants)) {
      const strangers = Object.values(grant.only ?? {}).flat().filter((field) => !known.has(field));
      if (strangers.length > 0) throw new Error(`grants of ${role} name unknown fields: ${strangers.join(', ')}`);
    }
  }

  /**
   * Decides one field.
   * @throws Error for a record or field that does not exist: there is no answer about the unknown.
   */
  decide(standing: Standing, record: string, field: string): Decision {
    const decision = this.of(standing, record).fields.get(field);
    if (!decision) throw new Error(`the policy knows no field ${record}.${field}`);
    return decision;
  }

  /** Decides whether a row exists for the viewer at all: it does when a field besides id and marks would be told. */
  decideRow(standing: Standing, record: string): Decision {
    return this.of(standing, record).row;
  }

  /**
   * Explains one field: what {@link decide} says, which cells said it, and what would be needed.
   * @throws Error for a record or field that does not exist.
   */
  explain(standing: Standing, record: string, field: string): Explanation {
    const declared = this.subjects.get(record)?.fields.find(({ name }) => name === field);
    if (!declared) throw new Error(`the policy knows no field ${record}.${field}`);
    const decide = (any: Standing): Decision => this.decide(any, record, field);
    const readers = this.readers.get(declared) ?? readersOf(decide);
    this.readers.set(declared, readers);
    return explain(standing, record, declared, { decide, row: this.decideRow(standing, record), readers });
  }

  /** @returns the CASL rules behind the decisions, for tests and for the matrix. */
  rulesOf(standing: Standing): readonly RawRuleOf<MongoAbility>[] {
    if (conflictOf(standing.roles) !== null) return [];
    return [...this.subjects.values()].flatMap((subject) => rulesFor(standing, subject));
  }

  private of(standing: Standing, record: string): Compiled {
    const key = standingKey(standing);
    let all = this.compiled.get(key);
    if (!all) {
      all = this.compile(standing);
      this.compiled.set(key, all);
    }
    const compiled = all.get(record);
    if (!compiled) throw new Error(`the policy knows no record ${record}`);
    return compiled;
  }

  private compile(standing: Standing): ReadonlyMap<string, Compiled> {
    const ability = createMongoAbility(this.rulesOf(standing) as RawRuleOf<MongoAbility>[]);
    return new Map([...this.subjects.values()].map((subject) => [subject.name, compileSubject(ability, standing, subject)]));
  }
}

function compileSubject(ability: MongoAbility, standing: Standing, subject: PolicySubject): Compiled {
  const fields = new Map<string, Decision>();
  const opened: Conjunction[] = [];
  for (const field of subject.fields.filter(({ needClass }) => needClass !== null)) {
    const alternatives = alternativesOf(ability, subject.name, field);
    if (!isMark(subject, field.name)) opened.push(...alternatives);
    fields.set(field.name, toDecision(alternatives, refusalFor(standing, field, subject.name)));
  }
  const row = toDecision(simplify(opened), NOT_GRANTED);
  for (const { name } of subject.fields.filter(({ needClass }) => needClass === null)) fields.set(name, row);
  return { fields, row };
}

/**
 * Marks say how a row is treated; they are nothing to know it for. A bare Person whose seal somebody might read would else
 * be counted by people who may not know which facets are one human, and the count would tell them how many are.
 */
function isMark({ marks }: PolicySubject, field: string): boolean {
  return Object.hasOwn(marks, field);
}

function alternativesOf(ability: MongoAbility, record: string, field: PolicyField): readonly Conjunction[] {
  const rules = ability.rulesFor('read', record, field.name);
  const condition = rulesToCondition(rules, (rule) => [(rule.conditions ?? {}) as Conjunction], {
    and: () => { throw new Error('grants are positive: there is nothing to combine with "and"'); },
    or: (several: Conjunction[][]) => several.flat(),
    empty: (): Conjunction[] => [{}],
  });
  return simplify((condition ?? []).map(withoutSeal));
}

/** That a row is not sealed is asked once, of the row: a sealed row is in nobody's scope, so no field need ask again. */
function withoutSeal(one: Conjunction): Conjunction {
  return Object.fromEntries(Object.entries(one).filter(([name]) => name !== 'sealed'));
}

function toDecision(any: readonly Conjunction[], refusal: Refusal): Decision {
  if (any.length === 0) return { kind: 'never', refusal };
  if (any.some((one) => Object.keys(one).length === 0)) return { kind: 'always' };
  const adultsOnly = any.every(({ minor, reach }) => minor === false && reach === undefined);
  return { kind: 'when', any, otherwise: adultsOnly ? CHILD_LAYER : refusal };
}

/** From cells to CASL rules: explicit fields, positive equality conditions, one rule per way a field can be opened. */
import type { MongoAbility, RawRuleOf } from '@casl/ability';

import type { Conjunction } from './decision.js';
import { grants, type Grant } from './grants.js';
import { openingOf, type Level, type Opening } from './level.js';
import { PURPOSE_CLASSES, type NeedClass } from './need-class.js';
import type { Standing } from './policy-book.js';
import type { PolicyField, PolicySubject } from './policy-subject.js';
import type { Reach } from './role.js';

/** Classes that say nothing of a child's person: the cap on the child layer leaves them as they are. */
const IMPERSONAL: ReadonlySet<NeedClass> = new Set<NeedClass>(['PROFILE', 'ADMINISTRATION', 'STAFF', 'DIRECTORY', 'SEAL']);

/** Classes about the users of the database, not about the people in it: a role for children has them too. */
const OF_THE_HOUSE: ReadonlySet<NeedClass> = new Set<NeedClass>(['STAFF', 'DIRECTORY']);

/** @returns the CASL rules of all the standing's roles for one record. */
export function rulesFor(standing: Standing, subject: PolicySubject): RawRuleOf<MongoAbility>[] {
  const groups = new Map<string, { readonly conditions: Conjunction; readonly fields: string[] }>();
  for (const role of standing.roles) {
    for (const field of subject.fields) {
      for (const conditions of waysTo(field, grants[role], standing, subject)) {
        const key = JSON.stringify(conditions);
        const group = groups.get(key) ?? { conditions, fields: [] };
        groups.set(key, group);
        if (!group.fields.includes(field.name)) group.fields.push(field.name);
      }
    }
  }
  return [...groups.values()].map(({ conditions, fields }) => ({
    action: 'read', subject: subject.name, fields, conditions: { ...conditions },
  }));
}

function waysTo(field: PolicyField, grant: Grant, standing: Standing, subject: PolicySubject): Conjunction[] {
  const { needClass, grain } = field;
  if (needClass === null) return [];
  if (PURPOSE_CLASSES.has(needClass) && grain === 'EXACT' && !standing.purposeStated) return [];
  const narrowed = grant.only?.[needClass];
  if (narrowed && !narrowed.includes(`${subject.name}.${field.name}`)) return [];
  const adult = waysOf(grant.cells[needClass], field, grant, subject);
  if (!subject.marks.minor) return grant.childrenOnly && !OF_THE_HOUSE.has(needClass) ? [] : adult;
  const child = capped(adult, grant.child, field, grant, subject).map((way) => ({ minor: true, ...way }));
  return grant.childrenOnly ? child : [...adult.map((way) => ({ minor: false, ...way })), ...child];
}

/** The ways a cell opens a field, the child layer left aside. */
function waysOf(level: Level, field: PolicyField, grant: Grant, subject: PolicySubject): Conjunction[] {
  const opening = openingOf(level);
  if (!opening?.grains.includes(field.grain)) return [];
  if (opening.evidential && !subject.marks.evidential) return [];
  if (opening.glass) return subject.reaches.includes('GLASS') ? [{ ...sealMark(subject), reach: 'GLASS' }] : [];
  const marks: Conjunction = {
    ...sealMark(subject),
    ...(opening.evidential && { evidential: true as const }),
  };
  return opening.tasked ? reachesOf(grant, subject).map((reach) => ({ ...marks, reach })) : [marks];
}

function sealMark({ marks }: PolicySubject): Conjunction {
  return marks.sealed ? { sealed: false } : {};
}

/** On a child's row a right is the narrower of the cell's and the child layer's. */
function capped(adult: readonly Conjunction[], cap: Level, field: PolicyField, grant: Grant, subject: PolicySubject): readonly Conjunction[] {
  if (cap === 'G' || cap === 'P') {
    const shown = field.grain === 'GENERALISED' || (cap === 'P' && field.grain === 'PSEUDONYM')
      || (field.grain === 'EXACT' && field.needClass !== null && IMPERSONAL.has(field.needClass));
    return shown ? adult : [];
  }
  const opening: Opening | null = openingOf(cap);
  if (!opening) return [];
  if (!opening.tasked) return adult;
  const reaches = reachesOf(grant, subject);
  return adult.flatMap((way) => (way.reach ? [way] : reaches.map((reach) => ({ ...way, reach }))));
}

function reachesOf(grant: Grant, subject: PolicySubject): readonly Reach[] {
  return subject.reaches.filter((reach) => reach === 'OWN' || (reach !== 'GLASS' && grant.reaches.includes(reach)));
}

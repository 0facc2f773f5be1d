/** Why a field is withheld and who may release it: read off the same cells as the rules, never off the data. */
import type { Refusal, Releaser } from './decision.js';
import { grants } from './grants.js';
import type { Level } from './level.js';
import { PURPOSE_CLASSES } from './need-class.js';
import type { Standing } from './policy-book.js';
import type { PolicyField } from './policy-subject.js';
import type { Role } from './role.js';

/** From the refusal that is easiest to lift to the one that is not: the viewer is told of the nearest way. */
const BY_LEVEL: readonly { readonly levels: readonly Level[]; readonly refusal: Refusal }[] = [
  { levels: ['T', 'TE', 'GT', 'PT'], refusal: { reason: 'NOT_TASKED', releasedBy: 'UNIT_HEAD' } },
  { levels: ['TD'], refusal: { reason: 'NOT_EVIDENTIAL', releasedBy: 'PROSECUTOR' } },
  { levels: ['B'], refusal: { reason: 'BY_BREAK_GLASS', releasedBy: 'YOURSELF_REVIEWED' } },
  { levels: ['O'], refusal: { reason: 'BY_ORDER', releasedBy: 'COURT' } },
];

/**
 * @returns what the viewer is told where the field is not disclosed. For a field that is never disclosed and for one
 *   that is disclosed on other rows only, the words come from the roles' cells alone.
 * @param record of the field: a role whose class is narrowed to named fields has no cell for the others.
 */
export function refusalFor(standing: Standing, field: PolicyField, record?: string): Refusal {
  const { needClass } = field;
  if (needClass === null) return { reason: 'NOT_GRANTED', releasedBy: 'NOBODY' };
  const named = (role: Role): boolean => grants[role].only?.[needClass]?.includes(`${record}.${field.name}`) ?? true;
  const cells = standing.roles.filter((role) => record === undefined || named(role)).map((role) => grants[role].cells[needClass]);
  const open = cells.filter((level) => level !== '-' && level !== 'W');
  if (!standing.purposeStated && PURPOSE_CLASSES.has(needClass) && field.grain === 'EXACT' && cells.some(opensExactly)) {
    return { reason: 'PURPOSE_REQUIRED', releasedBy: 'YOURSELF' };
  }
  for (const { levels, refusal } of BY_LEVEL) {
    if (cells.some((level) => levels.includes(level) && (field.grain === 'EXACT' ? opensExactly(level) || level === 'O' : true))) return refusal;
  }
  const releasedBy: Releaser = open.length > 0 ? 'NATIONAL_COORDINATOR' : 'NOBODY';
  return { reason: 'NOT_GRANTED', releasedBy };
}

function opensExactly(level: Level): boolean {
  return level === 'F' || level === 'T' || level === 'TE' || level === 'TD' || level === 'B';
}

/**
 * The matrix of grants, read as plainly as a lawyer would read it: may this role read this field of a row of which these facts
 * hold? Knows the cells and nothing else of the policy. A second opinion for tests; never optimised.
 */
import { grants, type Level, type NeedClass, type Reach, type Role } from '#policy';
import type { AnyRecord } from '#record';

const NEEDS_PURPOSE = ['OFFENDER_IDENTITY', 'VICTIM_IDENTITY', 'WHEREABOUTS', 'HEALTH', 'NARRATIVE', 'SOURCE', 'OPERATION', 'JOIN'];
const SAYS_NOTHING_OF_A_CHILD = ['PROFILE', 'ADMINISTRATION', 'STAFF', 'DIRECTORY', 'SEAL'];
const OF_THE_HOUSE = ['STAFF', 'DIRECTORY'];

export interface Facts {
  readonly minor: boolean;
  readonly evidential: boolean;
  /** Whether the row is the viewer's own in that way. */
  reached(reach: Reach): boolean;
}

/** @returns whether the roles together may read the field of such a row: each adds, none takes away, conflicts take all. */
export function mayRead(roles: readonly Role[], purposeStated: boolean, record: AnyRecord, name: string, facts: Facts): boolean {
  return !inConflict(roles) && roles.some((role) => roleMayRead(role, purposeStated, record, name, facts));
}

function roleMayRead(role: Role, purposeStated: boolean, record: AnyRecord, name: string, facts: Facts): boolean {
  const { needClass, options } = record.fields[name]!;
  if (needClass === null) return false;
  const grant = grants[role];
  const grain = options.grain ?? 'EXACT';
  if (NEEDS_PURPOSE.includes(needClass) && grain === 'EXACT' && !purposeStated) return false;
  const only = grant.only?.[needClass];
  if (only && !only.includes(`${record.name}.${name}`)) return false;
  const isChild = record.marks.has('minor') && facts.minor;
  if (grant.childrenOnly && !(record.marks.has('minor') ? isChild : OF_THE_HOUSE.includes(needClass))) return false;
  const own = Object.keys(record.reach).some((reach) => (reach === 'OWN' || grant.reaches.includes(reach as 'CASE')) && reach !== 'GLASS' && facts.reached(reach as Reach));
  const disclosable = record.marks.has('evidential') && facts.evidential;
  if (grant.cells[needClass] === 'B') return record.reach.GLASS !== undefined && facts.reached('GLASS') && (!isChild || childLayerTells(grant.child, grain, true, needClass));
  return cellTells(grant.cells[needClass], grain, own, disclosable) && (!isChild || childLayerTells(grant.child, grain, own, needClass));
}

function cellTells(cell: Level, grain: string, own: boolean, disclosable: boolean): boolean {
  switch (cell) {
    case 'F': return true;
    case 'T': case 'TE': return own;
    case 'TD': return own && disclosable;
    case 'G': return grain === 'GENERALISED';
    case 'GT': return grain === 'GENERALISED' && own;
    case 'P': return grain === 'PSEUDONYM';
    case 'PT': return grain === 'PSEUDONYM' && own;
    default: return false;
  }
}

/** The child layer never opens what the cell does not; here is only what it closes. */
function childLayerTells(layer: Level, grain: string, own: boolean, needClass: NeedClass): boolean {
  const harmless = grain === 'GENERALISED' || (grain === 'EXACT' && SAYS_NOTHING_OF_A_CHILD.includes(needClass));
  switch (layer) {
    case 'F': return true;
    case 'T': return own;
    case 'G': return harmless;
    case 'P': return harmless || grain === 'PSEUDONYM';
    default: return false;
  }
}

/** Rules of separation, in the brief's words: health apart from offenders, audit apart from identity, accounts apart from all. */
export function inConflict(roles: readonly Role[]): boolean {
  const exact = (needClass: NeedClass): boolean => roles.some((role) => ['F', 'T', 'TE', 'TD', 'B'].includes(grants[role].cells[needClass]));
  return (exact('HEALTH') && (exact('OFFENDER_IDENTITY') || exact('OPERATION')))
    || (roles.includes('AUDITOR') && exact('VICTIM_IDENTITY'))
    || (roles.some((role) => grants[role].commands.includes('assignTasking')) && roles.some((role) => grants[role].reaches.length > 0))
    || (roles.includes('ADMINISTRATOR') && roles.some((role) => role !== 'ADMINISTRATOR'));
}

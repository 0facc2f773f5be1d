/**
 * A second opinion on the policy, written as plainly as the law reads: for one viewer and one world in memory, which rows
 * exist, which fields are told, and what the viewer's redacted copy of the world looks like. It reads the cells of `grants` and
 * nothing else of the policy: no compiled rules, no SQL. What it and the door disagree on is a fault of one of them.
 */
import { registry } from '#casework';
import type { Id } from '#kernel';
import { grants, type Level, type NeedClass, type Role, type Viewer } from '#policy';
import { hasColumn, type AnyRecord, type Field } from '#record';

import { rowsOf, type Row, type World } from './worlds.js';

const NEEDS_PURPOSE = ['OFFENDER_IDENTITY', 'VICTIM_IDENTITY', 'WHEREABOUTS', 'HEALTH', 'NARRATIVE', 'SOURCE', 'OPERATION', 'JOIN'];
const SAYS_NOTHING_OF_A_CHILD = ['PROFILE', 'ADMINISTRATION', 'STAFF', 'DIRECTORY'];
const OF_THE_HOUSE = ['STAFF', 'DIRECTORY'];

/** A row as the viewer may know it: told values, and links to and lists of rows that exist for the viewer. */
export type Redacted = Readonly<Record<string, unknown>>;

export class Oracle {
  private readonly reached = new Map<string, boolean>();
  private readonly inScope = new Map<string, boolean>();

  constructor(private readonly world: World, private readonly viewer: Viewer, private readonly now = Date.now()) {}

  /** @returns whether the row exists for the viewer: not sealed, something told of it, and all its ends exist too. */
  exists(record: AnyRecord, row: Row): boolean {
    const known = this.inScope.get(row.id);
    if (known !== undefined) return known;
    const something = Object.entries(record.fields).some(([name, field]) =>
      field.kind !== 'id' && !record.marks.has(name as 'minor') && this.isGranted(record, row, name));
    const answer = row.sealed !== true && something && record.ends.every((end) => this.target(record, row, end) !== null);
    this.inScope.set(row.id, answer);
    return answer;
  }

  /** @returns whether at least one of the viewer's roles may read the field of the row, were the row to exist. */
  isGranted(record: AnyRecord, row: Row, name: string): boolean {
    const field = record.fields[name]!;
    return !inConflict(this.viewer.roles) && this.viewer.roles.some((role) => this.roleMayRead(role, record, row, name, field));
  }

  /** @returns what the viewer may know of the row. */
  redacted(record: AnyRecord, row: Row): Redacted {
    const told: Record<string, unknown> = { id: row.id };
    const withheld: string[] = [];
    for (const [name, field] of Object.entries(record.fields)) {
      if (field.kind === 'id') continue;
      if (!this.isGranted(record, row, name)) {
        withheld.push(name);
        told[name] = null;
      } else if (field.kind === 'one') told[name] = this.target(record, row, name)?.id ?? null;
      else told[name] = hasColumn(field) ? row[name] : this.related(row, field).map(({ id }) => id).sort();
    }
    return { ...told, withheld };
  }

  /** @returns the viewer's redacted copy of a record: its rows that exist, by id. */
  copyOf(record: AnyRecord): Map<Id, Redacted> {
    const rows = rowsOf(this.world, record.name).filter((row) => this.exists(record, row));
    return new Map(rows.sort((one, other) => (one.id < other.id ? -1 : 1)).map((row) => [row.id, this.redacted(record, row)]));
  }

  /** @returns the whole redacted copy as text: equal texts mean that the viewer cannot know the difference. */
  fingerprint(): string {
    return JSON.stringify(registry.records.map((record) => [record.name, [...this.copyOf(record).values()]]));
  }

  private target(record: AnyRecord, row: Row, name: string): Row | null {
    const target = record.fields[name]!.target!();
    const found = this.world.get(target.name)?.get(row[name] as Id);
    return found && this.exists(target, found) ? found : null;
  }

  /** Rows of a relation to many: those that exist, tied by links that exist and whose ends are told. */
  private related(row: Row, field: Field): Row[] {
    const target = field.target!();
    const targets = this.world.get(target.name)!;
    if (field.kind === 'many') {
      return [...targets.values()].filter((other) => other[field.by!] === row.id && this.exists(target, other) && this.isGranted(target, other, field.by!));
    }
    const link = field.link!();
    return rowsOf(this.world, link.name)
      .filter((tie) => tie[field.from!] === row.id && this.exists(link, tie) && this.isGranted(link, tie, field.from!) && this.isGranted(link, tie, field.to!))
      .flatMap((tie) => targets.get(tie[field.to!] as Id) ?? []);
  }

  private roleMayRead(role: Role, record: AnyRecord, row: Row, name: string, { needClass, options }: Field): boolean {
    if (needClass === null) return false;
    const grant = grants[role];
    const grain = options.grain ?? 'EXACT';
    if (NEEDS_PURPOSE.includes(needClass) && grain === 'EXACT' && this.viewer.purpose === null) return false;
    const only = grant.only?.[needClass];
    if (only && !only.includes(`${record.name}.${name}`)) return false;
    if (grant.childrenOnly && !(record.marks.has('minor') ? row.minor === true : OF_THE_HOUSE.includes(needClass))) return false;
    const isChild = record.marks.has('minor') && row.minor === true;
    return this.cellTells(grant.cells[needClass], role, record, row, grain) && (!isChild || this.childLayerTells(grant.child, role, record, row, grain, needClass));
  }

  private cellTells(cell: Level, role: Role, record: AnyRecord, row: Row, grain: string): boolean {
    switch (cell) {
      case 'F': return true;
      case 'T': case 'TE': return this.reaches(role, record, row);
      case 'TD': return this.reaches(role, record, row) && record.marks.has('evidential') && row.evidential === true;
      case 'G': return grain === 'GENERALISED';
      case 'GT': return grain === 'GENERALISED' && this.reaches(role, record, row);
      case 'P': return grain === 'PSEUDONYM';
      case 'PT': return grain === 'PSEUDONYM' && this.reaches(role, record, row);
      default: return false;
    }
  }

  /** The child layer never opens what the cell does not; here is only what it closes. */
  private childLayerTells(layer: Level, role: Role, record: AnyRecord, row: Row, grain: string, needClass: NeedClass): boolean {
    const harmless = grain === 'GENERALISED' || (grain === 'EXACT' && SAYS_NOTHING_OF_A_CHILD.includes(needClass));
    switch (layer) {
      case 'F': return true;
      case 'T': return this.reaches(role, record, row);
      case 'G': return harmless;
      case 'P': return harmless || grain === 'PSEUDONYM';
      default: return false;
    }
  }

  /** @returns whether the row is the role's own: a path from it leads to a live tasking of the viewer, or to the viewer. */
  private reaches(role: Role, record: AnyRecord, row: Row): boolean {
    return Object.entries(record.reach).some(([reach, paths]) => {
      if (reach !== 'OWN' && !grants[role].reaches.includes(reach as 'CASE')) return false;
      const key = `${reach} ${row.id}`;
      const answer = this.reached.get(key) ?? paths.some((path) => this.leadsToViewer(record, row, path === '' ? [] : path.split('.')));
      this.reached.set(key, answer);
      return answer;
    });
  }

  private leadsToViewer(record: AnyRecord, row: Row, [step, ...rest]: readonly string[]): boolean {
    if (step === undefined) {
      if (record.name === 'Officer') return row.id === this.viewer.officer;
      return row.officer === this.viewer.officer && Date.parse(String(row.startsAt)) <= this.now && Date.parse(String(row.endsAt)) > this.now;
    }
    const field = record.fields[step]!;
    const target = field.target!();
    return this.next(row, step, field).some((other) => other.sealed !== true && this.leadsToViewer(target, other, rest));
  }

  private next(row: Row, step: string, field: Field): Row[] {
    const targets = this.world.get(field.target!().name)!;
    if (field.kind === 'one') return [targets.get(row[step] as Id)].filter((found) => found !== undefined);
    if (field.kind === 'many') return [...targets.values()].filter((other) => other[field.by!] === row.id);
    return rowsOf(this.world, field.link!().name).filter((tie) => tie[field.from!] === row.id).flatMap((tie) => targets.get(tie[field.to!] as Id) ?? []);
  }
}

/** Rules of separation, in the brief's words: health apart from offenders, audit apart from identity, accounts apart from all. */
export function inConflict(roles: readonly Role[]): boolean {
  const exact = (needClass: NeedClass): boolean => roles.some((role) => ['F', 'T', 'TE', 'TD'].includes(grants[role].cells[needClass]));
  return (exact('HEALTH') && (exact('OFFENDER_IDENTITY') || exact('OPERATION')))
    || (roles.includes('AUDITOR') && exact('VICTIM_IDENTITY'))
    || (roles.includes('ADMINISTRATOR') && roles.some((role) => role !== 'ADMINISTRATOR'));
}

/**
 * A second opinion on the policy, written as plainly as the law reads: for one viewer and one world in memory, which rows
 * exist, which fields are told, and what the viewer's redacted copy of the world looks like. It asks the cells of the matrix, read
 * naively: no compiled rules, no SQL. What it and the door disagree on is a fault of one of them.
 */
import { registry } from '#casework';
import type { Id } from '#kernel';
import { REACHES, type Reach, type Viewer } from '#policy';
import { hasColumn, type AnyRecord, type Field } from '#record';

import { mayRead } from './cells.js';
import { rowsOf, type Row, type World } from './worlds.js';

/** A row as the viewer may know it: told values, and links to and lists of rows that exist for the viewer. */
export type Redacted = Readonly<Record<string, unknown>>;

const KINDS = new WeakMap<Viewer, Map<string, ReadonlySet<string>>>();

export class Oracle {
  private readonly granted = new Map<Id, ReadonlySet<string>>();
  private readonly inScope = new Map<string, boolean>();

  constructor(private readonly world: World, private readonly viewer: Viewer, private readonly now = Date.now()) {}

  /** @returns whether the row exists for the viewer: not sealed, something told of it, and all its ends exist too. */
  exists(record: AnyRecord, row: Row): boolean {
    const known = this.inScope.get(row.id);
    if (known !== undefined) return known;
    const something = Object.entries(record.fields).some(([name, field]) =>
      field.kind !== 'id' && !record.marks.has(name as 'minor') && this.isGranted(record, row, name));
    const sealedWith = record.sealedWith.some((link) => this.world.get(record.fields[link]!.target!().name)?.get(row[link] as Id)?.sealed === true);
    const answer = row.sealed !== true && !sealedWith && something && record.ends.every((end) => this.target(record, row, end) !== null);
    this.inScope.set(row.id, answer);
    return answer;
  }

  /** @returns whether at least one of the viewer's roles may read the field of the row, were the row to exist. */
  isGranted(record: AnyRecord, row: Row, name: string): boolean {
    return this.grantedOf(record, row).has(name);
  }

  /** The fields granted of a row. Rows of a record of which the same facts hold are treated alike, so each kind is worked out once. */
  private grantedOf(record: AnyRecord, row: Row): ReadonlySet<string> {
    const own = this.granted.get(row.id);
    if (own) return own;
    const { roles, purpose } = this.viewer;
    const reached = REACHES.filter((reach) => this.reaches(reach, record, row));
    const facts = { minor: row.minor === true, evidential: row.evidential === true, reached: (reach: Reach): boolean => reached.includes(reach) };
    const kind = [record.name, facts.minor, facts.evidential, ...reached].join(' ');
    const kinds = KINDS.get(this.viewer) ?? new Map<string, ReadonlySet<string>>();
    KINDS.set(this.viewer, kinds);
    const fields = kinds.get(kind) ?? new Set(Object.keys(record.fields).filter((field) => mayRead(roles, purpose !== null, record, field, facts)));
    kinds.set(kind, fields);
    this.granted.set(row.id, fields);
    return fields;
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

  /** @returns whether a path from the row leads to a live tasking of the viewer, or to the viewer. */
  private reaches(reach: Reach, record: AnyRecord, row: Row): boolean {
    return (record.reach[reach] ?? []).some((path) => this.leadsToViewer(record, row, path === '' ? [] : path.split('.')));
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

/**
 * Twins of a world: worlds that differ from it only in what one viewer may not see. Everything hidden is changed, moved,
 * added or taken away as far as the viewer's redacted copy, worked out by the oracle, stays the same.
 */
import { registry } from '#casework';
import type { Id } from '#kernel';
import type { Viewer } from '#policy';
import { hasColumn, type AnyRecord } from '#record';

import { Dice } from './dice.js';
import { Oracle } from './oracle.js';
import { rowsOf, someRow, Values, type Row, type World } from './worlds.js';

/** A change of the world that can be taken back. */
interface Step {
  do(): void;
  undo(): void;
}

export interface Twin {
  readonly world: World;
  /** How many changes were kept. */
  readonly changes: number;
}

function copyOf(world: World): World {
  return new Map([...world].map(([name, rows]) => [name, new Map([...rows].map(([id, row]) => [id, { ...row }]))]));
}

/** Applies the steps, but for those without which alone the redacted copy would stay as it is. */
class Keeper {
  kept = 0;
  private readonly before: string;

  constructor(private readonly world: World, private readonly viewer: Viewer) {
    this.before = new Oracle(world, viewer).fingerprint();
  }

  take(steps: readonly Step[]): void {
    if (steps.length === 0) return;
    for (const step of steps) step.do();
    if (new Oracle(this.world, this.viewer).fingerprint() === this.before) {
      this.kept += steps.length;
      return;
    }
    for (const step of [...steps].reverse()) step.undo();
    if (steps.length === 1) return;
    this.take(steps.slice(0, steps.length / 2));
    this.take(steps.slice(steps.length / 2));
  }
}

function setting(row: Row, name: string, value: unknown): Step {
  const before = row[name];
  return { do: () => { row[name] = value; }, undo: () => { row[name] = before; } };
}

/** World B: hidden values changed, hidden links and marks turned, hidden rows added. */
export function changedTwin(original: World, viewer: Viewer, seed: number): Twin {
  const world = copyOf(original);
  const keeper = new Keeper(world, viewer);
  const dice = new Dice(seed);
  const values = new Values(dice, `B${seed}x`);
  const oracle = new Oracle(original, viewer);
  const plain: Step[] = [];
  const bold: Step[] = [];
  for (const record of registry.records) {
    for (const row of rowsOf(world, record.name)) {
      const hidden = !oracle.exists(record, row);
      for (const [name, field] of Object.entries(record.fields)) {
        if (!hasColumn(field) || field.kind === 'id') continue;
        const told = !hidden && oracle.isGranted(record, row, name);
        if (record.marks.has(name as 'minor')) {
          if (!told && dice.chance(0.4)) bold.push(setting(row, name, row[name] !== true));
        } else if (field.kind === 'one') {
          // A told link to a row that does not exist for the viewer is as hidden as that row.
          const target = field.target!();
          const far = original.get(target.name)?.get(row[name] as Id);
          const open = told && far !== undefined && oracle.exists(target, far);
          if (!open && !isUnique(record, name) && dice.chance(0.3)) bold.push(setting(row, name, otherEnd(world, record, name, dice)));
        } else if (!told) (record.name === 'Tasking' ? bold : plain).push(setting(row, name, values.of(field)));
      }
    }
  }
  keeper.take(plain);
  keeper.take(shuffled(bold, dice).slice(0, 30));
  for (const record of registry.records) keeper.take(newcomers(world, record, values));
  return { world, changes: keeper.kept };
}

/** World C: what is hidden does not exist, as far as what is seen can stand without it. */
export function emptiedTwin(original: World, viewer: Viewer): Twin {
  const world = copyOf(original);
  const keeper = new Keeper(world, viewer);
  const oracle = new Oracle(original, viewer);
  // Rows that point elsewhere go before the rows they point to.
  for (const record of [...registry.records].reverse()) {
    const hidden = rowsOf(world, record.name).filter((row) => !oracle.exists(record, row));
    keeper.take(hidden.flatMap((row) => removal(world, record, row) ?? []));
    keeper.take(rowsOf(world, record.name).flatMap((row) => Object.entries(record.fields)
      .filter(([, field]) => field.kind !== 'id' && hasColumn(field) && field.options.required !== true)
      .filter(([name]) => row[name] !== null && !oracle.isGranted(record, row, name))
      .map(([name]) => setting(row, name, null))));
  }
  return { world, changes: keeper.kept };
}

/** @returns the step that takes the row away and clears what points to it; null where something must point to it. */
function removal(world: World, { name }: AnyRecord, row: Row): Step | null {
  const clear: Step[] = [];
  for (const record of registry.records) {
    for (const [link, field] of Object.entries(record.fields)) {
      if (field.kind !== 'one' || field.target!().name !== name) continue;
      const pointing = rowsOf(world, record.name).filter((other) => other[link] === row.id);
      if (pointing.length > 0 && field.options.required) return null;
      clear.push(...pointing.map((other) => setting(other, link, null)));
    }
  }
  const rows = world.get(name)!;
  return {
    do: () => { clear.forEach((step) => step.do()); rows.delete(row.id); },
    undo: () => { rows.set(row.id, row); clear.forEach((step) => step.undo()); },
  };
}

/** Rows nobody had: each tied to rows at random, some of them sealed. Those that the viewer would see are not kept. */
function newcomers(world: World, record: AnyRecord, values: Values): Step[] {
  const { dice } = values;
  if (record.unique.length > 0) return [];
  return Array.from({ length: 4 }, () => {
    const ends = Object.entries(record.fields).filter(([, field]) => field.kind === 'one').map(([name]): [string, Id | null] => [name, otherEnd(world, record, name, dice)]);
    const row = someRow(record, values, { ...Object.fromEntries(ends), ...(record.marks.has('sealed') && { sealed: dice.chance(0.7) }) });
    if (record.name === 'Tasking') Object.assign(row, dice.pick([{ victim: null, offender: null }, { case: null, offender: null }, { case: null, victim: null }]));
    const rows = world.get(record.name)!;
    return { do: () => { rows.set(row.id, row); }, undo: () => { rows.delete(row.id); } };
  });
}

function otherEnd(world: World, record: AnyRecord, name: string, dice: Dice): Id | null {
  const { target, options } = record.fields[name]!;
  if (options.required !== true && dice.chance(0.2)) return null;
  return dice.pick(rowsOf(world, target!().name)).id;
}

function isUnique(record: AnyRecord, name: string): boolean {
  return record.unique.some((names) => names.includes(name));
}

function shuffled<T>(list: readonly T[], dice: Dice): T[] {
  return dice.some(list, list.length);
}

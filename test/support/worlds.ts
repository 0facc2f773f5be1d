/**
 * A synthetic world in memory: people who do not exist, of every kind that a rule speaks of. Fields are filled from their
 * declarations, so that a field added tomorrow has values too; every text carries a canary that occurs nowhere else, so
 * that any text in any answer tells which cell it came from.
 */
import { registry } from '#casework';
import type { Id } from '#kernel';
import { hasColumn, type AnyRecord, type Field } from '#record';

import { Dice } from './dice.js';

/** Columns by field name; links hold ids. */
export type Row = Record<string, unknown> & { id: Id };
export type World = Map<string, Map<Id, Row>>;

const SURNAMES = ['Əliyeva', 'Məmmədov', 'Hüseynova', 'İsmayılov', 'Quliyeva', 'Ibadov', 'Çələbi', 'Şahin', 'Xəlilova', 'Zeynal', 'Aslan', 'Öztürk'];
const DAY = 86_400_000;
/** The same for every world of one run, and far from the edges of taskings. */
const TODAY = Math.floor(Date.now() / DAY) * DAY;
const at = (days: number): string => new Date(TODAY + days * DAY).toISOString();

export const PLENTY = { agencies: 5, officers: 12, cases: 10, people: 50, crimes: 25, victims: 40, offenders: 30 } as const;

/** @returns the rows of a record. */
export function rowsOf(world: World, record: string): Row[] {
  return [...(world.get(record)?.values() ?? [])];
}

/** Makes values for fields. Each text has a canary: `CNRY-` and a number never given before by the same maker. */
export class Values {
  private canaries = 0;

  constructor(readonly dice: Dice, private readonly mark: string) {}

  /** @returns a value that the column accepts; null now and then where null is allowed. */
  of(field: Field): unknown {
    const { dice } = this;
    if (field.options.required !== true && dice.chance(0.15)) return null;
    switch (field.kind) {
      case 'text': return this.text(field.options.max ?? 200);
      case 'code': return dice.pick(field.list?.values ?? []);
      case 'codes': return dice.some(field.list?.values ?? [], 1 + dice.below(3));
      case 'partialDate': return dice.pick(['2019', '2020', '2020-03', '2020-03-07', '2021-11', '2021-11-30', '2018/2021', '2022-06-01']);
      case 'timestamp': return new Date(TODAY - dice.below(900) * DAY - dice.below(DAY)).toISOString();
      case 'integer': return dice.below(200);
      case 'boolean': return dice.chance(0.4);
      default: return null;
    }
  }

  private text(max: number): string {
    const canary = `CNRY-${this.mark}${this.canaries++}`;
    return max < 40 ? canary : `${this.dice.pick(SURNAMES)} ${canary}`;
  }
}

/** @returns a row of the record with random values; links and marks as given, otherwise none. */
export function someRow(record: AnyRecord, values: Values, given: Record<string, unknown> = {}): Row {
  const row: Row = { id: values.dice.id() };
  for (const [name, field] of Object.entries(record.fields)) {
    if (field.kind === 'id' || !hasColumn(field)) continue;
    row[name] = record.marks.has(name as 'minor') ? false : values.of(field);
  }
  return { ...row, ...given };
}

/** @returns a world that the seed decides. */
export function makeWorld(seed: number, size: typeof PLENTY = PLENTY): World {
  const dice = new Dice(seed);
  const values = new Values(dice, 'A');
  const world: World = new Map(registry.records.map(({ name }) => [name, new Map<Id, Row>()]));
  const add = (record: string, given: Record<string, unknown>): Row => {
    const row = someRow(registry.record(record), values, given);
    world.get(record)?.set(row.id, row);
    return row;
  };
  const many = (count: number, make: (index: number) => Row): Row[] => Array.from({ length: count }, (_, index) => make(index));
  const maybe = (rows: readonly Row[], chance: number): Id | null => (dice.chance(chance) ? dice.pick(rows).id : null);
  /** The first of a kind are plain, so that there is always something to see; then come the sealed ones. */
  const marks = (index: number, seals: number): object => ({ sealed: index >= 3 && index < 3 + seals, evidential: dice.chance(0.5) });

  const agencies = many(size.agencies, () => add('Agency', {}));
  const officers = many(size.officers, () => add('Officer', { agency: dice.pick(agencies).id, active: true }));
  const people = many(size.people, (index) => add('Person', { sealed: index >= 3 && index < 7 }));
  const cases = many(size.cases, (index) => add('Case', { agency: maybe(agencies, 0.8), ...marks(index, 2) }));
  const crimes = many(size.crimes, (index) => add('Crime', { case: maybe(cases, 0.85), ...marks(index, 3) }));
  const victims = many(size.victims, (index) => {
    const minor = index % 5 === 1 || index % 7 === 3;
    return add('Victim', { person: dice.pick(people).id, minor, majority: minor ? dice.pick(['Minor', null]) : 'Adult', ...marks(index, 3) });
  });
  const offenders = many(size.offenders, (index) => add('Offender', { person: maybe(people, 0.8), minor: index % 6 === 2, ...marks(index, 3) }));
  const link = (record: string, one: string, ones: readonly Row[], other: string, others: readonly Row[], most: number): void => {
    for (const { id } of ones) {
      for (const end of dice.some(others, dice.below(most + 1))) add(record, { [one]: id, [other]: end.id });
    }
  };
  link('VictimInvolvement', 'victim', victims, 'crime', crimes, 3);
  link('OffenderInvolvement', 'offender', offenders, 'crime', crimes, 3);
  link('VictimOffenderRelation', 'victim', victims, 'offender', offenders, 2);
  link('CrimeInCase', 'crime', crimes, 'case', cases, 1);
  link('Charge', 'offender', offenders, 'case', cases, 2);
  for (const charge of rowsOf(world, 'Charge')) if (dice.chance(0.6)) add('Verdict', { charge: charge.id, court: maybe(agencies, 0.7) });
  link('StatusDecision', 'victim', victims, 'decidedBy', officers, 2);
  for (const officer of officers.slice(0, size.officers - 2)) {
    const task = (on: object, from: number, until: number): Row => add('Tasking', {
      officer: officer.id, case: null, victim: null, offender: null, ...on, startsAt: at(from), endsAt: at(until), assignedBy: maybe(officers, 0.7),
    });
    for (const { id } of dice.some(cases, 3)) task({ case: id }, -30, 30);
    for (const { id } of dice.some(victims, 4)) task({ victim: id }, -20, 20);
    for (const { id } of dice.some(offenders, 3)) task({ offender: id }, -20, 20);
    task({ case: dice.pick(cases).id }, -40, -10); // ended
    task({ victim: dice.pick(victims).id }, 10, 40); // not yet begun
    task({ offender: dice.pick(offenders).id }, -40, -1);
  }
  for (const officer of officers.slice(0, 4)) {
    const open = (from: number, until: number): Row => add('EmergencyOpening', {
      officer: officer.id, victim: dice.pick(victims).id, startsAt: at(from), endsAt: at(until), reviewedBy: maybe(officers, 0.3),
    });
    open(-1, 2); // live
    open(-9, -8); // over
  }
  return world;
}

/**
 * Random valid questions over the real schema: what a curious client could send. Every operator, nested relations, aliases,
 * fragments, directives, orders and pages; filters on fields the viewer may never read too, now and then.
 */
import { registry } from '#casework';
import { enumName, type Id } from '#kernel';
import { isSortable, operatorsOf, snake, type AnyRecord, type Field, type Operator } from '#record';
import fc from 'fast-check';

import { Dice } from './dice.js';
import { rowsOf, type World } from './worlds.js';

export interface Question {
  readonly text: string;
  /** One page of the question takes `$after`, and selects its `endCursor` as `follow`. */
  readonly follows: boolean;
}

/** Names of the root fields by record. */
const ROOTS = [
  ['Agency', 'agency', 'agencies'], ['Officer', 'officer', 'officers'], ['Case', 'case', 'cases'], ['Crime', 'crime', 'crimes'], ['Victim', 'victim', 'victims'],
  ['Offender', 'offender', 'offenders'], ['Person', 'person', 'people'], ['Charge', 'charge', 'charges'], ['Verdict', 'verdict', 'verdicts'],
  ['StatusDecision', 'statusDecision', 'statusDecisions'], ['Tasking', 'tasking', 'taskings'],
] as const;

export interface Curiosity {
  /** Worlds that ids and operands are taken from: what is hidden in either is asked about too. */
  readonly worlds: readonly World[];
  /** Whether the viewer is told the field on any row; most questions keep to those, so that most are answered. */
  readonly isTold: (record: string, field: string) => boolean;
  readonly boldness: number;
}

/** @returns an arbitrary of questions. A question is decided by one number, which a failure names. */
export function questions(curiosity: Curiosity): fc.Arbitrary<Question> {
  return fc.integer().map((seed) => new Asker(curiosity, new Dice(seed)).question());
}

class Asker {
  private readonly fragments: string[] = [];
  private names = 0;
  private follows = false;

  constructor(private readonly curiosity: Curiosity, private readonly dice: Dice) {}

  question(): Question {
    const { dice } = this;
    const likely = ROOTS.filter(([record]) => Object.keys(registry.record(record).fields).some((field) => this.curiosity.isTold(record, field)));
    const [name, one, many] = dice.pick(likely.length > 0 && dice.chance(0.95) ? likely : ROOTS);
    const record = registry.record(name);
    const body = dice.chance(0.3)
      ? `one: ${one}(id: "${this.someId(record)}") ${this.selection(record, 0)}`
      : `page: ${many}${this.page(record, 0)}`;
    const head = `query Q($after: String, $yes: Boolean = true) `;
    const used = `unused: __typename @include(if: $yes)${this.follows ? '' : ' agencies(first: 1, after: $after) { __typename }'}`;
    return { text: `${head}{ ${body} ${used} } ${this.fragments.join(' ')}`, follows: this.follows };
  }

  /** @returns arguments and selection of a page. */
  private page(record: AnyRecord, depth: number): string {
    const { dice } = this;
    const given = [`first: ${dice.chance(0.02) ? 200 : 1 + dice.below(depth === 0 ? 12 : 4)}`];
    if (dice.chance(depth === 0 ? 0.6 : 0.25)) given.push(`filter: ${this.filter(record, 0)}`);
    const sortable = Object.entries(record.fields).filter(([name, field]) => isSortable(field) && this.mayAsk(record, name));
    if (sortable.length > 0 && dice.chance(0.5)) given.push(`orderBy: ${snake(dice.pick(sortable)[0]).toUpperCase()}_${dice.pick(['ASC', 'DESC'])}`);
    const follow = !this.follows && dice.chance(0.3);
    if (follow) {
      this.follows = true;
      given.push('after: $after');
    }
    const parts = [
      ...(dice.chance(0.5) ? ['totalCount'] : []),
      ...(follow ? ['pageInfo { follow: endCursor hasNextPage hasPreviousPage }'] : dice.chance(0.3) ? ['pageInfo { hasNextPage startCursor endCursor }'] : []),
      `edges { ${dice.chance(0.2) ? 'cursor ' : ''}node ${this.selection(record, depth)} }`,
    ];
    return `(${given.join(', ')}) { ${parts.join(' ')} }`;
  }

  private selection(record: AnyRecord, depth: number): string {
    const { dice } = this;
    const parts = [...(dice.chance(0.8) ? ['id'] : []), ...(dice.chance(0.15) ? ['withheld { field reason releasedBy }'] : []), ...(dice.chance(0.15) ? ['revision'] : [])];
    const fields = Object.entries(record.fields).filter(([name]) => this.mayAsk(record, name) || dice.chance(0.1));
    for (const [name, field] of dice.some(fields, 1 + dice.below(6 - depth))) {
      const key = dice.chance(0.25) ? `a${this.names++}: ` : '';
      if (!field.target) parts.push(`${key}${name}`);
      else if (depth < 4) parts.push(this.related(key, name, field, depth));
    }
    if (parts.length === 0) parts.push('__typename');
    if (dice.chance(0.12)) {
      const fragment = `F${this.names++}`;
      this.fragments.push(`fragment ${fragment} on ${record.name} { ${parts.join(' ')} }`);
      return `{ ...${fragment} }`;
    }
    return dice.chance(0.1) ? `{ ... on ${record.name} @skip(if: false) { ${parts.join(' ')} } __typename }` : `{ ${parts.join(' ')} }`;
  }

  private related(key: string, name: string, field: Field, depth: number): string {
    const target = field.target!();
    return field.kind === 'one' ? `${key}${name} ${this.selection(target, depth + 1)}` : `${key}${name}${this.page(target, depth + 1)}`;
  }

  private filter(record: AnyRecord, depth: number): string {
    const { dice } = this;
    const roll = depth < 3 ? dice.next() : 1;
    if (roll < 0.1) return `{ not: ${this.filter(record, depth + 1)} }`;
    if (roll < 0.25) return `{ ${dice.pick(['and', 'or'])}: [${Array.from({ length: 1 + dice.below(3) }, () => this.filter(record, depth + 1)).join(', ')}] }`;
    const fields = Object.entries(record.fields).filter(([name, field]) => operatorsOf(field) && (this.mayAsk(record, name) || dice.chance(this.curiosity.boldness)));
    const chosen = fields.length > 0 ? dice.some(fields, dice.chance(0.8) ? 1 : 2) : [['id', record.fields.id!] as const];
    return `{ ${chosen.map(([name, field]) => `${name}: { ${this.test(record, name, field)} }`).join(', ')} }`;
  }

  private test(record: AnyRecord, name: string, field: Field): string {
    const { dice } = this;
    const operator: Operator = dice.pick(operatorsOf(field)!);
    if (operator === 'isNull') return `isNull: ${dice.chance(0.5)}`;
    const list = operator === 'in' || operator === 'hasAny';
    const operands = Array.from({ length: list ? dice.below(4) : 1 }, () => this.operand(record, name, field, operator));
    return `${operator}: ${list ? `[${operands.join(', ')}]` : operands[0]!}`;
  }

  private operand(record: AnyRecord, name: string, field: Field, operator: Operator): string {
    const { dice } = this;
    if (field.kind === 'one') return `"${this.someId(field.target!())}"`;
    if (field.kind === 'id') return `"${this.someId(record)}"`;
    const rows = this.curiosity.worlds.flatMap((world) => rowsOf(world, record.name));
    const value = dice.pick(rows.map((row) => row[name] as string | number | boolean | string[] | null).filter((one) => one !== null));
    if (typeof value === 'object') return enumName(dice.pick(value));
    if (field.kind === 'code') return enumName(String(value));
    if (field.kind === 'text' && operator === 'startsWith') return JSON.stringify(String(value).slice(0, 1 + dice.below(4)));
    if (field.kind === 'text' && operator === 'contains') return JSON.stringify(dice.chance(0.5) ? String(value).slice(2, 5).toLowerCase() : String(value).split('CNRY-')[1]);
    return JSON.stringify(value);
  }

  private someId(record: AnyRecord): Id {
    const rows = this.curiosity.worlds.flatMap((world) => rowsOf(world, record.name));
    return this.dice.chance(0.97) ? this.dice.pick(rows).id : this.dice.id();
  }

  private mayAsk(record: AnyRecord, name: string): boolean {
    return name === 'id' || this.curiosity.isTold(record.name, name);
  }
}

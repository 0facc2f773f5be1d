/** Every rule can fail: for each a small source that breaks it, and one beside it that does not. */
import { listedRecords, namedDecisions, RULES, type Rule } from './rules.js';
import { sourceOf } from './source.js';

type Sample = readonly [path: string, text: string];
const lines = (many: number): string => 'export {};\n'.repeat(many);
const machinePath = ['', 'home', 'somebody', 'house'].join('/');
const innerHost = ['packages', 'corp'].join('.');
const later = ['TO', 'DO'].join('');

const SAMPLES: readonly { readonly rule: string; readonly broken: readonly Sample[]; readonly kept: readonly Sample[] }[] = [
  {
    rule: 'directions',
    broken: [
      ['libs/kernel/src/id.ts', "import { Registry } from '#record';"],
      ['libs/linkage/src/paths.ts', "import { count } from '#statistics';"],
      ['libs/statistics/src/gate.ts', "export * from '#exchange';"],
      ['libs/record/src/record.ts', "const { door } = await import('#disclosure');"],
      ['libs/unheard-of/src/index.ts', "import { say } from '#kernel';"],
      ['apps/verifier/src/main.ts', "import { entryBody } from '#audit';"],
      ['migrations/Migration1.ts', "import { Victim } from '#casework';"],
    ],
    kept: [['libs/casework/src/queries.ts', "import { recordQueries } from '#disclosure';"], ['apps/api/src/main.ts', "import { assemble } from '#assembly';"]],
  },
  {
    rule: 'front doors',
    broken: [
      ['libs/casework/src/queries.ts', "import { mask } from '../../disclosure/src/plan/masks.js';"],
      ['libs/audit/src/chain.ts', "import { main } from '../../../apps/api/src/main.js';"],
      ['apps/api/src/main.ts', "import { demo } from '../../console/src/demo.js';"],
      ['test/attack/filter.spec.ts', "import { mask } from '../../libs/disclosure/src/plan/masks.js';"],
    ],
    kept: [
      ['libs/audit/src/audit-lane.spec.ts', "import { freshDatabase } from '../../../test/support/database.js';"],
      ['libs/persistence/src/migrations.ts', "import { MIGRATIONS } from '../../../migrations/index.js';"],
    ],
  },
  {
    rule: 'suffixes',
    broken: [
      ['libs/casework/src/case/case.record.ts', "import { CaseCommands } from './case.commands.js';"],
      ['libs/casework/src/case/case.rules.ts', "import { Change } from '#change';"],
      ['libs/casework/src/case/case.resolver.ts', "import { Pool } from 'pg';"],
      ['libs/casework/src/case/case.resolver.ts', "import { EntityManager } from '@mikro-orm/core';"],
    ],
    kept: [['libs/casework/src/case/case.rules.ts', "import type { CaseStage } from '../codes/index.js';"]],
  },
  {
    rule: 'writers',
    broken: [['libs/casework/src/case/case.resolver.ts', 'export class Cases { constructor(readonly em: EntityManager) {} }']],
    kept: [['libs/casework/src/case/case.commands.ts', 'export let em: EntityManager;'], ['libs/casework/src/case/case.ts', '// no EntityManager here']],
  },
  {
    rule: 'one question',
    broken: [['libs/disclosure/src/plan/masks.ts', "import { subject } from '@casl/ability';"]],
    kept: [['libs/policy/src/policy-book.ts', "import { subject } from '@casl/ability';"]],
  },
  {
    rule: 'one door',
    broken: [
      ['libs/exchange/src/export.ts', "export const sql = 'select * from records.victim';"],
      ['libs/exchange/src/export.ts', 'export const sql = `select * from records.${table} where id = $1`;'],
      ['apps/api/src/main.ts', 'export const sql = `select 1 from x join "records"."victim" v on true`;'],
      ['libs/linkage/src/paths.ts', "export const sql = `select * from ${'records'}.victim`;"],
    ],
    kept: [['libs/disclosure/src/plan/compile.ts', "export const sql = 'select id from records.victim';"], ['libs/audit/src/lane.ts', "export const sql = 'select from audit.lane';"]],
  },
  {
    rule: 'names',
    broken: [
      ['libs/kernel/src/string-utils.ts', ''], ['libs/common/src/index.ts', ''], ['libs/kernel/src/id.ts', 'export class IdManager {}'],
      ['libs/kernel/src/id.ts', 'export function parse(baseId: string): string { return baseId; }'],
    ],
    kept: [['libs/persistence/src/database.ts', 'export const databaseUrl = "";']],
  },
  { rule: 'size', broken: [['libs/kernel/src/id.ts', lines(301)]], kept: [['libs/kernel/src/id.ts', lines(300)]] },
  { rule: 'nothing put off', broken: [['README.md', `${later}: write it`]], kept: [['README.md', 'What to do first']] },
  {
    rule: 'no console',
    broken: [['libs/audit/src/lane.ts', "console.log('here');"]],
    kept: [['apps/console/src/main.ts', "console.log('here');"], ['libs/audit/src/lane.ts', '// never console.log(entry)']],
  },
  {
    rule: 'no machine',
    broken: [['README.md', `see ${machinePath}`], ['package.json', `{"registry": "https://${innerHost}/"}`]],
    kept: [['README.md', 'see https://example.org/home/page'], ['apps/api/src/a.ts', "import './home/page.js';"]],
  },
  {
    rule: 'locks are listed',
    broken: [
      ['libs/audit/src/lane.ts', "const LOCK = 7_161_999;"],
      ['libs/audit/src/lane.ts', "const TEXT = 'select pg_advisory_xact_lock(hashtextextended($1, 42001))';"],
      ['libs/audit/src/lane.ts', "const TEXT = 'select pg_try_advisory_lock(42001)';"],
    ],
    kept: [['libs/audit/src/lane.ts', "const TEXT = `select pg_advisory_lock(${ADVISORY_LOCK.ERASING}), pg_advisory_unlock($1)`;"]],
  },
];

describe('each architecture rule', () => {
  it('has a sample', () => expect(SAMPLES.map(({ rule }) => rule)).toEqual(RULES.map(({ name }) => name)));

  it.each(SAMPLES)('can fail, and says why: $rule', ({ rule, broken, kept }) => {
    const { faults, why } = RULES.find(({ name }) => name === rule) as Rule;
    expect(why).toMatch(/^[A-Z].{20,}\.$/);
    for (const [path, text] of broken) expect([path, text, faults(sourceOf(path, text)).length]).toEqual([path, text, 1]);
    for (const [path, text] of kept) expect([path, text, faults(sourceOf(path, text))]).toEqual([path, text, []]);
  });

  it('finds a decision that is named and not there', () => {
    const { faults } = namedDecisions((beginning) => 'libs/wall/decisions/0001-signed-transactions.md'.startsWith(beginning));
    const named = (page: string): readonly string[] => faults(sourceOf('libs/wall/src/wall.ts', `/** Why: ${page} */`));
    expect(['decisions', 'libs/wall/decisions'].flatMap((folder) => named(`${folder}/0001-signed-transactions.md`))).toEqual([]);
    for (const folder of ['decisions', 'libs/vault/decisions']) expect(named(`${folder}/0002-tickets.md`)).toEqual([`names ${folder}/0002-tickets, which is not there`]);
  });

  it('finds a record that is not in the registry', () => {
    const { faults } = listedRecords((name) => name === 'Victim');
    const file = (name: string) => sourceOf('libs/casework/src/x/x.record.ts', `export const X = defineRecord(\n  '${name}', words, {}, {});`);
    expect(faults(file('Ghost'))).toEqual(['Ghost is not in the registry']);
    expect(faults(file('Victim'))).toEqual([]);
  });
});

/** What is derived and committed says what the declarations say now; and deriving is the same every time. */
import { registry } from '#casework';
import { say } from '#kernel';
import { ROLE_ORDER } from '#policy';
import { schemaChange } from '#persistence';
import { buildSchema } from 'graphql';

import { derivedFiles, outdatedFiles } from './derived.js';
import { glossary } from './glossary.js';
import { table } from './markdown.js';
import { outcomeSigns, shortRoles } from './outcome-signs.js';

describe('derived files', () => {
  it('are up to date: else run "npm run sync" and read the difference', async () => expect(await outdatedFiles()).toEqual([]));

  it('hold every declared field in a migration: else run "npm run sync -- <name>"', async () => expect(await schemaChange(registry.entities())).toBeUndefined());

  it('come out the same twice', async () => {
    expect([...await derivedFiles()]).toEqual([...await derivedFiles()]);
  });

  it('give a schema that graphql-js reads, every question and command of it described', async () => {
    const schema = buildSchema((await derivedFiles()).get('schema/api.graphql') ?? '');
    expect(schema.getType('Victim')?.description).toMatch(/exploited/);
    const plain = [schema.getQueryType(), schema.getMutationType()].flatMap((type) => Object.values(type?.getFields() ?? {})).filter(({ description }) => !description).map(({ name }) => name);
    expect(plain).toEqual([]);
  });
});

describe('the matrix of fields', () => {
  const signs = (role: (typeof ROLE_ORDER)[number], field: string) => outcomeSigns(registry.policy, role, 'Victim', field);

  it('says in signs what the policy answers', () => {
    expect(signs('ANALYST', 'status')).toBe('●');
    expect(signs('ANALYST', 'familyName')).toBe('–');
    expect(signs('ANALYST', 'pseudonym')).toBe('adults');
    expect(signs('INVESTIGATOR', 'familyName')).toBe('case/client*');
    expect(signs('PROSECUTOR', 'account')).toBe('case+court*');
    expect(signs('COMMISSION_ON_MINORS', 'familyName')).toBe('child+client*');
  });

  it('names each role shortly and differently', () => {
    expect(new Set(shortRoles().values()).size).toBe(ROLE_ORDER.length);
    expect(() => shortRoles(['AUDITOR', 'AUD' as 'JUDGE'])).toThrow('same short name');
  });

  it('keeps a text within its cell', () => expect(table(['a'], [['x | y\nz']])[2]).toBe('| x \\| y z |'));
});

describe('the glossary', () => {
  it('holds every record, field and role in both languages', () => {
    const text = glossary(registry);
    for (const { name, words, fields } of registry.records) {
      expect(text).toContain(`| \`${name}\` | ${words.en} | ${words.az} |`);
      for (const [field, { words: told }] of Object.entries(fields)) expect(text).toContain(`| \`${field}\` | ${told.en} | ${told.az} |`);
    }
    for (const role of ROLE_ORDER) expect(text).toContain(`| \`${role}\` |`);
  });

  it('refuses a retired word that comes back', () => {
    const retired = [{ word: 'FamilyName', instead: 'surname', why: say('because', 'çünki') }];
    expect(() => glossary(registry, retired)).toThrow('"FamilyName" is retired: say surname');
  });
});

/** The product's words in English and Azerbaijani, gathered from where they are declared: `schema/glossary.md`. */
import * as casework from '#casework';
import * as identity from '#identity';
import * as kernel from '#kernel';
import { isCodeList, type CodeList } from '#kernel';
import { NEED_CLASSES, ROLES } from '#policy';
import type { AnyRecord, Registry } from '#record';

import { table } from './markdown.js';
import { RETIRED_WORDS, type RetiredWord } from './retired-words.js';

const LANGUAGES = ['English', 'Azərbaycanca'];

/**
 * @returns the text of `schema/glossary.md`.
 * @throws Error when a retired word is the name of a record, field or code list again, or two code lists share a name.
 */
export function glossary({ records }: Registry, retired: readonly RetiredWord[] = RETIRED_WORDS): string {
  const lists = codeLists(records);
  refuseRetired(retired, [...records.flatMap(({ name, fields }) => [name, ...Object.keys(fields)]), ...lists.map(({ name }) => name)]);
  return [
    '# Glossary · Lüğət', '',
    'Written by `npm run sync` from the declarations. Do not edit.', '',
    '## Records · Qeydlər', '',
    ...table(['Name', ...LANGUAGES], records.map(({ name, words }) => [`\`${name}\``, words.en, words.az])), '',
    '## Fields · Sahələr', '',
    ...records.flatMap(fieldsOf),
    '## Code lists · Kod siyahıları', '',
    ...lists.flatMap(valuesOf),
    '## Roles · Rollar', '',
    ...table(['Role', ...LANGUAGES], Object.entries(ROLES).map(([name, words]) => [`\`${name}\``, words.en, words.az])), '',
    '## Need classes · Məlumat sinifləri', '',
    ...table(['Class', ...LANGUAGES], Object.entries(NEED_CLASSES).map(([name, words]) => [`\`${name}\``, words.en, words.az])), '',
    '## Retired words · İşlədilməyən sözlər', '',
    ...table(['Word', 'Instead', ...LANGUAGES], retired.map(({ word, instead, why }) => [`\`${word}\``, instead, why.en, why.az])), '',
  ].join('\n');
}

function fieldsOf({ name, fields }: AnyRecord): string[] {
  const rows = Object.entries(fields).map(([field, { words, needClass, list }]) => [
    `\`${field}\``, words.en, words.az, needClass ?? 'ID', list ? `[${list.name}](#${list.name.toLowerCase()})` : '',
  ]);
  return [`### ${name}`, '', ...table(['Field', ...LANGUAGES, 'Need class', 'Code list'], rows), ''];
}

function valuesOf({ name, words, source, values, labels }: CodeList): string[] {
  const rows = values.map((value) => [`\`${value}\``, labels[value]?.en ?? '', labels[value]?.az ?? '']);
  return [`### ${name}`, '', `${words.en} · ${words.az}. Source: ${source}.`, '', ...table(['Value', ...LANGUAGES], rows), ''];
}

/** Code lists of fields, and those the libraries offer for other uses (exchange, purposes). In the order of their names. */
function codeLists(records: readonly AnyRecord[]): readonly CodeList[] {
  const used = records.flatMap(({ fields }) => Object.values(fields).flatMap(({ list }) => (list ? [list] : [])));
  const offered = [kernel, identity, casework].flatMap((library) => Object.values(library).filter(isCodeList));
  const lists = [...new Set([...used, ...offered])].sort((one, other) => (one.name < other.name ? -1 : 1));
  const twice = lists.find(({ name }, index) => lists[index + 1]?.name === name);
  if (twice) throw new Error(`two code lists are named ${twice.name}`);
  return lists;
}

function refuseRetired(retired: readonly RetiredWord[], names: readonly string[]): void {
  const known = new Set(names.map((name) => name.toLowerCase()));
  const back = retired.find(({ word }) => known.has(word.toLowerCase()));
  if (back) throw new Error(`"${back.word}" is retired: say ${back.instead} (${back.why.en})`);
}

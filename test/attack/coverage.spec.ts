/**
 * The catalogue of attacks, row by row: each of the 110 is named by a specification, at its top as "attacks.md, row 88", or stands here with the reason
 * why there is none. A row in neither place, or in both, fails; and so does a specification that names a row which is not.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const ROWS = 110;

/** Rows that cannot happen here, because there is nothing to attack. */
const NOT_APPLICABLE: Readonly<Record<number, string>> = {
  4: 'nobody can ask for a password, an enrolment or an invitation without a session; an administrator\'s reset needs two (row 46)',
  13: 'there are no refresh tokens: a session ends by idleness and after twelve hours',
  14: 'there are no refresh tokens',
  49: 'records are not exported, and there is no file to fetch; the export of the log and its refusal are in program.spec and export-log.spec',
  51: 'there are no subscriptions; one that is asked for is refused with the abusive documents (rows 52 to 56)',
  64: 'no file is uploaded; imports are files of the operator at the command line',
  75: 'no header of an answer is made of a value',
  91: 'figures are exact and for those whose right to them is; whoever may have only protected ones is refused (statistics.spec), as there is no gate for them yet',
  92: 'as row 91',
  93: 'no noise is added: a figure is what is counted',
};

/** Rows that apply and that no test of this repository tries. */
const NOT_TRIED: Readonly<Record<number, string>> = {
  99: 'the registry of advisories is asked by `npm run audit`, on a machine that reaches it',
  107: 'a full disk needs a file system of its own; a log that cannot be written, whatever the reason, is row 85',
  110: 'a soak of eight hours is no test of a repository',
};

/** @returns the rows that the top comment names: "row 5", "rows 5, 7 and 9", "rows 5 to 9", "rows 5-9". */
function rowsNamed(comment: string): number[] {
  const words = comment.replaceAll(/\s*\n \* ?/g, ' ');
  return [...words.matchAll(/attacks\.md, rows? ((?:\d+|, | and | to |-)+)/g)].flatMap(([, list]) => {
    const parts = list!.split(/, | and /).filter((part) => part !== '');
    return parts.flatMap((part) => {
      const [from, to = from] = part.split(/ to |-/).map(Number);
      return Array.from({ length: to! - from! + 1 }, (_, at) => from! + at);
    });
  });
}

const named = new Map<number, string[]>();
for (const top of ['apps', 'libs', 'test']) {
  for (const file of readdirSync(join(ROOT, top), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.spec.ts') && !name.endsWith('coverage.spec.ts'))) {
    const [comment = ''] = /^\/\*\*[\s\S]*?\*\//m.exec(readFileSync(join(ROOT, top, file), 'utf8')) ?? [];
    for (const row of rowsNamed(comment)) named.set(row, [...named.get(row) ?? [], join(top, file)]);
  }
}

it('names rows as it should', () => {
  expect(rowsNamed('attacks.md, rows 1, 2 and 5 to 7, over HTTP; attacks.md, row 12: x; rows 30')).toEqual([1, 2, 5, 6, 7, 12]);
});

it.each(Array.from({ length: ROWS }, (_, at) => at + 1))('row %i', (row) => {
  const places = [named.has(row), row in NOT_APPLICABLE, row in NOT_TRIED].filter(Boolean);
  expect({ row, specs: named.get(row), places: places.length }).toMatchObject({ places: 1 });
});

it('no specification names a row that is not', () => {
  expect([...named.keys()].filter((row) => !(row >= 1 && row <= ROWS))).toEqual([]);
});

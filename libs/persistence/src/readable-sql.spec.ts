/** One column on a line, whatever stands in a default or a check. */
import { readableSql } from './readable-sql.js';

test('puts each column of a table on its own line and leaves the rest alone', () => {
  const sql = 'create table "a"."b, c" ("id" uuid not null, "n" numeric(4, 2) null default \'x, (y\', primary key ("id", "n"));\nalter table a add b text;';
  expect(readableSql(sql)).toBe([
    'create table "a"."b, c" (', '  "id" uuid not null,', '  "n" numeric(4, 2) null default \'x, (y\',', '  primary key ("id", "n")', ');', 'alter table a add b text;',
  ].join('\n'));
});

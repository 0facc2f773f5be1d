/** Lays out generated SQL so that a difference between two versions of it shows the column that changed, not the table. */

/** @returns the same statements; each `create table` with one column or constraint on a line. */
export function readableSql(sql: string): string {
  return sql.split('\n').map((line) => (line.startsWith('create table ') ? columnsOnLines(line) : line)).join('\n');
}

function columnsOnLines(statement: string): string {
  const open = statement.indexOf('(');
  const close = statement.lastIndexOf(')');
  const columns = partsOf(statement.slice(open + 1, close)).map((part) => `  ${part}`);
  return `${statement.slice(0, open + 1)}\n${columns.join(',\n')}\n${statement.slice(close)}`;
}

/** Splits at the commas that stand in no parentheses and in no quotes. */
function partsOf(list: string): string[] {
  const parts: string[] = [];
  let from = 0;
  let depth = 0;
  let quote = '';
  for (let at = 0; at < list.length; at += 1) {
    const sign = list.charAt(at);
    if (quote !== '') quote = sign === quote ? '' : quote;
    else if (sign === '\'' || sign === '"') quote = sign;
    else if (sign === '(') depth += 1;
    else if (sign === ')') depth -= 1;
    else if (sign === ',' && depth === 0) {
      parts.push(list.slice(from, at).trim());
      from = at + 1;
    }
  }
  return [...parts, list.slice(from).trim()];
}

/** The plan of an import in words: counts, then every row that is not created, with its number and reason. No cell is shown. */
import { importFormats, isFormatName, ROW_RULES, type Exception, type ImportPlan } from '#exchange';
import { say } from '#kernel';

import type { Terminal } from '../terminal/terminal.js';

const WORDS = {
  source: say('Source', 'Mənbə'),
  rows: say('Rows', 'Sətir'),
  create: say('create', 'yaradılır'),
  done: say('created already by this import', 'bu idxalda artıq yaradılıb'),
  update: say('update', 'yenilənir'),
  duplicate: say('duplicate', 'təkrar'),
  reject: say('reject', 'rədd edilir'),
  plan: say('Plan', 'Plan'),
  row: say('Row', 'Sətir'),
  imported: say('imported before', 'əvvəllər idxal olunub'),
  left: say('Column not taken', 'Götürülməyən sütun'),
  filled: say('rows fill it', 'sətirdə doludur'),
  stranger: say('the format does not know it', 'formatda belə sütun yoxdur'),
} as const;

/** @returns the plan of an import in lines for a terminal: numbers and rules, no value of a row. */
export function planLines(terminal: Terminal, plan: ImportPlan): string[] {
  const word = (name: keyof typeof WORDS): string => terminal.word(WORDS[name]);
  return [
    `${word('source')}: ${plan.source}`,
    `${word('rows')}: ${plan.rows}`,
    `  ${word('create')}: ${plan.create}${plan.done > 0 ? ` (${word('done')}: ${plan.done})` : ''}`,
    ...(['update', 'duplicate', 'reject'] as const).map((name) => `  ${word(name)}: ${plan[name]}`),
    ...plan.columnsLeft.map(({ column, filled, known }) =>
      `${word('left')}: ${printable(column)} (${known ? reasonLeft(terminal, plan, column) : word('stranger')}; ${filled} ${word('filled')})`),
    ...plan.exceptions.map((exception) => `${word('row')} ${exceptionText(terminal, exception)}`),
    `${word('plan')}: ${plan.digest}`,
  ];
}

function exceptionText(terminal: Terminal, { from, to, outcome, rule, column }: Exception): string {
  const rows = from === to ? `${from}` : `${from}-${to}`;
  if (outcome === 'DUPLICATE' || rule === null) return `${rows}: ${terminal.word(WORDS.duplicate)}: ${terminal.word(WORDS.imported)}`;
  const at = column === null ? '' : ` ${column}:`;
  return `${rows}: ${terminal.word(WORDS.reject)}:${at} ${terminal.word(ROW_RULES[rule])} (${rule})`;
}

function reasonLeft(terminal: Terminal, { format }: ImportPlan, column: string): string {
  const words = isFormatName(format) ? importFormats[format].notTaken.get(column) : undefined;
  return words ? terminal.word(words) : '';
}

/** A column's name is a stranger's text: nothing in it may move the cursor. */
function printable(text: string): string {
  return text.slice(0, 80).replaceAll(/[^\p{L}\p{N}\p{P}\p{Zs}]/gu, '?');
}

/** How far an import is: rows a second and percent of the file, in one line. */
import type { Progress } from '#exchange';
import { say } from '#kernel';

import type { Terminal } from '../terminal/terminal.js';

const PHASES = { PLAN: say('Reading', 'Oxunur'), RUN: say('Importing', 'İdxal edilir') } as const;
const ROWS = say('rows', 'sətir');
const PER_SECOND = say('rows/s', 'sətir/san');
const EVERY_MS = 200;

/** @returns what to call with each progress of an import; it tells it now and then. */
export function progressLine(terminal: Terminal): (progress: Progress) => void {
  let phase: Progress['phase'] | undefined;
  let began = 0;
  let shown = 0;
  return (progress) => {
    const now = performance.now();
    if (progress.phase !== phase) {
      phase = progress.phase;
      began = now;
    } else if (now - shown < EVERY_MS) {
      return;
    }
    shown = now;
    const percent = progress.bytesTotal === 0 ? 100 : Math.floor((100 * progress.bytes) / progress.bytesTotal);
    const speed = Math.round((1_000 * progress.rows) / Math.max(now - began, 1));
    terminal.status(`${terminal.word(PHASES[phase])}: ${percent} %, ${progress.rows} ${terminal.word(ROWS)}, ${speed} ${terminal.word(PER_SECOND)}`);
  };
}

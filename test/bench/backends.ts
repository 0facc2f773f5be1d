/** What the database's processes cost, read from Linux; elsewhere it is not known and the table leaves it out. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Kernel ticks a second; 100 on every Linux we know (getconf CLK_TCK). */
const TICKS = 100;

/** @returns CPU milliseconds that the server of that folder and all its processes have used; null where it cannot be told. */
export function databaseCpu(folder: string): number | null {
  try {
    const [postmaster] = readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
    const ticks = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((pid) => ticksOf(pid, postmaster ?? ''));
    return (ticks.reduce((sum, one) => sum + one, 0) * 1_000) / TICKS;
  } catch {
    return null;
  }
}

/** User and system time of the postmaster and its children, those already ended among them (proc(5), fields 4 and 14 to 17). */
function ticksOf(pid: string, postmaster: string): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const own = Number(fields[11]) + Number(fields[12]);
    if (pid === postmaster) return own + Number(fields[13]) + Number(fields[14]);
    return fields[1] === postmaster ? own : 0;
  } catch {
    // A process that has just ended.
    return 0;
  }
}

/** That within each lane the numbers are 1, 2, 3, ... in the order of the tree: nothing left out, doubled or moved. */
import type { Chain } from './chain.js';
import type { Findings } from './findings.js';
import type { Entry } from '../read/export-entry.js';

export class Lanes {
  private readonly last = new Map<string, number>();

  constructor(private readonly findings: Findings, private readonly chain: Chain | null) {}

  get count(): number {
    return this.last.size;
  }

  /** @param line `<lane> <opened at, ms> <key id> <first link> <process>` */
  open(line: string): void {
    const [lane = '', openedAt = '', keyId = '', link = '', ...process] = line.split(' ');
    if (this.last.has(lane)) this.findings.add(null, `lane ${lane} stands in the list twice`);
    this.last.set(lane, 0);
    if (this.chain && !this.chain.open({ lane, openedAt, keyId, link, process: process.join(' ') })) this.findings.add(null, `lane ${lane} was not opened as its row says`);
  }

  entry(entry: Entry): void {
    const { index, lane, number } = entry;
    const before = this.pass(index, lane, number);
    if (this.chain && before !== null && !this.chain.follows(entry)) this.findings.add(index, `${place(entry)} does not follow from the entry before by the chain's key`);
  }

  /** An entry that is gone still has its place. @returns the number before it, null for a lane nobody opened. */
  pass(index: number, lane: string, number: number): number | null {
    const before = this.last.get(lane);
    if (before === undefined) {
      this.findings.add(index, `entry ${index} is in lane ${lane}, which is not in the list of lanes`);
      return null;
    }
    if (number !== before + 1) this.findings.add(index, `entry ${index} is number ${number} of lane ${lane}, where ${before + 1} must stand`);
    this.last.set(lane, number);
    return before;
  }
}

/** @returns how an entry is named to people. */
export function place({ index, lane, number }: { readonly index: number; readonly lane: string; readonly number: number }): string {
  return `entry ${index} (lane ${lane}, number ${number})`;
}

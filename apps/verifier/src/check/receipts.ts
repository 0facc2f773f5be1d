/** Receipts: what a caller was told under which lane, number and link an act is on record. A fork told to one reader shows here. */
import type { Entry } from '../read/export-entry.js';
import type { Findings } from './findings.js';

export interface Receipt {
  readonly lane: string;
  readonly number: number;
  readonly hash: string;
}

/** @param text `<lane>:<number>:<hash>` as in `extensions.audit` of an answer. @returns null when it is none. */
export function readReceipt(text: string): Receipt | null {
  const [, lane, number, hash] = /^([0-9a-f-]{36}):([1-9][0-9]{0,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  return lane && number && hash ? { lane, number: Number(number), hash } : null;
}

export class Receipts {
  private readonly open: Map<string, Receipt>;

  constructor(receipts: readonly Receipt[], private readonly findings: Findings) {
    this.open = new Map(receipts.map((receipt) => [`${receipt.lane}:${receipt.number}`, receipt]));
  }

  entry({ index, lane, number, link }: Entry): void {
    if (this.open.size === 0) return;
    const key = `${lane}:${number}`;
    const receipt = this.open.get(key);
    if (!receipt) return;
    this.open.delete(key);
    if (receipt.hash !== link) this.findings.add(index, `entry ${index} is not the one that receipt ${key} was given for`);
  }

  finish(): void {
    for (const key of this.open.keys()) this.findings.add(null, `the entry of receipt ${key} is not in the export`);
  }
}

/**
 * The whole check of an exported log: every entry against the leaf hash that was anchored, every checkpoint's signature and
 * root, every lane's numbers, every receipt. Offline, and it reads only.
 */
import { readEntry } from '../read/export-entry.js';
import { NotAnExport, readExport } from '../read/export-file.js';
import { readAnchors, type Anchors, type Loss } from '../read/anchor-file.js';
import { Leaves } from '../read/leaves.js';
import { GrowingTree, leafHash } from '../tree/merkle.js';
import { readCheckpoint, signedAt, type VerifierKey } from '../tree/note.js';
import { Chain } from './chain.js';
import { Findings } from './findings.js';
import { Lanes, place } from './lanes.js';
import { Receipts, type Receipt } from './receipts.js';

export interface Evidence {
  readonly export: string;
  /** The key the reader trusts, not the one the export names. */
  readonly log: VerifierKey;
  readonly anchors?: string | undefined;
  /** When the export was made: anchors from later are passed over. Left out, the export must reach the newest. */
  readonly exportedAt?: Date | undefined;
  /** Signed notes of checkpoints from elsewhere: a witness, a printed page. */
  readonly notes?: readonly string[];
  /** Keys of witnesses: with them, a note counts only with such a cosignature. */
  readonly witnesses?: readonly VerifierKey[];
  readonly receipts?: readonly Receipt[];
  /** The chain's 32 bytes, for whoever holds them. */
  readonly chainKey?: Buffer | undefined;
}

export interface Verdict {
  readonly findings: Findings;
  readonly entries: number;
  readonly lanes: number;
  /** Checkpoints whose signature and root were checked, anchored ones included. */
  readonly checkpoints: number;
  /** Up to which size the log is covered by an anchor; null when none was given. */
  readonly anchored: number | null;
  /** Entries that the log's keeper has declared lost, by a signed statement in the anchor file. */
  readonly declaredLost: number;
}

interface Known {
  readonly size: number;
  readonly root: Buffer;
  readonly from: string;
}

/** @throws NotAnExport when nothing can be said; Error when a file cannot be read. */
export async function verifyLog(evidence: Evidence): Promise<Verdict> {
  const findings = new Findings();
  const anchors = evidence.anchors === undefined ? null : await readAnchors(evidence.anchors, evidence.log, evidence.exportedAt ?? null);
  if (anchors?.fault) findings.add(null, `line ${anchors.fault.line} of the anchor file ${anchors.fault.words}`);
  const known: Known[] = (evidence.notes ?? []).flatMap((note) => told(note, 'a note given', evidence, findings));

  const leaves = new Leaves();
  const losses = (anchors?.losses ?? []).map((loss) => ({ ...loss, gone: 0, from: loss.until, to: 0 }));
  const lanes = new Lanes(findings, evidence.chainKey ? new Chain(evidence.chainKey) : null);
  const receipts = new Receipts(evidence.receipts ?? [], findings);
  let declared = 0;
  await readExport(evidence.export, {
    size: (size) => { declared = size; },
    lane: (line) => { lanes.open(line); },
    entry: (line) => { takeEntry(line, { leaves, anchors, losses, lanes, receipts, findings }); },
    checkpoint: (size, note) => {
      const found = told(note, `the stored checkpoint of size ${size}`, { ...evidence, witnesses: [] }, findings);
      if (found[0] && found[0].size !== size) findings.add(null, `the stored checkpoint of size ${size} is of another size`);
      known.push(...found);
    },
  });
  if (leaves.size !== declared) throw new NotAnExport(`the export says ${declared} entries and holds ${leaves.size}`);
  receipts.finish();
  for (const { gone, from, to, at } of losses) {
    if (gone > 0) findings.add(from, `declared lost: ${gone} entries between ${from} and ${to}, by the keeper's signed statement of ${at}; they were signed, and are gone`);
  }
  const anchored = anchors ? anchors.leaves.size : null;
  if (anchored !== null && anchored > leaves.size) findings.add(leaves.size, `the log ends before entry ${leaves.size}, but was anchored up to ${anchored}: its tail is gone, unless it was exported before the newest anchor`);
  checkRoots(leaves, known, findings);
  const declaredLost = losses.reduce((sum, { gone }) => sum + gone, 0);
  return { findings, entries: leaves.size, lanes: lanes.count, checkpoints: known.length + (anchors?.sizes.length ?? 0), anchored, declaredLost };
}

/** A declared loss, and what of it was met in the export. */
interface MetLoss extends Loss {
  gone: number;
  from: number;
  to: number;
}

interface Taking {
  readonly leaves: Leaves;
  readonly anchors: Anchors | null;
  readonly losses: readonly MetLoss[];
  readonly lanes: Lanes;
  readonly receipts: Receipts;
  readonly findings: Findings;
}

function takeEntry(line: Buffer, { leaves, anchors, losses, lanes, receipts, findings }: Taking): void {
  const entry = readEntry(line);
  const expected = leaves.size;
  if (!entry || entry.index !== expected) throw new NotAnExport(`line of entry ${expected} is not of the form`);
  if (!('leaf' in entry)) {
    const { index, lane } = entry;
    const loss = losses.find((one) => one.lane === lane && index >= one.first && index < one.until);
    if (loss) {
      loss.gone += 1;
      loss.from = Math.min(loss.from, index);
      loss.to = Math.max(loss.to, index);
    } else findings.add(entry.index, `entry ${entry.index} is gone${entry.lane === null ? '' : ` (lane ${entry.lane}, number ${String(entry.number)})`}`);
    if (entry.lane !== null && entry.number !== null) lanes.pass(entry.index, entry.lane, entry.number);
    leaves.add(anchors && entry.index < anchors.leaves.size ? anchors.leaves.at(entry.index) : Buffer.alloc(32));
    return;
  }
  lanes.entry(entry);
  receipts.entry(entry);
  const hash = leafHash(entry.leaf);
  if (anchors && entry.index < anchors.leaves.size && !hash.equals(anchors.leaves.at(entry.index))) {
    findings.add(entry.index, `${place(entry)} is not what was anchored`);
  }
  leaves.add(hash);
}

/** @returns the checkpoint in a note, if the log and every witness asked for signed it. */
function told(note: string, from: string, { log, witnesses = [] }: Evidence, findings: Findings): Known[] {
  const checkpoint = readCheckpoint(note);
  if (!checkpoint || checkpoint.origin !== log.name || signedAt(note, log) === null) {
    findings.add(null, `${from} is not signed by the log`);
    return [];
  }
  for (const witness of witnesses) {
    if (signedAt(note, witness) === null) findings.add(null, `${from} is not signed by the witness ${witness.name}`);
  }
  return [{ size: checkpoint.size, root: checkpoint.root, from }];
}

/**
 * Rebuilds the root at every size that was ever signed. The first that differs bounds where the fault is, for whom no anchor names
 * it; all that follow differ with it and say nothing new.
 */
function checkRoots(leaves: Leaves, known: readonly Known[], findings: Findings): void {
  const tree = new GrowingTree();
  let good = 0;
  for (const { size, root, from } of [...known].sort((one, other) => one.size - other.size)) {
    if (size > leaves.size) {
      findings.add(leaves.size, `${from} covers ${size} entries, the export has ${leaves.size}: its tail is gone`);
      continue;
    }
    while (tree.size < size) tree.add(leaves.at(tree.size));
    if (!tree.root().equals(root)) {
      if (!findings.nameOneOf(good, size)) findings.add(good, `entries ${good} to ${size - 1} are not what was signed: ${from} has another root`);
      return;
    }
    good = size;
  }
}

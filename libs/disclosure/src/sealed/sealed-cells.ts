/**
 * Sealed values on their way into an answer. The statement gives envelopes, of those cells only that the mask let through; they
 * are opened together, after the gates and before anything is handed out. One that does not open refuses the whole answer.
 */
import { envelopeFrom } from '#change';
import type { Cell, Vault } from '#vault';

export interface SealedCell {
  readonly cell: Cell;
  readonly envelope: Buffer;
  /** Puts the value where it belongs; null where there is none any more, because the person was erased. */
  readonly put: (value: unknown) => void;
}

/** @param text the envelope as PostgreSQL writes bytes in JSON. */
export function sealedCell(cell: Cell, text: string, put: SealedCell['put']): SealedCell {
  return { cell, envelope: envelopeFrom(text), put };
}

/** Opens all of them in one batch. @throws CodedError UNAVAILABLE with rule SEAL_BROKEN or KEYS_UNREACHABLE; then none was put. */
export async function openCells(vault: Vault, cells: readonly SealedCell[]): Promise<void> {
  if (cells.length === 0) return;
  const values = await vault.open(cells);
  cells.forEach(({ put }, at) => { put(values[at] ?? null); });
}

/** Where the secrets of one-time codes are kept: in envelopes of the vault, each bound to its officer and its row. */
import { CodedError, type Id } from '#kernel';
import type { Cell, Vault } from '#vault';

/** What is asked of the vault. */
export type SecretVault = Pick<Vault, 'prepare' | 'seal' | 'open'>;

export class SecretBox {
  constructor(private readonly vault: SecretVault) {}

  /** @throws CodedError UNAVAILABLE when there is no key to be had. */
  async seal(officer: Id, factor: Id, secret: string): Promise<Buffer> {
    await this.vault.prepare([officer]);
    return this.vault.seal(officer, cellOf(factor), secret);
  }

  /** @throws CodedError UNAVAILABLE when the envelope cannot be opened: then nobody is let in by it. */
  async open(factor: Id, envelope: Buffer): Promise<string> {
    const [secret] = await this.vault.open([{ cell: cellOf(factor), envelope }]);
    if (typeof secret !== 'string') throw new CodedError('UNAVAILABLE', 'SEAL_BROKEN');
    return secret;
  }
}

function cellOf(factor: Id): Cell {
  return { table: 'factor', row: factor, column: 'secret' };
}

/**
 * Whether somebody who says so holds a second factor: a code, a recovery code, a signed challenge. First it is looked at, then,
 * in the transaction that acts on it, used up; of two at once with the same proof one succeeds.
 */
import type { Clock, Id } from '#kernel';

import type { Sql } from '../sql.js';
import type { ChallengePlace, Devices } from './devices.js';
import type { FactorKind, FactorRows } from './factor-rows.js';
import { recoveryHash } from './recovery-codes.js';
import type { SecretBox } from './secret-box.js';
import { stepOfCode } from './totp.js';

/** What is given as second factor: a code from an app or from paper, or what a device signed. */
export interface FactorProof {
  readonly code?: string | null;
  readonly webauthn?: string | null;
}

export type FactorMethod = FactorKind | 'RECOVERY_CODE';

/** A proof that is right, and still to be used up. */
export interface RightProof {
  readonly method: FactorMethod;
  readonly officer: Id;
  /** @returns false when the same proof was used meanwhile. */
  useUp(sql: Sql): Promise<boolean>;
}

export class SecondFactors {
  constructor(private readonly rows: FactorRows, private readonly devices: Devices, private readonly box: SecretBox, private readonly clock: Clock) {}

  /** @returns which kinds an officer holds. */
  kinds(sql: Sql, officer: Id): Promise<readonly FactorKind[]> {
    return this.rows.kinds(sql, officer);
  }

  /** @param sql outside the transaction that will act on the answer: a challenge is used up whatever comes of it. @returns null for every wrong proof. */
  async byCode(sql: Sql, officer: Id, typed: string): Promise<RightProof | null> {
    const code = typed.replaceAll(/\s/gu, '');
    if (/^\d{6}$/.test(code)) return this.byTotp(sql, officer, code);
    const hash = recoveryHash(typed);
    if (hash === null || !(await this.rows.isRecovery(sql, officer, hash))) return null;
    return { method: 'RECOVERY_CODE', officer, useUp: (within) => this.rows.useRecovery(within, officer, hash) };
  }

  /** As {@link byCode}, for what a device signed. */
  async byDevice(sql: Sql, signed: string, place: ChallengePlace): Promise<RightProof | null> {
    const found = await this.devices.asserted(sql, signed, place);
    if (!found) return null;
    const { device, counter } = found;
    return { method: 'WEBAUTHN', officer: device.officer, useUp: (within) => this.rows.useCounter(within, device.id, counter) };
  }

  private async byTotp(sql: Sql, officer: Id, code: string): Promise<RightProof | null> {
    const held = await this.rows.totp(sql, officer);
    if (!held) return null;
    const step = stepOfCode(await this.box.open(held.id, held.secret), code, this.clock.now(), held.lastStep);
    return step === null ? null : { method: 'TOTP', officer, useUp: (within) => this.rows.useStep(within, held.id, step) };
  }
}

/**
 * What officers do with their own second factors. Every change wants a fresh proof of identity, ends their other sessions and
 * is told to them by a notice: a factor that somebody else added is then found out.
 */
import { allowedText } from '#change';
import { CodedError, isId, newId, type Clock, type Id } from '#kernel';
import { needsSecondFactor, type Viewer } from '#policy';
import type { Wall } from '#wall';

import type { OwnAct, OwnDoor } from '../account/own-door.js';
import type { RoleRows } from '../account/role-rows.js';
import { NO_DOCUMENT, type Asked } from '../asked.js';
import type { CredentialRows } from '../credential/credential-rows.js';
import { raise } from '../notice/raise.js';
import type { SessionRows } from '../session/session-rows.js';
import { orUnavailable, queryOn, sqlOn, type Sql } from '../sql.js';
import type { Devices } from './devices.js';
import type { FactorRows, HeldFactor } from './factor-rows.js';
import { newRecoveryCodes, recoveryHash } from './recovery-codes.js';
import type { SecretBox } from './secret-box.js';
import { newTotpSecret, stepOfCode, totpUri } from './totp.js';

/** Characters. */
const DEVICE_NAME_LENGTH = 100;

/** Shown this once. */
export interface TotpEnrolment {
  readonly factor: Id;
  /** In base 32, to be typed in. */
  readonly secret: string;
  /** The same as `otpauth:` address, to be shown as a picture. */
  readonly uri: string;
}

export interface ConfirmedFactor {
  readonly factor: Id;
  /** Made with the first factor and shown this once; empty when there are codes already. */
  readonly recoveryCodes: readonly string[];
}

export interface OwnFactorsParts {
  readonly wall: Wall;
  readonly clock: Clock;
  readonly door: OwnDoor;
  readonly credentials: CredentialRows;
  readonly roles: RoleRows;
  readonly sessions: SessionRows;
  readonly rows: FactorRows;
  readonly devices: Devices;
  readonly box: SecretBox;
}

export class OwnFactors {
  readonly #sql: Sql;

  constructor(private readonly parts: OwnFactorsParts) {
    this.#sql = sqlOn(parts.wall);
  }

  /** @returns what the viewer holds. @throws CodedError UNAVAILABLE. */
  held({ officer }: Viewer): Promise<readonly HeldFactor[]> {
    return orUnavailable(() => this.parts.rows.held(this.#sql, officer));
  }

  /** @returns how many recovery codes the viewer has left. @throws CodedError UNAVAILABLE. */
  recoveryLeft({ officer }: Viewer): Promise<number> {
    return orUnavailable(() => this.parts.rows.recoveryLeft(this.#sql, officer));
  }

  /** Makes a secret for one-time codes; it counts from its first right code on. @throws CodedError REAUTH_REQUIRED, UNAVAILABLE. */
  async enrolTotp(viewer: Viewer, asked: Asked = NO_DOCUMENT): Promise<TotpEnrolment> {
    const { door, box, rows } = this.parts;
    await door.admit(viewer, 'enrolTotp', asked);
    const factor = newId();
    const secret = newTotpSecret();
    const sealed = await box.seal(viewer.officer, factor, secret);
    return door.run(viewer, 'enrolTotp', asked, async (sql) => {
      const { login } = await this.lock(sql, viewer);
      await rows.addTotp(sql, factor, viewer.officer, sealed);
      return { result: { factor, secret, uri: totpUri(secret, login) } };
    });
  }

  /**
   * Confirms the secret with its first code; one that was held before is replaced.
   * @throws CodedError REAUTH_REQUIRED; NOT_FOUND when there is nothing to confirm; REJECTED with rule CODE_WRONG.
   */
  async confirmTotp(viewer: Viewer, factor: Id, code: string, asked: Asked = NO_DOCUMENT): Promise<ConfirmedFactor> {
    const { door, box, rows, clock } = this.parts;
    await door.admit(viewer, 'confirmTotp', asked);
    const awaited = isId(factor) ? await orUnavailable(() => rows.unconfirmedTotp(this.#sql, viewer.officer, factor)) : null;
    const secret = awaited && await box.open(awaited.id, awaited.secret);
    return door.run(viewer, 'confirmTotp', asked, async (sql) => {
      if (!awaited || secret === null) throw new CodedError('NOT_FOUND');
      await this.lock(sql, viewer);
      const step = stepOfCode(secret, code.replaceAll(/\s/gu, ''), clock.now(), awaited.lastStep);
      if (step === null) throw new CodedError('REJECTED', 'CODE_WRONG');
      if (!(await rows.confirmTotp(sql, viewer.officer, awaited.id, step))) throw new CodedError('CONFLICT');
      return this.changed(sql, viewer, awaited.id);
    });
  }

  /** @returns options for `navigator.credentials.create`. @throws CodedError REAUTH_REQUIRED; REJECTED with rule NO_ORIGIN. */
  enrolDevice(viewer: Viewer, asked: Asked = NO_DOCUMENT): Promise<string> {
    return this.parts.door.run(viewer, 'enrolDevice', asked, async (sql) => {
      const { login } = await this.lock(sql, viewer);
      return { result: await this.parts.devices.enrolment(sql, viewer, login) };
    });
  }

  /** @throws CodedError REAUTH_REQUIRED; REJECTED with rule DEVICE_WRONG, DEVICE_KNOWN or a rule of names. */
  async confirmDevice(viewer: Viewer, name: string, response: string, asked: Asked = NO_DOCUMENT): Promise<ConfirmedFactor> {
    const { door, devices, rows } = this.parts;
    await door.admit(viewer, 'confirmDevice', asked);
    // The challenge is used up even when what follows is refused.
    const device = await orUnavailable(() => devices.enrolled(this.#sql, viewer, response));
    return door.run(viewer, 'confirmDevice', asked, async (sql) => {
      if (!device) throw new CodedError('REJECTED', 'DEVICE_WRONG');
      await this.lock(sql, viewer);
      const factor = await rows.addDevice(sql, viewer.officer, { ...device, name: allowedText(name, DEVICE_NAME_LENGTH) });
      if (factor === null) throw new CodedError('REJECTED', 'DEVICE_KNOWN');
      return this.changed(sql, viewer, factor);
    });
  }

  /** @throws CodedError REAUTH_REQUIRED; NOT_FOUND; REJECTED with rule LAST_FACTOR for roles that must have one. */
  removeFactor(viewer: Viewer, factor: Id, asked: Asked = NO_DOCUMENT): Promise<void> {
    const { rows, roles } = this.parts;
    return this.run(viewer, 'removeFactor', asked, async (sql) => {
      if (!isId(factor) || !(await rows.end(sql, viewer.officer, factor, 'REMOVED'))) throw new CodedError('NOT_FOUND');
      const left = await rows.kinds(sql, viewer.officer);
      if (left.length === 0 && needsSecondFactor(await roles.of(sql, viewer.officer))) throw new CodedError('REJECTED', 'LAST_FACTOR');
      if (left.length === 0) await rows.endRecovery(sql, viewer.officer);
      const { detail } = await this.told(sql, viewer);
      return { result: undefined, detail };
    });
  }

  /** Makes new recovery codes; those made before are no longer good. @throws CodedError REAUTH_REQUIRED; REJECTED with rule NO_FACTOR. */
  makeRecoveryCodes(viewer: Viewer, asked: Asked = NO_DOCUMENT): Promise<readonly string[]> {
    return this.run(viewer, 'makeRecoveryCodes', asked, async (sql) => {
      if ((await this.parts.rows.kinds(sql, viewer.officer)).length === 0) throw new CodedError('REJECTED', 'NO_FACTOR');
      const codes = await this.newCodes(sql, viewer);
      const { detail } = await this.told(sql, viewer);
      return { result: codes, detail };
    });
  }

  private run<T>(viewer: Viewer, act: OwnAct, asked: Asked, work: (sql: Sql) => Promise<{ result: T; detail?: { ended: number } }>): Promise<T> {
    return this.parts.door.run(viewer, act, asked, async (sql) => {
      await this.lock(sql, viewer);
      return work(sql);
    });
  }

  private async changed(sql: Sql, viewer: Viewer, factor: Id): Promise<{ result: ConfirmedFactor; detail: { ended: number } }> {
    const hasCodes = (await this.parts.rows.recoveryLeft(sql, viewer.officer)) > 0;
    const recoveryCodes = hasCodes ? [] : await this.newCodes(sql, viewer);
    return { result: { factor, recoveryCodes }, ...(await this.told(sql, viewer)) };
  }

  /** Ends the other sessions and tells the officer. */
  private async told(sql: Sql, { officer, session }: Viewer): Promise<{ detail: { ended: number } }> {
    await raise(queryOn(sql), { kind: 'FACTOR_CHANGED', officer });
    return { detail: { ended: await this.parts.sessions.endAll(sql, officer, 'FACTOR_CHANGED', session) } };
  }

  private async newCodes(sql: Sql, { officer }: Viewer): Promise<readonly string[]> {
    const codes = newRecoveryCodes();
    await this.parts.rows.keepRecovery(sql, officer, codes.flatMap((code) => recoveryHash(code) ?? []));
    return codes;
  }

  /** One change of an account at a time. */
  private async lock(sql: Sql, { officer }: Viewer): Promise<{ readonly login: string }> {
    const account = await this.parts.credentials.lock(sql, officer);
    if (!account) throw new CodedError('NOT_FOUND');
    return account;
  }
}

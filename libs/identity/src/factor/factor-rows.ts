/** Second factors as the database has them: every statement about `identity.factor` and `identity.recovery_code` stands here. */
import { newId, type Clock, type Id } from '#kernel';

import type { Sql, SqlValue } from '../sql.js';

export type FactorKind = 'TOTP' | 'WEBAUTHN';

/** Why a factor ended. */
export type FactorEnd = 'REMOVED' | 'REPLACED' | 'RESET';

/** A factor as its holder is shown it. */
export interface HeldFactor {
  readonly id: Id;
  readonly kind: FactorKind;
  readonly name: string;
  readonly enrolledAt: Date;
  readonly usedAt: Date | null;
}

export interface TotpFactor {
  readonly id: Id;
  /** The sealed secret. */
  readonly secret: Buffer;
  /** The step of the last code that was used. */
  readonly lastStep: number;
}

export interface DeviceFactor {
  readonly id: Id;
  readonly officer: Id;
  readonly credentialId: Buffer;
  readonly publicKey: Buffer;
  readonly counter: number;
}

/** What is kept of a newly enrolled device. */
export type NewDevice = Pick<DeviceFactor, 'credentialId' | 'publicKey' | 'counter'> & { readonly name: string };

interface TotpRow { readonly id: Id; readonly secret: Buffer; readonly last_step: string }
interface DeviceRow { readonly id: Id; readonly officer_id: Id; readonly credential_id: Buffer; readonly public_key: Buffer; readonly counter: string }
interface HeldRow { readonly id: Id; readonly kind: FactorKind; readonly name: string; readonly enrolled: string; readonly used: string | null }

const LIVE = 'confirmed_at is not null and ended_at is null';
const DEVICE = 'select id, officer_id, credential_id, public_key, counter::text from identity.factor';

/** Milliseconds after which an enrolment that was not confirmed is forgotten. */
const UNCONFIRMED_MS = 15 * 60_000;

export class FactorRows {
  constructor(private readonly clock: Clock) {}

  /** @returns which kinds an officer holds, without repetition. */
  async kinds(sql: Sql, officer: Id): Promise<readonly FactorKind[]> {
    const rows = await sql<{ kind: FactorKind }>(`select distinct kind from identity.factor where officer_id = $1 and ${LIVE} order by kind`, [officer]);
    return rows.map(({ kind }) => kind);
  }

  /** @returns an officer's factors, the oldest first. */
  async held(sql: Sql, officer: Id): Promise<readonly HeldFactor[]> {
    const rows = await sql<HeldRow>(
      `select id, kind, name, ${millisecondsOf('confirmed_at')} as enrolled, ${millisecondsOf('used_at')} as used
         from identity.factor where officer_id = $1 and ${LIVE} order by confirmed_at, id`, [officer]);
    return rows.map(({ id, kind, name, enrolled, used }) => ({ id, kind, name, enrolledAt: dateOf(enrolled), usedAt: used === null ? null : dateOf(used) }));
  }

  /** Adds a one-time-code factor that is still to be confirmed; an earlier unconfirmed one is forgotten. @param id chosen before, since the secret is sealed to it. */
  async addTotp(sql: Sql, id: Id, officer: Id, secret: Buffer): Promise<void> {
    await this.close(sql, `officer_id = $3 and kind = 'TOTP' and confirmed_at is null`, 'REPLACED', [officer]);
    await sql(
      `insert into identity.factor (id, officer_id, kind, name, secret, last_step, created_at) values ($1, $2, 'TOTP', 'TOTP', $3, 0, $4::timestamptz)`,
      [id, officer, secret, this.now()]);
  }

  /** @returns the officer's one-time-code factor that awaits its first code, or null. */
  async unconfirmedTotp(sql: Sql, officer: Id, id: Id): Promise<TotpFactor | null> {
    const since = new Date(this.clock.now().getTime() - UNCONFIRMED_MS).toISOString();
    return totpOf(await sql<TotpRow>(
      `select id, secret, last_step::text from identity.factor
        where id = $1::uuid and officer_id = $2 and kind = 'TOTP' and confirmed_at is null and ended_at is null and created_at > $3::timestamptz`,
      [id, officer, since]));
  }

  /** @returns the officer's live one-time-code factor, or null. */
  async totp(sql: Sql, officer: Id): Promise<TotpFactor | null> {
    return totpOf(await sql<TotpRow>(`select id, secret, last_step::text from identity.factor where officer_id = $1 and kind = 'TOTP' and ${LIVE}`, [officer]));
  }

  /** Confirms a one-time-code factor with its first step; it takes the place of the one held before. @returns false when another was faster. */
  async confirmTotp(sql: Sql, officer: Id, id: Id, step: number): Promise<boolean> {
    await this.close(sql, `officer_id = $3 and kind = 'TOTP' and confirmed_at is not null`, 'REPLACED', [officer]);
    return one(await sql(
      `update identity.factor set confirmed_at = $2::timestamptz, used_at = $2::timestamptz, last_step = $3
        where id = $1 and confirmed_at is null and ended_at is null and last_step < $3 returning id`, [id, this.now(), step]));
  }

  /** Uses a step up. Of two at once one succeeds. @returns whether the step was later than every one used before. */
  async useStep(sql: Sql, id: Id, step: number): Promise<boolean> {
    return one(await sql(
      `update identity.factor set last_step = $2, used_at = $3::timestamptz where id = $1 and last_step < $2 and ${LIVE} returning id`, [id, step, this.now()]));
  }

  /** @returns the officer's live devices. */
  async devices(sql: Sql, officer: Id): Promise<readonly DeviceFactor[]> {
    return (await sql<DeviceRow>(`${DEVICE} where officer_id = $1 and kind = 'WEBAUTHN' and ${LIVE}`, [officer])).map(deviceOf);
  }

  /** @param credentialId as the device names itself. @returns the live device, or null. */
  async device(sql: Sql, credentialId: Buffer): Promise<DeviceFactor | null> {
    const [row] = await sql<DeviceRow>(`${DEVICE} where credential_id = $1 and ${LIVE}`, [credentialId]);
    return row ? deviceOf(row) : null;
  }

  /** @returns the new factor's id, or null when the credential is known already. */
  async addDevice(sql: Sql, officer: Id, { credentialId, publicKey, counter, name }: NewDevice): Promise<Id | null> {
    const id = newId();
    const added = await sql(
      `insert into identity.factor (id, officer_id, kind, name, credential_id, public_key, counter, created_at, confirmed_at)
       values ($1, $2, 'WEBAUTHN', $3, $4, $5, $6, $7::timestamptz, $7::timestamptz) on conflict (credential_id) do nothing returning id`,
      [id, officer, name, credentialId, publicKey, counter, this.now()]);
    return one(added) ? id : null;
  }

  /** Notes the counter a device gave. Of two assertions with one counter one succeeds; devices that do not count give 0 for ever. */
  async useCounter(sql: Sql, id: Id, counter: number): Promise<boolean> {
    return one(await sql(
      `update identity.factor set counter = $2::bigint, used_at = $3::timestamptz
        where id = $1 and (counter < $2::bigint or (counter = 0 and $2::bigint = 0)) and ${LIVE} returning id`, [id, counter, this.now()]));
  }

  /** @returns whether the officer held it. */
  async end(sql: Sql, officer: Id, id: Id, reason: FactorEnd): Promise<boolean> {
    return (await this.close(sql, 'officer_id = $3 and id = $4::uuid and confirmed_at is not null', reason, [officer, id])) === 1;
  }

  /** Ends all factors and recovery codes of an officer. @returns how many factors ended. */
  async endAll(sql: Sql, officer: Id, reason: FactorEnd): Promise<number> {
    await this.endRecovery(sql, officer);
    return this.close(sql, 'officer_id = $3', reason, [officer]);
  }

  /** Makes the officer's unused recovery codes worthless. */
  async endRecovery(sql: Sql, officer: Id): Promise<void> {
    await sql('update identity.recovery_code set ended_at = $2::timestamptz where officer_id = $1 and used_at is null and ended_at is null', [officer, this.now()]);
  }

  /** Keeps the hashes of new recovery codes; those made before are no longer good. */
  async keepRecovery(sql: Sql, officer: Id, hashes: readonly Buffer[]): Promise<void> {
    await this.endRecovery(sql, officer);
    for (const hash of hashes) {
      await sql('insert into identity.recovery_code (code_hash, officer_id, created_at) values ($1, $2, $3::timestamptz)', [hash, officer, this.now()]);
    }
  }

  /** @returns how many recovery codes are left. */
  async recoveryLeft(sql: Sql, officer: Id): Promise<number> {
    const [row] = await sql<{ left: number }>(
      'select count(*)::int as left from identity.recovery_code where officer_id = $1 and used_at is null and ended_at is null', [officer]);
    return row?.left ?? 0;
  }

  /** @returns whether it is a recovery code of the officer that is still good. */
  async isRecovery(sql: Sql, officer: Id, hash: Buffer): Promise<boolean> {
    return one(await sql('select from identity.recovery_code where code_hash = $1 and officer_id = $2 and used_at is null and ended_at is null', [hash, officer]));
  }

  /** Uses a recovery code up. Of two at once one succeeds. */
  async useRecovery(sql: Sql, officer: Id, hash: Buffer): Promise<boolean> {
    return one(await sql(
      `update identity.recovery_code set used_at = $3::timestamptz
        where code_hash = $1 and officer_id = $2 and used_at is null and ended_at is null returning code_hash`, [hash, officer, this.now()]));
  }

  private async close(sql: Sql, which: string, reason: FactorEnd, values: readonly SqlValue[]): Promise<number> {
    const ended = await sql(
      `update identity.factor set ended_at = $1::timestamptz, ended_reason = $2 where ${which} and ended_at is null returning id`, [this.now(), reason, ...values]);
    return ended.length;
  }

  private now(): string {
    return this.clock.now().toISOString();
  }
}

function totpOf([row]: readonly TotpRow[]): TotpFactor | null {
  return row ? { id: row.id, secret: row.secret, lastStep: Number(row.last_step) } : null;
}

function deviceOf(row: DeviceRow): DeviceFactor {
  return { id: row.id, officer: row.officer_id, credentialId: row.credential_id, publicKey: row.public_key, counter: Number(row.counter) };
}

function one(rows: readonly unknown[]): boolean {
  return rows.length === 1;
}

function millisecondsOf(column: string): string {
  return `(extract(epoch from ${column}) * 1000)::bigint::text`;
}

function dateOf(milliseconds: string): Date {
  return new Date(Number(milliseconds));
}

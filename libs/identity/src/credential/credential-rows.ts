/** Reading and changing credentials: every statement about `identity.credential` stands here. */
import type { Clock, Id } from '#kernel';

import type { Sql } from '../sql.js';

export interface Credential {
  readonly officer: Id;
  readonly login: string;
  readonly hash: string;
  readonly active: boolean;
  /** Personnel number; null for an account that was made before there were any. */
  readonly human: string | null;
}

export interface NewCredential {
  readonly officer: Id;
  readonly login: string;
  readonly hash: string;
  readonly human: string;
  /** Whether the password was made up for the officer, who has to choose his own. */
  readonly provisional: boolean;
}

interface CredentialRow {
  readonly officer_id: Id;
  readonly login: string;
  readonly password_hash: string;
  readonly active: boolean;
  readonly personnel_number: string | null;
}

const BY = 'select c.officer_id, c.login, c.password_hash, c.personnel_number, o.active from identity.credential c join records.officer o on o.id = c.officer_id';

export class CredentialRows {
  constructor(private readonly clock: Clock) {}

  /** @returns the credential of a login in its one spelling, or null. */
  async byLogin(sql: Sql, login: string): Promise<Credential | null> {
    return found(await sql<CredentialRow>(`${BY} where c.login = $1`, [login]));
  }

  /** @returns the officer's account, or null. */
  async byOfficer(sql: Sql, officer: Id): Promise<Credential | null> {
    return found(await sql<CredentialRow>(`${BY} where c.officer_id = $1`, [officer]));
  }

  /** As `byOfficer`, and keeps others from changing this officer's account until the transaction ends. */
  async lock(sql: Sql, officer: Id): Promise<Credential | null> {
    return found(await sql<CredentialRow>(`${BY} where c.officer_id = $1 for update of c`, [officer]));
  }

  /** As `lock`, but only against changes of the password. @returns whether the hash is still the officer's. */
  async keep(sql: Sql, officer: Id, hash: string): Promise<boolean> {
    return (await sql('select from identity.credential where officer_id = $1 and password_hash = $2 for share', [officer, hash])).length === 1;
  }

  /** @returns false when the login is taken. */
  async add(sql: Sql, { officer, login, hash, human, provisional }: NewCredential): Promise<boolean> {
    const added = await sql(
      `insert into identity.credential (officer_id, login, password_hash, password_set_at, personnel_number, provisional)
       values ($1, $2, $3, $4::timestamptz, $5, $6) on conflict (login) do nothing returning officer_id`,
      [officer, login, hash, this.clock.now().toISOString(), human, provisional],
    );
    return added.length === 1;
  }

  /**
   * @param instead the hash to be replaced; left out, whichever there is. @param provisional left out, as it was.
   * @returns whether it was replaced.
   */
  async replaceHash(sql: Sql, officer: Id, hash: string, { instead = null, provisional = null }: { readonly instead?: string | null; readonly provisional?: boolean | null }): Promise<boolean> {
    const changed = await sql(
      `update identity.credential set password_hash = $2, password_set_at = $4::timestamptz, provisional = coalesce($5::boolean, provisional)
        where officer_id = $1 and ($3::text is null or password_hash = $3::text) returning officer_id`,
      [officer, hash, instead, this.clock.now().toISOString(), provisional],
    );
    return changed.length === 1;
  }
}

function found([row]: readonly CredentialRow[]): Credential | null {
  return row ? { officer: row.officer_id, login: row.login, hash: row.password_hash, active: row.active, human: row.personnel_number } : null;
}

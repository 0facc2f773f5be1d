/** The roles of an officer, with who gave and took them and when. */
import { ADVISORY_LOCK, newId, type Clock, type Id } from '#kernel';
import { isRole, type Role } from '#policy';

import type { Sql } from '../sql.js';

export class RoleRows {
  constructor(private readonly clock: Clock) {}

  /** @returns the live roles of an officer, sorted. */
  async of(sql: Sql, officer: Id): Promise<readonly Role[]> {
    const rows = await sql<{ role: string }>(
      'select role from identity.officer_role where officer_id = $1 and revoked_at is null order by role', [officer]);
    return rows.map(({ role }) => role).filter(isRole);
  }

  /** @param by null for the first administrator. @returns false when the officer has the role already. */
  async grant(sql: Sql, officer: Id, role: Role, by: Id | null): Promise<boolean> {
    const granted = await sql(
      `insert into identity.officer_role (id, officer_id, role, granted_by, granted_at) values ($1, $2, $3, $4::uuid, $5::timestamptz)
       on conflict (officer_id, role) where revoked_at is null do nothing returning id`,
      [newId(), officer, role, by, this.clock.now().toISOString()],
    );
    return granted.length === 1;
  }

  /** @returns false when the officer does not have the role. */
  async revoke(sql: Sql, officer: Id, role: Role, by: Id): Promise<boolean> {
    const revoked = await sql(
      `update identity.officer_role set revoked_at = $3::timestamptz, revoked_by = $4::uuid
        where officer_id = $1 and role = $2 and revoked_at is null returning id`,
      [officer, role, this.clock.now().toISOString(), by],
    );
    return revoked.length === 1;
  }

  /** @returns the live roles of all accounts of one human. Others who change any of them wait until the transaction ends. */
  async ofHuman(sql: Sql, human: string): Promise<readonly Role[]> {
    await sql(`select pg_advisory_xact_lock(hashtextextended($1, ${ADVISORY_LOCK.ROLES_OF_HUMAN}))::text`, [human]);
    const rows = await sql<{ role: string }>(
      `select distinct r.role from identity.officer_role r join identity.credential c on c.officer_id = r.officer_id
        where c.personnel_number = $1 and r.revoked_at is null order by r.role`, [human]);
    return rows.map(({ role }) => role).filter(isRole);
  }

  /** @returns the personnel numbers of those who may sign in as administrators and can ask or approve. */
  async administrators(sql: Sql): Promise<readonly string[]> {
    const rows = await sql<{ human: string }>(
      `select distinct c.personnel_number as human from identity.officer_role r join records.officer o on o.id = r.officer_id and o.active
         join identity.credential c on c.officer_id = o.id
        where r.role = $1 and r.revoked_at is null and c.personnel_number is not null`, ['ADMINISTRATOR']);
    return rows.map(({ human }) => human);
  }
}

/** An officer's agency and live roles, for those who answer for them; who may ask is decided before. */
import { isId, type Id } from '#kernel';
import { isRole, type Role } from '#policy';
import type { Wall } from '#wall';

import { orUnavailable, sqlOn } from '../sql.js';

const STAFF = `
  select o.agency_id, array(select r.role from identity.officer_role r where r.officer_id = o.id and r.revoked_at is null order by r.role) as roles
    from records.officer o where o.id = $1`;

export class StaffRoles {
  constructor(private readonly wall: Wall) {}

  /** @returns null when there is no such officer. @throws CodedError UNAVAILABLE when the database does not answer. */
  async of(officer: Id): Promise<{ readonly agency: Id; readonly roles: readonly Role[] } | null> {
    const [row] = await orUnavailable(() => sqlOn(this.wall)<{ agency_id: string; roles: readonly string[] }>(STAFF, [officer]));
    return row && isId(row.agency_id) ? { agency: row.agency_id, roles: row.roles.filter(isRole) } : null;
  }
}

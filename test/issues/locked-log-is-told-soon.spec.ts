/** Whoever asked for an access history while the log was locked waited for half a minute, and held one of two connections meanwhile. */
import { AuditReader } from '#audit';
import { newId } from '#kernel';
import { withClient } from '#persistence';

import { freshDatabase } from '../support/database.js';

it('a locked audit log ends a reading by the lock that was not had, not by the time limit of long searches', async () => {
  const database = await freshDatabase();
  const reader = new AuditReader({ connectionString: database.access.auditor });
  await withClient(database.adminUrl, async (admin) => {
    await admin.query('begin; lock table audit.entry in access exclusive mode');
    const asked = reader.accessHistory({ officer: newId() }, { first: 1 });
    await expect(asked).rejects.toMatchObject({ code: 'UNAVAILABLE', cause: { code: '55P03' } });
  });
  await reader.close();
  await database.drop();
});

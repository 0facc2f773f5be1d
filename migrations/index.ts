/**
 * Every migration, oldest first. `npm run sync` rewrites this file from the names in the folder; a test fails when the two
 * differ.
 */
import type { MigrationObject } from '@mikro-orm/core';
import { Migration20261123000001_schemas_and_roles } from './Migration20261123000001_schemas_and_roles.js';
import { Migration20261123000002_audit_log } from './Migration20261123000002_audit_log.js';
import { Migration20261123000003_records } from './Migration20261123000003_records.js';
import { Migration20261123000004_credentials_and_sessions } from './Migration20261123000004_credentials_and_sessions.js';
import { Migration20261123000005_history } from './Migration20261123000005_history.js';
import { Migration20261123000006_imports } from './Migration20261123000006_imports.js';
import { Migration20261123071626_proof_of_identity } from './Migration20261123071626_proof_of_identity.js';
import { Migration20261123072051_audit_tree } from './Migration20261123072051_audit_tree.js';
import { Migration20261123072136_notices } from './Migration20261123072136_notices.js';
import { Migration20261123072333_seal_orders } from './Migration20261123072333_seal_orders.js';
import { Migration20261123072403_what_a_seal_closes } from './Migration20261123072403_what_a_seal_closes.js';
import { Migration20261123072609_vault } from './Migration20261123072609_vault.js';
import { Migration20261123072724_identity_budget } from './Migration20261123072724_identity_budget.js';
import { Migration20261123073443_approvals } from './Migration20261123073443_approvals.js';
import { Migration20261123074147_repeated_reasons } from './Migration20261123074147_repeated_reasons.js';
import { Migration20261123075800_decoys } from './Migration20261123075800_decoys.js';
import { Migration20261123080251_wall } from './Migration20261123080251_wall.js';
import { Migration20261123080307_row_security } from './Migration20261123080307_row_security.js';
import { Migration20261123080613_wall_fails_closed } from './Migration20261123080613_wall_fails_closed.js';
import { Migration20261123080746_second_factors } from './Migration20261123080746_second_factors.js';
import { Migration20261123081029_sealed_fields } from './Migration20261123081029_sealed_fields.js';
import { Migration20261123082436_wall_tickets } from './Migration20261123082436_wall_tickets.js';
import { Migration20261123082451_emergency_openings } from './Migration20261123082451_emergency_openings.js';
import { Migration20261123082455_reviewed_by_somebody_else } from './Migration20261123082455_reviewed_by_somebody_else.js';
import { Migration20261123083358_signed_accounts } from './Migration20261123083358_signed_accounts.js';
import { Migration20261123083505_history_under_new_keys } from './Migration20261123083505_history_under_new_keys.js';
import { Migration20261123083601_wall_while_migrating } from './Migration20261123083601_wall_while_migrating.js';
import { Migration20261123083636_erasure } from './Migration20261123083636_erasure.js';
import { Migration20261123084618_declared_loss } from './Migration20261123084618_declared_loss.js';
import { Migration20261123085532_trusted_documents } from './Migration20261123085532_trusted_documents.js';
import { Migration20261123090100_accounts_go_one_way } from './Migration20261123090100_accounts_go_one_way.js';
import { Migration20261123090900_erased_by_two } from './Migration20261123090900_erased_by_two.js';
import { Migration20261123092827_limited_sessions } from './Migration20261123092827_limited_sessions.js';

export const MIGRATIONS: readonly MigrationObject[] = [
  { name: 'Migration20261123000001_schemas_and_roles', class: Migration20261123000001_schemas_and_roles },
  { name: 'Migration20261123000002_audit_log', class: Migration20261123000002_audit_log },
  { name: 'Migration20261123000003_records', class: Migration20261123000003_records },
  { name: 'Migration20261123000004_credentials_and_sessions', class: Migration20261123000004_credentials_and_sessions },
  { name: 'Migration20261123000005_history', class: Migration20261123000005_history },
  { name: 'Migration20261123000006_imports', class: Migration20261123000006_imports },
  { name: 'Migration20261123071626_proof_of_identity', class: Migration20261123071626_proof_of_identity },
  { name: 'Migration20261123072051_audit_tree', class: Migration20261123072051_audit_tree },
  { name: 'Migration20261123072136_notices', class: Migration20261123072136_notices },
  { name: 'Migration20261123072333_seal_orders', class: Migration20261123072333_seal_orders },
  { name: 'Migration20261123072403_what_a_seal_closes', class: Migration20261123072403_what_a_seal_closes },
  { name: 'Migration20261123072609_vault', class: Migration20261123072609_vault },
  { name: 'Migration20261123072724_identity_budget', class: Migration20261123072724_identity_budget },
  { name: 'Migration20261123073443_approvals', class: Migration20261123073443_approvals },
  { name: 'Migration20261123074147_repeated_reasons', class: Migration20261123074147_repeated_reasons },
  { name: 'Migration20261123075800_decoys', class: Migration20261123075800_decoys },
  { name: 'Migration20261123080251_wall', class: Migration20261123080251_wall },
  { name: 'Migration20261123080307_row_security', class: Migration20261123080307_row_security },
  { name: 'Migration20261123080613_wall_fails_closed', class: Migration20261123080613_wall_fails_closed },
  { name: 'Migration20261123080746_second_factors', class: Migration20261123080746_second_factors },
  { name: 'Migration20261123081029_sealed_fields', class: Migration20261123081029_sealed_fields },
  { name: 'Migration20261123082436_wall_tickets', class: Migration20261123082436_wall_tickets },
  { name: 'Migration20261123082451_emergency_openings', class: Migration20261123082451_emergency_openings },
  { name: 'Migration20261123082455_reviewed_by_somebody_else', class: Migration20261123082455_reviewed_by_somebody_else },
  { name: 'Migration20261123083358_signed_accounts', class: Migration20261123083358_signed_accounts },
  { name: 'Migration20261123083505_history_under_new_keys', class: Migration20261123083505_history_under_new_keys },
  { name: 'Migration20261123083601_wall_while_migrating', class: Migration20261123083601_wall_while_migrating },
  { name: 'Migration20261123083636_erasure', class: Migration20261123083636_erasure },
  { name: 'Migration20261123084618_declared_loss', class: Migration20261123084618_declared_loss },
  { name: 'Migration20261123085532_trusted_documents', class: Migration20261123085532_trusted_documents },
  { name: 'Migration20261123090100_accounts_go_one_way', class: Migration20261123090100_accounts_go_one_way },
  { name: 'Migration20261123090900_erased_by_two', class: Migration20261123090900_erased_by_two },
  { name: 'Migration20261123092827_limited_sessions', class: Migration20261123092827_limited_sessions },
];

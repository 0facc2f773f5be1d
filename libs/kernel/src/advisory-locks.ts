/**
 * The numbers of all advisory locks of the database, in one place: a number is one lock in a whole database, and two things that
 * took the same one kept each other waiting. A new lock takes the next number. Statements of migrations repeat theirs, since
 * what has been applied is never changed. Locks named by a hash of 64 bits (the source of an import) need no number.
 */
export const ADVISORY_LOCK = {
  /** Setting up logins (persistence). */
  LOGINS: 7_161_902,
  /** Applying migrations (persistence). */
  MIGRATING: 7_161_903,
  /** Building the database that tests are copied from (test/support/database.ts). */
  TEST_TEMPLATE: 7_161_904,
  /** Shared by whoever adds a person's key, alone by whoever erases one (vault, and its migration). */
  ERASING: 7_161_905,
  /** Asking for approvals, one at a time for each officer: hashed with the officer's id (change). */
  APPROVAL_OF_OFFICER: 7_161_906,
  /** Changing the roles of one human: hashed with the personnel number (identity). */
  ROLES_OF_HUMAN: 7_161_907,
  /** Reporting openings of decoys; taken by `decoy.report`, in its migration only. */
  DECOYS: 7_161_910,
  /** Putting the audit log into its tree (audit). */
  SEALING_LOG: 7_161_911,
  /** Making the first administrators (identity). */
  FIRST_ADMINISTRATORS: 7_161_912,
  /** Completing erasures, one worker at a time (casework). */
  COMPLETING_ERASURES: 7_161_913,
  /** Telling of a seal that does not open: hashed with the row's id (identity). */
  BROKEN_SEAL_OF_ROW: 7_161_914,
  /** Changing the key of one person: hashed with the person's id (vault). */
  KEY_OF_PERSON: 7_161_915,
} as const;

/**
 * What one audit entry says, and the only door by which it becomes text. An entry tells who asked what, why, which
 * records were touched and which fields were shown or withheld. It never holds a value of a record: ids, names of
 * fields, codes and counts are all it has room for, and the shape below refuses anything else before it is written.
 */
import { CodedError, isId, type Id } from '#kernel';
import { z } from 'zod';

export type AuditAct =
  | 'READ' | 'COUNT' | 'HISTORY' | 'LINKS' | 'CHANGE' | 'IMPORT' | 'SIGN_IN' | 'SIGN_OUT' | 'ACCOUNT' | 'AUDIT_READ';

export type AuditOutcome = 'ANSWERED' | 'REFUSED' | 'ACCEPTED';

/** Who acted, as they stood at that moment. */
export interface AuditActor {
  readonly officer: Id;
  readonly agency: Id;
  readonly session: Id;
  readonly roles: readonly string[];
}

/** Why: a live tasking, or a reason code with the officer's own words (Directive (EU) 2016/680, article 25). */
export type AuditPurpose = { readonly tasking: Id } | { readonly reason: string; readonly text: string };

/** Records of one type that one act touched, with the fields it showed and the fields it kept back. */
export interface AuditTouch {
  readonly record: string;
  readonly ids: readonly Id[];
  readonly disclosed: readonly string[];
  readonly withheld: readonly string[];
}

/** One act, as recorded. It MUST NOT hold a value of a record. */
export interface AuditEntry {
  readonly act: AuditAct;
  readonly outcome: AuditOutcome;
  /** Null when nobody is signed in, as for a failed sign-in. */
  readonly actor: AuditActor | null;
  readonly purpose: AuditPurpose | null;
  /** The client's operation name, the root field or command, and the SHA-256 of the document in lower-case hex. */
  readonly question: { readonly operation: string | null; readonly root: string; readonly hash: string };
  readonly touched: readonly AuditTouch[];
  /** Codes and counts only: names of rules, numbers of rows. */
  readonly detail?: Readonly<Record<string, string | number>>;
}

/** The most record ids one entry may name. A larger answer has to be given, and recorded, in pages. */
export const MOST_IDS = 20_000;

const id = z.string().refine(isId).meta({ format: 'uuid' });
const fieldName = z.string().max(100).regex(/^[A-Za-z][A-Za-z0-9.]*$/);
const detailName = z.string().max(100).regex(/^[A-Za-z][A-Za-z0-9_]*$/);
const code = z.string().max(100).regex(/^[A-Za-z0-9][A-Za-z0-9_.:-]*$/);
// Unpaired surrogates and control characters other than tab and line ends have no place in a database text.
const words = z.string().max(2_000).regex(/^(?:[^\p{Cc}\p{Cs}]|[\t\n\r])*$/u);

// Keys stand in code-unit order, here and below: see `entryBody`.
const touch = z.strictObject({
  disclosed: z.array(fieldName).max(1_000),
  ids: z.array(id).max(MOST_IDS),
  record: z.string().max(100).regex(/^[A-Za-z][A-Za-z0-9]*$/),
  withheld: z.array(fieldName).max(1_000),
});

const shape = z.strictObject({
  act: z.enum(['READ', 'COUNT', 'HISTORY', 'LINKS', 'CHANGE', 'IMPORT', 'SIGN_IN', 'SIGN_OUT', 'ACCOUNT', 'AUDIT_READ']),
  actor: z.strictObject({ agency: id, officer: id, roles: z.array(code).max(100), session: id }).nullable(),
  detail: z.record(detailName, z.union([code, z.int()])).transform(inKeyOrder).optional(),
  outcome: z.enum(['ANSWERED', 'REFUSED', 'ACCEPTED']),
  purpose: z.union([z.strictObject({ tasking: id }), z.strictObject({ reason: code, text: words })]).nullable(),
  question: z.strictObject({
    hash: z.string().regex(/^[0-9a-f]{64}$/),
    operation: z.string().max(200).regex(/^[_A-Za-z][_A-Za-z0-9]*$/).nullable(),
    root: z.string().max(200).regex(/^[_A-Za-z][_A-Za-z0-9.]*$/),
  }),
  touched: z.array(touch).max(1_000)
    .refine((touched) => touched.reduce((sum, { ids }) => sum + ids.length, 0) <= MOST_IDS),
}) satisfies z.ZodType<AuditEntry>;

function inKeyOrder(detail: Record<string, string | number>): Record<string, string | number> {
  return Object.fromEntries(Object.entries(detail).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The JSON Schema (draft 2020-12) of an entry's body; `schema/audit-entry.json` is written from it. */
export const auditEntryJsonSchema = {
  title: 'AuditEntry',
  description: `One act in the audit log, as canonical JSON (RFC 8785). At most ${MOST_IDS} ids over all of touched.`,
  ...z.toJSONSchema(shape, { io: 'input' }),
};

/**
 * @returns the canonical text (RFC 8785) of an entry: the exact characters that are stored, chained and, later, hashed
 *   into the tree. Canonical JSON has no raw line break.
 * @throws CodedError INTERNAL when the entry is not of the declared shape. What was wrong is not told, as it may be a value.
 */
export function entryBody(entry: AuditEntry): string {
  const checked = shape.safeParse(entry);
  if (!checked.success) throw new CodedError('INTERNAL', 'AUDIT_ENTRY_SHAPE');
  // Checked data has its keys in order, whole numbers and well-formed text only: for such data plain JSON is canonical
  // JSON (RFC 8785 section 3.2), at an eighth of the cost of sorting every object of every entry again.
  return JSON.stringify(checked.data);
}

/**
 * @returns the entry that a stored body says, or null when the text is not of the declared shape: then no lane wrote it,
 *   and the chain check names it.
 */
export function entryFrom(body: string): AuditEntry | null {
  try {
    return shape.safeParse(JSON.parse(body)).data ?? null;
  } catch {
    return null;
  }
}

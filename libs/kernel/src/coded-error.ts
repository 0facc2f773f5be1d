/**
 * Errors that leave the process. Each has a stable code and one constant sentence per language: bad input is told
 * that it is bad, never what it met. What went wrong inside goes to the log, without values.
 */
import type { Id } from './id.js';
import type { Locale, Words } from './words.js';

const SENTENCES = {
  BAD_REQUEST: { en: 'Bad request', az: 'Yanlış sorğu' },
  UNAUTHENTICATED: { en: 'Sign in first', az: 'Əvvəlcə daxil olun' },
  REAUTH_REQUIRED: { en: 'Prove again who you are', az: 'Kimliyinizi yenidən təsdiq edin' },
  SIGN_IN_FAILED: { en: 'Sign-in failed', az: 'Daxil olmaq alınmadı' },
  FORBIDDEN: { en: 'Not allowed', az: 'İcazə yoxdur' },
  APPROVAL_REQUIRED: { en: 'Another officer has to approve this', az: 'Bunu başqa əməkdaş təsdiq etməlidir' },
  NOT_FOUND: { en: 'Not found', az: 'Tapılmadı' },
  CONFLICT: { en: 'The record has changed since you read it', az: 'Qeyd siz oxuyandan sonra dəyişib' },
  REJECTED: { en: 'The command breaks a rule', az: 'Əmr qaydanı pozur' },
  TOO_MANY_REQUESTS: { en: 'Too many requests', az: 'Həddən artıq sorğu' },
  UNAVAILABLE: { en: 'The service cannot answer now', az: 'Xidmət hazırda cavab verə bilmir' },
  INTERNAL: { en: 'Internal error', az: 'Daxili xəta' },
} as const satisfies Record<string, Words>;

export type ErrorCode = keyof typeof SENTENCES;

/** An error whose code and sentence may be shown to the caller. */
export class CodedError extends Error {
  /**
   * @param code the stable code, also the GraphQL `extensions.code`.
   * @param rule for REJECTED and BAD_REQUEST of commands: the stable name of the rule that was broken, e.g.
   *   `DECISION_NEEDS_REASON`. It names a rule, never a value.
   */
  constructor(
    readonly code: ErrorCode,
    readonly rule?: string,
    options?: ErrorOptions,
  ) {
    super(SENTENCES[code].en, options);
    this.name = 'CodedError';
  }

  /** @returns the sentence in the asked language. */
  sentence(locale: Locale): string {
    return SENTENCES[this.code][locale];
  }
}

/** The command waits for somebody else's approval: it is asked for under this id, and nothing was carried out. */
export class ApprovalRequired extends CodedError {
  constructor(readonly approval: Id) {
    super('APPROVAL_REQUIRED');
  }
}

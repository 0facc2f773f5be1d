/** How long a session lives (OWASP ASVS 5.0, 7.3: inactivity and absolute limits). All in milliseconds. */
export interface SessionSettings {
  /** Ends after so long without a request. */
  readonly idleMs: number;
  /** Ends so long after sign-in, whatever happens. */
  readonly absoluteMs: number;
  /**
   * The last request is written down no more often than this. A session may therefore end this much before the idle limit,
   * never after it.
   */
  readonly noteEveryMs: number;
}

export const SESSION_SETTINGS: SessionSettings = { idleMs: 15 * 60_000, absoluteMs: 12 * 3_600_000, noteEveryMs: 60_000 };

/** What the worker does again and again. */
export interface Job {
  /** Constant, lower case with hyphens: it stands in the log. */
  readonly name: string;
  /** Milliseconds from one start to the next. A run that takes longer is followed by the next at once; a job never overlaps itself. */
  readonly everyMs: number;
  /**
   * Does what is due now. It MUST be safe to be killed at any point and to run beside another worker.
   * @param stopping aborted when the process is asked to end: a long run returns at the next safe place.
   * @throws when it could not; the next run, after a growing pause, tries again.
   */
  run(stopping: AbortSignal): Promise<void>;
}

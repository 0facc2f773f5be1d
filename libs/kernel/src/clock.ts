/** Time comes from outside, so that a test can hold it still. */
export interface Clock {
  /** @returns the present instant. */
  now(): Date;
}

/** The machine's own clock. */
export const systemClock: Clock = { now: () => new Date() };

/** @returns a clock that stands still at `instant` until `advance` moves it, in milliseconds. */
export function fixedClock(instant: Date): Clock & { advance(milliseconds: number): void } {
  let at = instant.getTime();
  return {
    now: () => new Date(at),
    advance: (milliseconds) => {
      at += milliseconds;
    },
  };
}

/**
 * How often one may try. The times of the counted attempts lie in the database, so the limit holds across processes and
 * restarts, and it is a sliding window: never more than so many in any fifteen minutes. An attempt is counted before the
 * password is looked at, and given back when the password was right, so parallel guesses cannot slip past the count.
 *
 * The store of `rate-limiter-flexible` would need the rights to create and delete, which the application's login does not
 * have; it counts in fixed windows (up to twice the limit across a boundary) and by its own clock.
 */
import { createHash } from 'node:crypto';
import type { Clock, Id } from '#kernel';

import type { Sql } from '../sql.js';

export interface AttemptLimitSettings {
  /** Length of the window in milliseconds. */
  readonly windowMs: number;
  /** Failures per account in a window (NIST SP 800-63B-4 allows 100 in a row; five is the house's). */
  readonly perAccount: number;
  /** Failures per network source in a window: guessing one password against many accounts. */
  readonly perSource: number;
  /** Wrong second factors per account in a window: of a million codes at most three are right at a time. */
  readonly perFactor: number;
  /** Challenges for devices per network source in a window: they cost a row each. */
  readonly ceremonies: number;
  /** Failures of everybody together in a window before an alarm is raised; nobody is locked by it. */
  readonly everybody: number;
}

export const ATTEMPT_LIMITS: AttemptLimitSettings = { windowMs: 15 * 60_000, perAccount: 5, perSource: 50, perFactor: 5, ceremonies: 200, everybody: 200 };

const TAKE = `
  insert into identity.attempt_limit as l (key, attempts, admitted) values ($1, array[$2::timestamptz(3)], true)
  on conflict (key) do update set (attempts, admitted) = (
    select case when count(t) < $4::int then coalesce(array_agg(t), '{}') || $2::timestamptz(3) else array_agg(t) end, count(t) < $4::int
      from unnest(l.attempts) t where t > $3::timestamptz)
  returning admitted`;

const GIVE_BACK = `
  update identity.attempt_limit
     set attempts = attempts[:array_position(attempts, $2::timestamptz(3)) - 1] || attempts[array_position(attempts, $2::timestamptz(3)) + 1:]
   where key = $1 and $2::timestamptz(3) = any (attempts)`;

/** A counted attempt, to be given back. */
export interface Attempt {
  readonly key: string;
  readonly at: string;
}

export class AttemptLimits {
  constructor(private readonly clock: Clock, private readonly settings: AttemptLimitSettings = ATTEMPT_LIMITS) {}

  /** @returns the counted attempt on an account, or null when it is locked for now. */
  ofAccount(sql: Sql, key: string): Promise<Attempt | null> {
    return this.take(sql, key, this.settings.perAccount);
  }

  /** @returns the counted attempt from a source, or null when the source has had its share. */
  ofSource(sql: Sql, source: string): Promise<Attempt | null> {
    return this.take(sql, `source:${source}`, this.settings.perSource);
  }

  /** @returns the counted guess at an officer's second factor, or null when it is locked for now. */
  ofFactor(sql: Sql, officer: Id): Promise<Attempt | null> {
    return this.take(sql, `factor:${officer}`, this.settings.perFactor);
  }

  /** @returns the counted request for a challenge, or null when the source has had its share. */
  ofCeremony(sql: Sql, source: string): Promise<Attempt | null> {
    return this.take(sql, `ceremony:${source}`, this.settings.ceremonies);
  }

  /** Counts a failure whoever's it was. @returns whether there are still fewer than alarm. */
  async ofEverybody(sql: Sql): Promise<boolean> {
    return (await this.take(sql, 'everybody', this.settings.everybody)) !== null;
  }

  /** @returns true once in a window for each alarm. */
  async isFirstAlarm(sql: Sql, about: string): Promise<boolean> {
    return (await this.take(sql, `alarm:${about}`, 1)) !== null;
  }

  /** Takes an attempt out of the count that turned out to be no failure. */
  async giveBack(sql: Sql, attempt: Attempt): Promise<void> {
    await sql(GIVE_BACK, [attempt.key, attempt.at]);
  }

  private async take(sql: Sql, key: string, most: number): Promise<Attempt | null> {
    const now = this.clock.now();
    const at = now.toISOString();
    const since = new Date(now.getTime() - this.settings.windowMs).toISOString();
    const [row] = await sql<{ admitted: boolean }>(TAKE, [key, at, since, most]);
    return row?.admitted === true ? { key, at } : null;
  }
}

/**
 * @returns the counter of an account. Logins that do not exist share 65,536 counters: they cost the same work, and a
 *   stranger cannot fill the table with them. A login is never written down: people type passwords into that field.
 */
export function accountKey(officer: Id | null, login: string): string {
  if (officer !== null) return `account:${officer}`;
  return `unknown:${createHash('sha256').update(login, 'utf8').digest('hex').slice(0, 4)}`;
}

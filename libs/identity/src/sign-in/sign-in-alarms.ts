/**
 * When guessing becomes an attack, people are told; nobody is locked for it. An account that has had its share of guesses, a
 * source that has had its share, and many failures of everybody together (one password tried on many accounts, from many
 * places): each is told once in a window.
 */
import type { Id } from '#kernel';

import { raise } from '../notice/raise.js';
import { queryOn, type Sql } from '../sql.js';
import { accountKey, type AttemptLimits } from './attempt-limits.js';

export interface Failure {
  readonly source: string;
  /** Whose account it was about; null when there is none. */
  readonly officer: Id | null;
  /** The account, the second factor or the source had no guess left. */
  readonly exhausted?: 'ACCOUNT' | 'SOURCE' | undefined;
}

export class SignInAlarms {
  constructor(private readonly limits: AttemptLimits) {}

  /** Counts a failure and raises what is due. A login that does not exist costs the same statements, and is no news. */
  async failed(sql: Sql, { source, officer, exhausted }: Failure): Promise<void> {
    if (!(await this.limits.ofEverybody(sql))) await this.tell(sql, 'everybody', null);
    if (exhausted === 'SOURCE') await this.tell(sql, `source:${source}`, null);
    if (exhausted === 'ACCOUNT' && (await this.limits.isFirstAlarm(sql, accountKey(officer, source))) && officer !== null) {
      await raise(queryOn(sql), { kind: 'SIGN_IN_ATTACK', officer });
    }
  }

  private async tell(sql: Sql, about: string, officer: Id | null): Promise<void> {
    if (await this.limits.isFirstAlarm(sql, about)) await raise(queryOn(sql), { kind: 'SIGN_IN_ATTACK', officer });
  }
}

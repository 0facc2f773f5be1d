/**
 * The signed context of one transaction, as text. `wall.admits` in the database takes the same text apart
 * (migrations, wall): whoever changes one changes both, and counts the version up.
 */
import { CodedError, isId } from '#kernel';

import type { Claims } from './claims.js';
import type { WallKey } from './wall-key.js';

/** The setting that carries it, for the length of a transaction. */
export const CONTEXT_SETTING = 'qalxan.context';

/** Asks a backend who it is and when its transaction began: what a context is bound to. One row, one text. */
export const CHALLENGE = `select pg_backend_pid() || '|' || (extract(epoch from now()) * 1000000)::bigint`;
export const SET_CONTEXT = `select set_config('${CONTEXT_SETTING}', $1, true)`;

const VERSION = 1;

/** @returns when the transaction of a challenge began, to the millisecond. */
export function beginningIn(challenge: string): Date {
  return new Date(Math.floor(Number(challenge.split('|')[1]) / 1000));
}

/**
 * @param challenge the answer to {@link CHALLENGE} in the transaction that is to be admitted.
 * @param life milliseconds from the transaction's beginning, on the database's own clock.
 * @throws CodedError INTERNAL for claims or a challenge that could be read in two ways.
 */
export function signedContext(key: WallKey, { kind, officer, tables }: Claims, challenge: string, life: number): string {
  const bound = /^(\d+)\|(\d+)$/.exec(challenge);
  const named = tables === '*' ? '*' : tables.join(',');
  if (!bound || (officer !== null && !isId(officer)) || !/^(?:\*|[a-z0-9_,]*)$/.test(named)) throw new CodedError('INTERNAL', 'WALL_CLAIMS');
  const expiry = beginningIn(challenge).getTime() + life;
  const text = [VERSION, key.id, kind, officer ?? '-', named, expiry, challenge].join('|');
  return `${text}|${key.sign(text)}`;
}

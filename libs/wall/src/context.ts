/**
 * What is signed, as text: the context of a transaction, and the ticket for one turn of a backend, which becomes a context.
 * `wall.admits` and `wall.enter` in the database take the same texts apart (migrations, wall): whoever changes one side
 * changes both, and counts the version up.
 */
import { CodedError, isId } from '#kernel';

import type { Claims } from './claims.js';
import type { WallKey } from './wall-key.js';

/** The setting that carries the context, for the length of a transaction. */
export const CONTEXT_SETTING = 'qalxan.context';

/** Asks a backend who it is and when its transaction began: what a context is bound to. One row, one text. */
export const CHALLENGE = `select pg_backend_pid() || '|' || (extract(epoch from now()) * 1000000)::bigint`;
export const SET_CONTEXT = `select set_config('${CONTEXT_SETTING}', $1, true)`;

/** Asks a backend for its first turn: what a ticket is bound to. One row, one text. */
export const FIRST_TURN = 'select wall.next_turn()';
/** Uses a ticket up; answers with the backend's next turn. */
export const ENTER = 'select wall.enter($1)';

/** @returns when the transaction of a challenge began, to the millisecond. */
export function beginningIn(challenge: string): Date {
  return new Date(Math.floor(Number(challenge.split('|')[1]) / 1000));
}

/**
 * @param challenge the answer to {@link CHALLENGE} in the transaction that is to be admitted.
 * @param life milliseconds from the transaction's beginning, on the database's own clock.
 * @throws CodedError INTERNAL for claims or a challenge that could be read in two ways.
 */
export function signedContext(key: WallKey, claims: Claims, challenge: string, life: number): string {
  return signed(key, '1', claims, beginningIn(challenge).getTime() + life, challenge);
}

/**
 * @param turn the backend's turn, as it told it last.
 * @param life milliseconds from the beginning of the transaction in which it is used.
 * @throws CodedError as {@link signedContext}.
 */
export function signedTicket(key: WallKey, claims: Claims, turn: string, life: number): string {
  return signed(key, 'T1', claims, life, turn);
}

function signed(key: WallKey, version: string, { kind, officer, tables }: Claims, until: number, bound: string): string {
  const named = tables === '*' ? '*' : tables.join(',');
  if (!/^\d+\|\d+$/.test(bound) || (officer !== null && !isId(officer)) || !/^(?:\*|[a-z0-9_,]*)$/.test(named)) throw new CodedError('INTERNAL', 'WALL_CLAIMS');
  const text = [version, key.id, kind, officer ?? '-', named, until, bound].join('|');
  return `${text}|${key.sign(text)}`;
}

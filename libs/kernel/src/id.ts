/** Ids are random (UUID version 4, RFC 9562 section 5.4): an id says nothing about its record, not even when it was made. */
import { randomUUID } from 'node:crypto';

/** A record id: a lower-case UUID version 4. */
export type Id = string;

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** @returns a new random id. */
export function newId(): Id {
  return randomUUID();
}

/** @returns whether `value` has exactly the canonical form that {@link newId} makes; any other spelling is no id. */
export function isId(value: unknown): value is Id {
  return typeof value === 'string' && value.length === 36 && ID.test(value);
}

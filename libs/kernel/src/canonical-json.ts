/** One value, one text: what is hashed or signed must not depend on key order or number formatting. */
import canonicalize from 'canonicalize';

/**
 * Serialises plain data by the JSON Canonicalization Scheme (RFC 8785).
 * @throws TypeError when the value has no JSON form (a function, `undefined`, a symbol).
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('value has no JSON form');
  return text;
}

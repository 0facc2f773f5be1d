/**
 * A sealed value as it stands in the history: the column's own envelope, written as PostgreSQL writes bytes in JSON. The clear
 * value is in no row of the history, in no journal and in no error.
 */

/** Where the nonce stands in an envelope. It is made from the cell and the value alone, so it tells whether two are equal. */
const NONCE = { from: 17, to: 29 } as const;

/** @returns the envelope as a JSON string, `\x` and hexadecimal digits: the form of `bytea` in PostgreSQL's JSON. */
export function envelopeText(envelope: Buffer): string {
  return `\\x${envelope.toString('hex')}`;
}

/** @returns the envelope that {@link envelopeText} or PostgreSQL wrote. */
export function envelopeFrom(text: string): Buffer {
  return Buffer.from(text.slice(2), 'hex');
}

/** @returns whether two envelopes of one cell hold the same value, under whatever key, without opening them. */
export function sameValue(one: Buffer, other: Buffer): boolean {
  return one.subarray(NONCE.from, NONCE.to).equals(other.subarray(NONCE.from, NONCE.to));
}

/** @returns the SQL of what tells equal sealed values from different ones, whatever key they stand under. */
export function sameValueSql(column: string): string {
  return `substring(${column} from ${NONCE.from + 1} for ${NONCE.to - NONCE.from})`;
}

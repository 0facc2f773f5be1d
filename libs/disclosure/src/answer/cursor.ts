/**
 * Sealed cursors. A cursor says where a page ended; to anybody but the server it is noise, and it opens only for the
 * viewer, the question and the day (or the day after) it was made for. AES-256-GCM with a nonce derived from the content
 * (a synthetic IV, as in RFC 8452): the same place gives the same cursor, so that cursors tell nothing by changing.
 */
import { CodedError, isId, type Clock, type Id } from '#kernel';
import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

export interface Place {
  readonly id: Id;
  /** The value the page was ordered by, as shown to the viewer; null where none was shown or the order is by id. */
  readonly value: string | number | null;
}

const NONCE = 12;
const TAG = 16;
const LONGEST = 2_000;

export class Cursors {
  // Key objects: bytes would be made into one for every cursor, which costs more than sealing it.
  private readonly seal: KeyObject;
  private readonly nonce: KeyObject;

  /** @param secret at least 32 bytes, the same in every process that serves the same clients. */
  constructor(secret: Buffer, private readonly clock: Clock) {
    if (secret.length < 32) throw new Error('the cursor secret needs at least 32 bytes');
    this.seal = createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', 'cursor seal', 32)));
    this.nonce = createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', 'cursor nonce', 32)));
  }

  /** @returns the cursor of a row, bound to the viewer and to the page's question. */
  make(place: Place, viewer: Id, binding: string): string {
    const bound = this.bound(viewer, binding, this.today());
    const text = JSON.stringify([place.id, place.value]);
    const nonce = createHmac('sha256', this.nonce).update(bound).update(text).digest().subarray(0, NONCE);
    const cipher = createCipheriv('aes-256-gcm', this.seal, nonce).setAAD(bound);
    return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url');
  }

  /** @throws CodedError BAD_REQUEST for anything that is not a live cursor of this viewer for this question. */
  open(cursor: string, viewer: Id, binding: string): Place {
    if (cursor.length > LONGEST || !/^[A-Za-z0-9_-]+$/.test(cursor)) throw new CodedError('BAD_REQUEST');
    const bytes = Buffer.from(cursor, 'base64url');
    if (bytes.length > NONCE + TAG) {
      const today = this.today();
      for (const day of [today, today - 1]) {
        const place = this.tryOpen(bytes, this.bound(viewer, binding, day));
        if (place) return place;
      }
    }
    throw new CodedError('BAD_REQUEST');
  }

  private tryOpen(bytes: Buffer, bound: Buffer): Place | null {
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.seal, bytes.subarray(0, NONCE)).setAAD(bound);
      decipher.setAuthTag(bytes.subarray(-TAG));
      const text = decipher.update(bytes.subarray(NONCE, -TAG), undefined, 'utf8') + decipher.final('utf8');
      const [id, value] = JSON.parse(text) as [unknown, Place['value']];
      return isId(id) ? { id, value } : null;
    } catch {
      // A wrong tag is the only thing that can go wrong here, and it means: not a cursor of ours for this question.
      return null;
    }
  }

  private bound(viewer: Id, binding: string, day: number): Buffer {
    return Buffer.from(`${viewer}\n${day}\n${binding}`, 'utf8');
  }

  private today(): number {
    return Math.floor(this.clock.now().getTime() / 86_400_000);
  }
}

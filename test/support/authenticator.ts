/**
 * A software authenticator: what a security key or a telephone does, so that the ceremonies are tested with real signatures.
 * ES256, attestation "none" (W3C WebAuthn level 3, sections 6.1 and 6.5; CBOR after RFC 8949, COSE keys after RFC 9053).
 */
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

/** What a test may get wrong on purpose. */
export interface Mischief {
  readonly origin?: string;
  readonly domain?: string;
  readonly challenge?: string;
  readonly type?: string;
  readonly userVerified?: boolean;
  readonly counter?: number;
  readonly userHandle?: string;
  readonly credentialId?: Buffer;
}

const PRESENT = 0x01;
const VERIFIED = 0x04;
const ATTESTED = 0x40;
const sha256 = (data: Buffer | string): Buffer => createHash('sha256').update(data).digest();

export class Authenticator {
  readonly credentialId = randomBytes(32);
  readonly #key: KeyObject;
  /** The public key as COSE, as the server keeps it. */
  readonly publicKey: Buffer;
  #userHandle: string | undefined;
  #counter = 0;

  /** @param counting false for devices that give 0 for ever, as many passkeys do. */
  constructor(private readonly origin: string, private readonly counting = true) {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { x, y } = publicKey.export({ format: 'jwk' });
    this.#key = privateKey;
    this.publicKey = cbor(new Map<number, unknown>([[1, 2], [3, -7], [-1, 1], [-2, Buffer.from(x!, 'base64url')], [-3, Buffer.from(y!, 'base64url')]]));
  }

  /** Answers `navigator.credentials.create`. @param options JSON text from the server. */
  create(options: string, mischief: Mischief = {}): string {
    const { challenge, rp, user } = JSON.parse(options) as { challenge: string; rp: { id: string }; user: { id: string } };
    this.#userHandle = user.id;
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.credentialId.length);
    const attested = Buffer.concat([Buffer.alloc(16), length, this.credentialId, this.publicKey]);
    const authData = this.#authData(rp.id, ATTESTED, attested, mischief);
    return this.#answer(mischief, {
      clientDataJSON: this.#clientData('webauthn.create', challenge, mischief),
      attestationObject: cbor(new Map<string, unknown>([['fmt', 'none'], ['attStmt', new Map()], ['authData', authData]])),
    });
  }

  /** Answers `navigator.credentials.get`. @param options JSON text from the server. */
  get(options: string, mischief: Mischief = {}): string {
    const { challenge, rpId } = JSON.parse(options) as { challenge: string; rpId: string };
    const authenticatorData = this.#authData(rpId, 0, Buffer.alloc(0), mischief);
    const clientDataJSON = this.#clientData('webauthn.get', challenge, mischief);
    const signature = sign('sha256', Buffer.concat([authenticatorData, sha256(clientDataJSON)]), this.#key);
    const userHandle = mischief.userHandle ?? this.#userHandle;
    return this.#answer(mischief, { clientDataJSON, authenticatorData, signature, ...(userHandle !== undefined && { userHandle: Buffer.from(userHandle, 'base64url') }) });
  }

  #authData(domain: string, flags: number, attested: Buffer, { userVerified = true, counter, domain: other }: Mischief): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter ?? (this.counting ? (this.#counter += 1) : 0));
    return Buffer.concat([sha256(other ?? domain), Buffer.from([flags | PRESENT | (userVerified ? VERIFIED : 0)]), count, attested]);
  }

  #clientData(type: string, challenge: string, mischief: Mischief): Buffer {
    return Buffer.from(JSON.stringify({ type: mischief.type ?? type, challenge: mischief.challenge ?? challenge, origin: mischief.origin ?? this.origin, crossOrigin: false }));
  }

  #answer({ credentialId = this.credentialId }: Mischief, response: Readonly<Record<string, Buffer>>): string {
    const id = credentialId.toString('base64url');
    return JSON.stringify({ id, rawId: id, type: 'public-key', clientExtensionResults: {}, response: Object.fromEntries(Object.entries(response).map(([name, bytes]) => [name, bytes.toString('base64url')])) });
  }
}

/** The statement that gives an officer such a device without the ceremony. Values: id, officer, credential id, public key. */
export const HOLD_DEVICE = `
  insert into identity.factor (id, officer_id, kind, name, credential_id, public_key, counter, created_at, confirmed_at)
  values ($1, $2, 'WEBAUTHN', 'Device', $3, $4, 0, now() - interval '1 day', now() - interval '1 day')`;

/** CBOR of whole numbers, bytes, text and maps: what the two structures above are made of. */
function cbor(value: unknown): Buffer {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Map) return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, one]) => [cbor(key), cbor(one)])]);
  throw new TypeError('not encoded here');
}

function head(kind: number, length: number): Buffer {
  const type = kind << 5;
  if (length < 24) return Buffer.from([type | length]);
  if (length < 256) return Buffer.from([type | 24, length]);
  return Buffer.from([type | 25, length >> 8, length & 0xff]);
}

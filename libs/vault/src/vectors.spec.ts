/**
 * Published test vectors, put to the very functions that the vault uses: AES-256-GCM from McGrew and Viega, "The Galois/Counter
 * Mode of Operation", appendix B, cases 13 to 16 (those with nonces of 96 bits); HMAC-SHA-256 from RFC 4231; HKDF-SHA-256 from RFC 5869.
 */
import { createSecretKey } from 'node:crypto';

import { hkdf, mac } from './derivation.js';
import { decrypt, encrypt } from './gcm.js';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

const KEY = 'feffe9928665731c6d6a8f9467308308 feffe9928665731c6d6a8f9467308308';
const NONCE = 'cafebabefacedbaddecaf888';
const PLAIN = 'd9313225f88406e5a55909c5aff5269a 86a7a9531534f7da2e4c303d8a318a72 1c3c0c95956809532fcf0e2449a6b525 b16aedf5aa0de657ba637b391aafd255';
const CIPHER = '522dc1f099567d07f47f37a32a84427d 643a8cdcbfe5c0c97598a2bd2555d1aa 8cb08e48590dbb3da7b08b1056828838 c5f61e6393ba7a0abcc9f662898015ad';

describe('AES-256-GCM', () => {
  it.each([
    ['13', '00'.repeat(32), '00'.repeat(12), '', '', '', '530f8afbc74536b9a963b4f1c4cb738b'],
    ['14', '00'.repeat(32), '00'.repeat(12), '', '00'.repeat(16), 'cea7403d4d606b6e074ec5d3baf39d18', 'd0d1c8a799996bf0265b98b5d48ab919'],
    ['15', KEY, NONCE, '', PLAIN, CIPHER, 'b094dac5d93471bdec1a502270e3cc6c'],
    ['16', KEY, NONCE, 'feedfacedeadbeeffeedfacedeadbeefabaddad2', PLAIN.replaceAll(' ', '').slice(0, 120), CIPHER.replaceAll(' ', '').slice(0, 120), '76fc6ece0f4e1768cddf8853bb2d551b'],
  ])('case %s', (_, key, nonce, associated, plain, cipher, tag) => {
    const secret = createSecretKey(hex(key));
    const sealed = Buffer.concat([hex(cipher), hex(tag)]);
    expect(encrypt(secret, hex(nonce), hex(associated), hex(plain))).toEqual(sealed);
    expect(decrypt(secret, hex(nonce), hex(associated), sealed)).toEqual(hex(plain));
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8((changed[at] ?? 0) ^ 1, at);
      expect(decrypt(secret, hex(nonce), hex(associated), changed)).toBeNull();
    }
    expect(decrypt(secret, hex(nonce), Buffer.concat([hex(associated), Buffer.alloc(1)]), sealed)).toBeNull();
    // A tag of fewer than 16 bytes is never accepted, whatever the platform would allow.
    for (const bytes of [0, 4, 12, 15]) expect(decrypt(secret, hex(nonce), hex(associated), sealed.subarray(0, hex(cipher).length + bytes))).toBeNull();
  });
});

it('nonces of other lengths (cases 17 and 18) are not taken at all', () => {
  const key = createSecretKey(hex(KEY));
  for (const nonce of [hex('cafebabefacedbad'), Buffer.alloc(60), Buffer.alloc(0)]) {
    expect(() => encrypt(key, nonce, Buffer.alloc(0), hex(PLAIN))).toThrow(RangeError);
    expect(decrypt(key, nonce, Buffer.alloc(0), hex(PLAIN))).toBeNull();
  }
});

describe('HMAC-SHA-256', () => {
  it.each([
    ['1', '0b'.repeat(20), Buffer.from('Hi There').toString('hex'), 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'],
    ['2', Buffer.from('Jefe').toString('hex'), Buffer.from('what do ya want for nothing?').toString('hex'), '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'],
    ['3', 'aa'.repeat(20), 'dd'.repeat(50), '773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe'],
    ['4', '0102030405060708090a0b0c0d0e0f10111213141516171819', 'cd'.repeat(50), '82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b'],
    ['6', 'aa'.repeat(131), Buffer.from('Test Using Larger Than Block-Size Key - Hash Key First').toString('hex'), '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54'],
    ['7', 'aa'.repeat(131), Buffer.from('This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed before being used by the HMAC algorithm.').toString('hex'), '9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2'],
  ])('case %s', (_, key, data, digest) => {
    expect(mac(hex(key), hex(data)).toString('hex')).toBe(digest);
    expect(mac(createSecretKey(hex(key)), hex(data)).toString('hex')).toBe(digest);
  });
});

describe('HKDF-SHA-256', () => {
  const upTo = (from: number, to: number): string => Buffer.from(Array.from({ length: to - from + 1 }, (_, index) => from + index)).toString('hex');
  it.each([
    ['1', '0b'.repeat(22), upTo(0, 12), upTo(0xf0, 0xf9), '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865'],
    ['2', upTo(0, 0x4f), upTo(0x60, 0xaf), upTo(0xb0, 0xff), 'b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87'],
    ['3', '0b'.repeat(22), '', '', '8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8'],
  ])('case %s', (_, secret, salt, info, out) => {
    expect(hkdf(hex(secret), hex(salt), hex(info), out.length / 2).toString('hex')).toBe(out);
  });
});

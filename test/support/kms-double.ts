/**
 * A double of AWS KMS that speaks its JSON protocol (`X-Amz-Target: TrentService.<operation>`), for machines without AWS. It checks
 * the signature of every call (AWS Signature Version 4, over method, path, signed headers and body, with the secret key it was
 * given; 400 InvalidSignatureException when it is wrong), and it really encrypts: AES-256-GCM under the key's material with the
 * encryption context as associated data. `Decrypt` and `ReEncrypt` refuse as KMS does: InvalidCiphertextException,
 * IncorrectKeyException, NotFoundException, DisabledException. Faults are switched on by the test.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type KmsFault = 'none' | 'silent' | 'hang up' | 'internal' | 'disabled' | 'another key' | 'another key id';

type Body = Readonly<Record<string, unknown>>;

class Refusal extends Error {}

export const KMS_CREDENTIALS = { accessKeyId: 'AKIATEST', secretAccessKey: 'a secret of tests' };

export class KmsDouble {
  fault: KmsFault = 'none';
  /** Operations that were called, in order. */
  readonly calls: string[] = [];
  /** Key ids by alias. */
  readonly aliases = new Map<string, string>();
  private readonly keys = new Map<string, Buffer>();
  private readonly server = createServer((request, response) => void this.serve(request, response));

  static async start(): Promise<KmsDouble> {
    const double = new KmsDouble();
    await new Promise<void>((resolve) => { double.server.listen(0, '127.0.0.1', resolve); });
    return double;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** @returns the ARN of a new key. */
  addKey(alias?: string): string {
    const arn = `arn:aws:kms:eu-central-1:111122223333:key/${randomBytes(8).toString('hex')}`;
    this.keys.set(arn, randomBytes(32));
    if (alias !== undefined) this.aliases.set(alias, arn);
    return arn;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => { this.server.close(resolve); });
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const operation = String(request.headers['x-amz-target']).replace('TrentService.', '');
    this.calls.push(operation);
    if (this.fault === 'silent') return;
    if (this.fault === 'hang up') { request.socket.destroy(); return; }
    const answer = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': 'test' });
      response.end(JSON.stringify(body));
    };
    try {
      if (this.fault === 'internal') { answer(500, { __type: 'KMSInternalException' }); return; }
      if (!signedWell(request, text)) throw new Refusal('InvalidSignatureException');
      answer(200, this.answer(operation, JSON.parse(text) as Body));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      answer(400, { __type: error.message, message: 'refused' });
    }
  }

  private answer(operation: string, body: Body): Body {
    const context = body['EncryptionContext'];
    switch (operation) {
      case 'DescribeKey': return { KeyMetadata: { Arn: this.arnOf(body['KeyId']), KeyId: 'id', Enabled: true } };
      case 'Encrypt': return this.told({ CiphertextBlob: this.seal(this.arnOf(body['KeyId']), bytes(body['Plaintext']), context) }, body['KeyId']);
      case 'Decrypt': {
        const plain = this.open(this.arnOf(body['KeyId']), bytes(body['CiphertextBlob']), context);
        return this.told({ Plaintext: (this.fault === 'another key' ? randomBytes(32) : plain).toString('base64') }, body['KeyId']);
      }
      case 'ReEncrypt': {
        const plain = this.open(this.arnOf(body['SourceKeyId']), bytes(body['CiphertextBlob']), body['SourceEncryptionContext']);
        const target = this.arnOf(body['DestinationKeyId']);
        return this.told({ CiphertextBlob: this.seal(target, plain, body['DestinationEncryptionContext']), SourceKeyId: this.arnOf(body['SourceKeyId']) }, target);
      }
      default: throw new Refusal('UnknownOperationException');
    }
  }

  private told(answer: Body, keyId: unknown): Body {
    return { ...answer, KeyId: this.fault === 'another key id' ? 'arn:aws:kms:eu-central-1:999:key/other' : this.arnOf(keyId), EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' };
  }

  private arnOf(keyId: unknown): string {
    const arn = this.aliases.get(String(keyId)) ?? String(keyId);
    if (!this.keys.has(arn)) throw new Refusal('NotFoundException');
    if (this.fault === 'disabled') throw new Refusal('DisabledException');
    return arn;
  }

  /** The blob names its key, as KMS's own does. */
  private seal(arn: string, plain: Buffer, context: unknown): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.keys.get(arn) ?? '', nonce);
    cipher.setAAD(Buffer.from(JSON.stringify(context ?? {})));
    return Buffer.concat([digest(arn), nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString('base64');
  }

  private open(arn: string, blob: Buffer, context: unknown): Buffer {
    if (![...this.keys.keys()].some((key) => digest(key).equals(blob.subarray(0, 32)))) throw new Refusal('InvalidCiphertextException');
    if (!digest(arn).equals(blob.subarray(0, 32))) throw new Refusal('IncorrectKeyException');
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.keys.get(arn) ?? '', blob.subarray(32, 44));
      decipher.setAAD(Buffer.from(JSON.stringify(context ?? {})));
      decipher.setAuthTag(blob.subarray(-16));
      return Buffer.concat([decipher.update(blob.subarray(44, -16)), decipher.final()]);
    } catch {
      throw new Refusal('InvalidCiphertextException');
    }
  }
}

const bytes = (value: unknown): Buffer => Buffer.from(String(value), 'base64');
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html */
function signedWell(request: IncomingMessage, body: string): boolean {
  const given = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/kms\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(request.headers.authorization ?? '');
  if (given === null) return false;
  const [, access, date = '', region = '', signed = '', signature] = given;
  const headers = signed.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}\n`).join('');
  const canonical = [request.method, request.url, '', headers, signed, createHash('sha256').update(body).digest('hex')].join('\n');
  const scope = `${date}/${region}/kms/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, createHash('sha256').update(canonical).digest('hex')].join('\n');
  const hmac = (key: Buffer | string, text: string): Buffer => createHmac('sha256', key).update(text).digest();
  const key = [date, region, 'kms', 'aws4_request'].reduce<Buffer | string>(hmac, `AWS4${KMS_CREDENTIALS.secretAccessKey}`);
  return access === KMS_CREDENTIALS.accessKeyId && signed.includes('x-amz-target') && hmac(key, toSign).toString('hex') === signature;
}

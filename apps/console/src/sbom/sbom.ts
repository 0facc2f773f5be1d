/**
 * `npm run sbom`: the list of everything the product is made of (CycloneDX), by npm's own `npm sbom` from the lockfile alone. npm
 * writes a random serial number, the time and the folder's name into it; here they follow from the content, so that two makings of
 * the same state are the same file. What only builds and tests is in it too, marked as npm marks it: told to leave it out, npm
 * leaves out parts that are shipped as well.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

interface Bom {
  serialNumber: string;
  metadata: { timestamp?: string; component: { name: string; type: string } } & Record<string, unknown>;
  readonly components: readonly { readonly 'bom-ref': string }[];
}

/**
 * @param folder with package.json and package-lock.json.
 * @param epoch seconds since 1970 for the timestamp (https://reproducible-builds.org/specs/source-date-epoch/); none is written without.
 * @returns the text of the file. @throws Error when npm cannot make it.
 */
export function sbomOf(folder: string, epoch?: string): string {
  const { status, stdout } = spawnSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--silent'], { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (status !== 0) throw new Error('npm could not list the packages');
  const bom = JSON.parse(stdout) as Bom;
  const { name } = JSON.parse(readFileSync(resolve(folder, 'package.json'), 'utf8')) as { readonly name: string };
  bom.metadata.component.name = name;
  bom.metadata.component.type = 'application';
  delete bom.metadata.timestamp;
  if (epoch !== undefined && epoch !== '') bom.metadata.timestamp = new Date(Number(epoch) * 1_000).toISOString();
  bom.serialNumber = '';
  bom.serialNumber = `urn:uuid:${uuidOf(JSON.stringify(bom))}`;
  return `${JSON.stringify(bom, null, 2)}\n`;
}

/** @returns a UUID of version 8 (RFC 9562, section 5.8) that follows from the text. */
function uuidOf(text: string): string {
  const bytes = createHash('sha256').update(text).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === import.meta.filename) {
  const text = sbomOf(process.cwd(), process.env['SOURCE_DATE_EPOCH']);
  const [file] = process.argv.slice(2);
  if (file === undefined) process.stdout.write(text);
  else writeFileSync(file, text);
}

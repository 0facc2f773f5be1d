/** The verifier's command line. Exit code 0: everything holds. 1: something was changed. 2: nothing can be said. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { readReceipt, type Receipt } from './check/receipts.js';
import { verifyLog, type Evidence, type Verdict } from './check/verify.js';
import { readVerifierKey, type VerifierKey } from './tree/note.js';

const USAGE = `Checks an exported audit log. Reads only; needs no network and no database.

  verifier <export> --key <log key> [--anchors <file>] [--note <file>]... [--witness-key <key>]...
                    [--receipt <lane:number:hash>]... [--chain-key <file>] [--exported-at <time>] [--json]

  --key          the log's verifier key, from somebody you trust, not from the export
  --anchors      the anchor file: with it the first bad entry is named, without it only a range between checkpoints
  --exported-at  when the export was made (2026-01-31T12:00:00Z), if the log has gone on since: later anchors are passed over
  --note         a checkpoint kept elsewhere; with --witness-key it must bear that witness's signature
  --receipt      what an answer's extensions.audit said; may be given many times
  --chain-key    32 bytes, for whoever holds them: checks the chain of every lane as well

Exit code 0: everything holds. 1: something was changed. 2: nothing can be said.
`;

class Unusable extends Error {}

try {
  const { evidence, json } = evidenceFrom(process.argv.slice(2));
  const verdict = await verifyLog(evidence);
  process.stdout.write(json ? asJson(verdict) : asText(verdict));
  process.exitCode = verdict.findings.count === 0 ? 0 : 1;
} catch (error) {
  process.stderr.write(`Cannot say: ${error instanceof Error ? error.message : 'unknown failure'}\n${error instanceof Unusable ? `\n${USAGE}` : ''}`);
  process.exitCode = 2;
}

function evidenceFrom(args: string[]): { evidence: Evidence; json: boolean } {
  const { values, positionals } = parse(args);
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new Unusable('name one export');
  return {
    json: values.json ?? false,
    evidence: {
      export: file,
      log: keyFrom(values.key, '--key'),
      anchors: values.anchors,
      exportedAt: values['exported-at'] === undefined ? undefined : instantFrom(values['exported-at']),
      notes: (values.note ?? []).map((path) => readFileSync(path, 'utf8')),
      witnesses: (values['witness-key'] ?? []).map((key) => keyFrom(key, '--witness-key')),
      receipts: (values.receipt ?? []).map(receiptFrom),
      chainKey: values['chain-key'] === undefined ? undefined : chainKeyFrom(values['chain-key']),
    },
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args, allowPositionals: true,
      options: {
        key: { type: 'string' }, anchors: { type: 'string' }, 'exported-at': { type: 'string' }, note: { type: 'string', multiple: true }, json: { type: 'boolean' },
        'witness-key': { type: 'string', multiple: true }, receipt: { type: 'string', multiple: true }, 'chain-key': { type: 'string' },
      },
    });
  } catch {
    throw new Unusable('an option is not known');
  }
}

function keyFrom(text: string | undefined, option: string): VerifierKey {
  const key = text === undefined ? null : readVerifierKey(text);
  if (!key) throw new Unusable(`${option} needs a verifier key`);
  return key;
}

function receiptFrom(text: string): Receipt {
  const receipt = readReceipt(text);
  if (!receipt) throw new Unusable('--receipt needs <lane>:<number>:<hash>');
  return receipt;
}

function instantFrom(text: string): Date {
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime())) throw new Unusable('--exported-at needs a time such as 2026-01-31T12:00:00Z');
  return instant;
}

function chainKeyFrom(path: string): Buffer {
  const key = readFileSync(path);
  if (key.length !== 32) throw new Unusable('--chain-key needs a file of 32 bytes');
  return key;
}

function asText({ findings, entries, lanes, checkpoints, anchored, declaredLost }: Verdict): string {
  const scope = `${entries} entries in ${lanes} lanes, ${checkpoints} checkpoints, ${anchored === null ? 'no anchors given' : `anchored up to ${anchored}`}`;
  if (findings.count === 0) return `Everything holds: ${scope}\n`;
  const more = findings.count > findings.first.length ? `  ... and ${findings.count - findings.first.length} more\n` : '';
  const head = declaredLost > 0 && findings.first.every(({ words }) => words.startsWith('declared lost: ')) && more === '' ? 'ENTRIES ARE DECLARED LOST, everything else holds' : 'SOMETHING WAS CHANGED';
  return `${head}: ${scope}\n${findings.first.map(({ words }) => `  ${words}\n`).join('')}${more}`;
}

function asJson({ findings, entries, lanes, checkpoints, anchored, declaredLost }: Verdict): string {
  return `${JSON.stringify({ holds: findings.count === 0, entries, lanes, checkpoints, anchored, declaredLost, findings: findings.first, found: findings.count })}\n`;
}

/** The export of the log, part by part (libs/audit/decisions/0002, section 5). */
import { linesOf } from './lines.js';

export interface ExportReader {
  /** Size the export says it has. */
  size(size: number): void;
  lane(line: string): void;
  entry(line: Buffer): void;
  /** The signed note of a stored checkpoint, with the size in front of it. */
  checkpoint(size: number, note: string): void;
}

/** The file is not an export, or not all of one: nothing can be said about the log from it. */
export class NotAnExport extends Error {
  override readonly name = 'NotAnExport';
}

type Part = 'head' | 'size' | 'lanes' | 'entries' | 'checkpoints' | 'end';

/** Reads a whole export. @throws NotAnExport when it is none, breaks off, or holds a line of no form. */
export async function readExport(path: string, reader: ExportReader): Promise<void> {
  let part: Part = 'head';
  for await (const lines of linesOf(path)) {
    for (const { bytes, whole } of lines) {
      if (!whole) throw new NotAnExport('the export breaks off in the middle of a line');
      part = readLine(part, bytes, reader);
    }
  }
  if (part !== 'end') throw new NotAnExport('the export breaks off: its last line is missing');
}

function readLine(part: Part, bytes: Buffer, reader: ExportReader): Part {
  // Nearly all lines are entries, and they stay bytes.
  if (part === 'entries' && !(bytes.length === 11 && bytes.toString('latin1') === 'checkpoints')) {
    reader.entry(bytes);
    return part;
  }
  const line = bytes.toString('utf8');
  switch (part) {
    case 'head':
      if (line === 'qalxan-audit-export 1') return part;
      if (line.startsWith('log ')) return 'size';
      break;
    case 'size': {
      const [, size] = /^size (0|[1-9][0-9]{0,15})$/.exec(line) ?? [];
      if (size !== undefined) {
        reader.size(Number(size));
        return 'lanes';
      }
      break;
    }
    case 'lanes':
      if (line === 'entries') return 'entries';
      if (line.startsWith('lane ')) {
        reader.lane(line.slice(5));
        return part;
      }
      break;
    case 'entries': return 'checkpoints';
    case 'checkpoints': {
      if (line === 'end') return 'end';
      const [, size, note] = /^checkpoint (0|[1-9][0-9]{0,15}) ([A-Za-z0-9+/=]+)$/.exec(line) ?? [];
      if (size !== undefined && note !== undefined) {
        reader.checkpoint(Number(size), Buffer.from(note, 'base64').toString('utf8'));
        return part;
      }
      break;
    }
    case 'end': break;
  }
  throw new NotAnExport(`a line of the export is not what must stand there (${part})`);
}

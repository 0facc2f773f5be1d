/**
 * Proofs from the signed tree. The auditor asks for all; everybody else for the inclusion of their own entries only, so that a receipt
 * can be held against the log without trusting whoever runs it (libs/audit/decisions/0002, section 9). Asking is on record.
 */
import type { AuditLog, ProofReader, StoredCheckpoint } from '#audit';
import { CodedError, isId } from '#kernel';
import type { GraphQLResolveInfo } from 'graphql';

import type { Asking } from '../disclosure.js';
import { answering, type Found } from '../walk/answering.js';
import { isAuditor } from './access-log.js';
import type { AuditCheckpoint, AuditConsistency, AuditInclusion } from './proof-types.js';

export interface ProofsOptions {
  /** Connected as `qalxan_auditor`. */
  readonly reader: Pick<ProofReader, 'checkpoint' | 'inclusion' | 'consistency'>;
  readonly audit: AuditLog;
}

export class Proofs {
  constructor(private readonly options: ProofsOptions) {}

  /**
   * @param size as it was signed; null for the newest. @returns null when none was signed at that size.
   * @throws CodedError UNAUTHENTICATED; FORBIDDEN for every other role; BAD_REQUEST for a size that cannot be; UNAVAILABLE.
   */
  async checkpoint(size: number | null, asking: Asking, info: GraphQLResolveInfo): Promise<AuditCheckpoint | null> {
    return this.#forAuditor(asking, info, async () => {
      const found = await this.options.reader.checkpoint(count(size));
      return { answer: found && shown(found), touched: [], ...(found && { detail: { size: found.size } }) };
    });
  }

  /**
   * @param size of the tree in which it is to be shown; null for the newest.
   * @returns null when the entry is not there, not in that tree, or not the viewer's own (the auditor may ask for everybody's).
   * @throws CodedError UNAUTHENTICATED; BAD_REQUEST for a lane, number or size that cannot be; UNAVAILABLE.
   */
  async inclusion(entry: { lane: string; number: number }, size: number | null, asking: Asking, info: GraphQLResolveInfo): Promise<AuditInclusion | null> {
    return answering({ audit: this.options.audit, act: 'AUDIT_READ', aimedAt: [] }, asking, info, async (viewer) => {
      if (!isId(entry.lane) || entry.number < 1) throw new CodedError('BAD_REQUEST');
      const found = await this.options.reader.inclusion(entry, count(size), isAuditor(viewer) ? null : viewer.officer);
      if (!found) return { answer: null, touched: [] };
      const { index, leafHash, path, checkpoint } = found;
      const answer = { index, leafHash: leafHash.toString('base64'), path: path.map((hash) => hash.toString('base64')), checkpoint: shown(checkpoint) };
      return { answer, touched: [], detail: { index, size: checkpoint.size } };
    });
  }

  /** @returns null when one of the sizes was not signed. Errors as for {@link checkpoint}. */
  async consistency(from: number, to: number, asking: Asking, info: GraphQLResolveInfo): Promise<AuditConsistency | null> {
    return this.#forAuditor(asking, info, async () => {
      const found = await this.options.reader.consistency(count(from) ?? 0, count(to) ?? 0);
      if (!found) return { answer: null, touched: [] };
      const { path, older, newer } = found;
      const answer = { path: path.map((hash) => hash.toString('base64')), older: shown(older), newer: shown(newer) };
      return { answer, touched: [], detail: { from: older.size, to: newer.size } };
    });
  }

  #forAuditor<T>(asking: Asking, info: GraphQLResolveInfo, read: () => Promise<Found<T>>): Promise<T> {
    return answering({ audit: this.options.audit, act: 'AUDIT_READ', aimedAt: [] }, asking, info, (viewer) => {
      if (!isAuditor(viewer)) throw new CodedError('FORBIDDEN');
      return read();
    });
  }
}

function count(size: number | null): number | null {
  if (size !== null && size < 0) throw new CodedError('BAD_REQUEST');
  return size;
}

function shown({ size, root, note, signedAt }: StoredCheckpoint): AuditCheckpoint {
  return { size, root: root.toString('base64'), note, signedAt };
}

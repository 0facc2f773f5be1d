/** Links between cases: walked inside what the viewer may use, and the records they name read through the door together. */
import { Case, Crime, Offender, Victim } from '#casework';
import { Disclosure, RowsTogether, Walks, type Asking, type FarEnd } from '#disclosure';
import { Injectable } from '@nestjs/common';
import type { GraphQLResolveInfo } from 'graphql';

import type { CaseLink, CaseLinkReason, CaseLinks, Later } from './case-links.types.js';
import { CASE_LINKS, LINK_KINDS, type LinkKind } from './case-routes.js';

/** Links given when the client does not say. */
export const USUAL_LINKS = 20;

const SHARED = {
  CRIME: { record: Crime, field: 'crime' },
  OFFENDER: { record: Offender, field: 'offender' },
  VICTIM: { record: Victim, field: 'victim' },
} as const satisfies Record<LinkKind, unknown>;

@Injectable()
export class CaseLinkFinder {
  constructor(private readonly walks: Walks, private readonly door: Disclosure) {}

  /**
   * @param first links to give, 1 to 50; {@link USUAL_LINKS} when not said.
   * @returns null when the case does not exist for the viewer, whatever the reason.
   * @throws CodedError as {@link Walks.from}.
   */
  async of(id: string, first: number | null | undefined, asking: Asking, info: GraphQLResolveInfo): Promise<CaseLinks | null> {
    const walked = await this.walks.from(CASE_LINKS, id, first ?? USUAL_LINKS, asking, info);
    if (!walked) return null;
    const { ends, truncated } = walked;
    const cases = new RowsTogether(this.door, Case, ends.map((end) => end.id));
    const shared = Object.fromEntries(LINK_KINDS.map((kind) => [kind, this.sharedRows(kind, ends)])) as Record<LinkKind, RowsTogether>;
    return { links: ends.map((end) => linkOf(end, cases, shared)), truncated, total: truncated ? null : ends.length };
  }

  private sharedRows(kind: LinkKind, ends: readonly FarEnd[]): RowsTogether {
    return new RowsTogether(this.door, SHARED[kind].record, ends.flatMap((end) => met(end, kind)?.ids ?? []));
  }
}

function linkOf(end: FarEnd, cases: RowsTogether, shared: Record<LinkKind, RowsTogether>): CaseLink {
  const count = (kind: LinkKind): number => met(end, kind)?.count ?? 0;
  return {
    id: end.id,
    case: later(cases, end.id),
    strength: end.strength,
    crimes: count('CRIME'),
    offenders: count('OFFENDER'),
    victims: count('VICTIM'),
    reasons: LINK_KINDS.flatMap((kind) => (met(end, kind)?.ids ?? []).map((id): CaseLinkReason => ({
      kind, id, [SHARED[kind].field]: later(shared[kind], id),
    }))),
  };
}

function met(end: FarEnd, kind: LinkKind): FarEnd['meetings'][number] | undefined {
  return end.meetings.find((meetings) => meetings.kind === kind);
}

function later(rows: RowsTogether, id: string): Later {
  return (asking, info) => rows.row(id, asking, info);
}

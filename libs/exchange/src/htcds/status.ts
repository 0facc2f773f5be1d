/**
 * From the trafficking status of HTCDS to a status of ours. Ours are decisions of law: nobody is recognised or refused
 * without one. So a sender's word becomes recognition only where the sender names a public body that decided; every other
 * "actual victim" is presumed to be one, which protects the same (decisions/0003).
 */
import { DecidingOrganisation, StatusDecision, TraffickingStatus, type VictimStatus } from '#casework';
import type { PartialDate } from '#kernel';

import type { Cells } from '../format/cells.js';
import { draft, type Draft } from '../format/draft.js';

/** HTCDS knows no date of the decision. It lies between the first definition of such victims in law and the import. */
const FIRST_POSSIBLE_YEAR = '2000'; // Palermo Protocol, adopted on 15 November 2000

const PUBLIC_BODIES: ReadonlySet<DecidingOrganisation> = new Set<DecidingOrganisation>(['Police', 'CourtOrProsecution', 'NonPoliceGovernmentalOrganization']);

const REASONS = 'As told by the sender of the imported file; HTCDS has no column for the date and the reasons of a decision.';

/** @param today a decision without a date was made between the first possible year and this one. @returns the status told, and the decision that gave it. */
export function decisionIn(cells: Cells, today: PartialDate): { readonly status: VictimStatus; readonly drafts: readonly Draft[] } {
  const told = cells.code('vic_TraffickingStatus', TraffickingStatus);
  const organisation = cells.code('vic_TraffickingStatusDecisionMakingOrg', DecidingOrganisation);
  const status = statusOf(told, organisation);
  if (told === null || (organisation === null && status !== 'NotRecognised')) return { status, drafts: [] };
  const decidedOn = `${FIRST_POSSIBLE_YEAR}/${today.slice(0, 4)}`;
  return { status, drafts: [draft(StatusDecision, 'decision', { status, decidedOn, organisation, reasons: REASONS }, { victim: 'victim' })] };
}

/** A blank status is unknown: a person in such a file is presumed a victim until somebody decides otherwise. */
function statusOf(told: TraffickingStatus | null, organisation: DecidingOrganisation | null): VictimStatus {
  if (told === 'NotAVictimOfTrafficking') return 'NotRecognised';
  return told === 'ActualVictimOfTrafficking' && organisation !== null && PUBLIC_BODIES.has(organisation) ? 'Recognised' : 'Presumed';
}

/** What crosses from case to case: an offender three cases share, a crime two cases deal with, verdicts, and who works on what. */
import type { VerdictOutcome } from '#casework';
import type { Id } from '#kernel';

import type { CaseFile } from './case-file.js';
import type { Desk } from './desk.js';
import { daysAfter, Draw } from './draw.js';

/** Places of cases in `STORIES` that something is told about. */
export const SHARED = { first: 0, second: 1, joined: 2, recruiting: 4, elsewhere: 7 } as const;
const PROSECUTED = [0, 1, 2, 3, 4, 7] as const;
const DAY = 24 * 60 * 60 * 1000;

/** The first offender of the first case also works in the second, and in one that another investigator leads. */
export async function tieCases(desk: Desk, files: readonly CaseFile[]): Promise<void> {
  const [first, second, joined, elsewhere] = [SHARED.first, SHARED.second, SHARED.joined, SHARED.elsewhere].map((place) => fileAt(files, place)) as [CaseFile, CaseFile, CaseFile, CaseFile];
  const offenderId = idAt(first.offenders, 0);
  const roles = ['RecruiterOrIntermediary'] as const;
  await desk.link('investigator', { offenderInCrime: { offenderId, crimeId: idAt(second.crimes, 0), roles } });
  await desk.link('investigator', { crimeInCase: { crimeId: idAt(first.crimes, 1), caseId: joined.id, since: joined.story.openedOn } });
  const loan = await desk.task('head', 'investigator', { caseId: elsewhere.id, purpose: 'Investigation', legalBasis: 'CriminalProcedureCode', endsAt: inDays(30) });
  await desk.link('investigator', { offenderInCrime: { offenderId, crimeId: idAt(elsewhere.crimes, 0), roles } });
  await desk.endTasking('head', loan, 'Birgə yoxlama başa çatıb.');
}

/** Taskings that last a year, the longest there is. Children are tasked by the prosecutor, for whom alone they exist. */
export async function assignTaskings(desk: Desk, files: readonly CaseFile[]): Promise<void> {
  const endsAt = inDays(365);
  const basis = { legalBasis: 'CriminalProcedureCode', endsAt } as const;
  for (const { id, story } of files) await desk.task('head', story.lead, { caseId: id, purpose: 'Investigation', reference: `T-${story.openedOn}`, ...basis });
  for (const place of PROSECUTED) await desk.task('supervisor', 'prosecutor', { caseId: fileAt(files, place).id, purpose: 'Prosecution', ...basis });
  await desk.task('supervisor', 'judge', { caseId: fileAt(files, SHARED.joined).id, purpose: 'Trial', ...basis });

  const victims = files.flatMap((file) => file.victims.map(({ id }, place) => ({ id, child: place < file.story.children })));
  const adults = victims.filter(({ child }) => !child).map(({ id }) => id);
  const children = victims.filter(({ child }) => child).map(({ id }) => id);
  const care = { legalBasis: 'AntiTraffickingLaw', endsAt } as const;
  // Protection needs to know the offenders too: it is tasked with a whole case, and with single people of others.
  await desk.task('supervisor', 'protection', { caseId: fileAt(files, SHARED.first).id, purpose: 'Protection', ...care });
  for (const victimId of adults.slice(-2)) await desk.task('supervisor', 'protection', { victimId, purpose: 'Protection', ...care });
  for (const victimId of [...adults.slice(1, 4), ...children.slice(1, 3)]) await desk.task('supervisor', 'shelter', { victimId, purpose: 'ClientCare', ...care });
  for (const victimId of children.slice(0, 3)) await desk.task('supervisor', 'guardian', { victimId, purpose: 'Guardianship', ...care });
}

/** Verdicts of the judged cases, and the end of those that are closed. */
export async function judge(desk: Desk, files: readonly CaseFile[]): Promise<void> {
  const courtId = desk.crew.agency('court');
  for (const { story, id, charges } of files.filter(({ story: { court } }) => court === 'JUDGED')) {
    const draw = new Draw(`court ${story.openedOn}`);
    for (const [place, charge] of charges.entries()) {
      const outcome: VerdictOutcome = place === 0 || charge.firm ? 'Convicted' : draw.one(['Convicted', 'Convicted', 'Acquitted', 'Dismissed'] as const);
      await desk.recordVerdict('prosecutor', {
        chargeId: charge.id, outcome, courtId, decidedOn: daysAfter(charge.chargedOn, draw.between(90, 160)), final: story.stage === 'Closed' ? 'Yes' : 'No',
        ...(outcome === 'Convicted' ? sentence(draw, charge.firm) : {}),
      });
    }
    if (story.closedOn !== undefined) {
      await desk.correctCase(story.lead, id, { stage: 'Closed', closedOn: story.closedOn }, 'Hökm qanuni qüvvəyə minib.');
    }
  }
}

function sentence(draw: Draw, firm: boolean): object {
  if (firm) return { sanctions: ['Fine', 'RestrictionOfLegalPerson'], fineManats: draw.between(50, 200) * 1000 };
  return { sanctions: ['Imprisonment', 'Confiscation'], imprisonmentMonths: draw.between(60, 144) };
}

function inDays(days: number): string {
  return new Date(Date.now() + days * DAY).toISOString();
}

function fileAt(files: readonly CaseFile[], place: number): CaseFile {
  const file = files[place];
  if (!file) throw new Error(`the demonstration has no case ${place}`);
  return file;
}

function idAt(ids: readonly Id[], place: number): Id {
  const id = ids[place];
  if (id === undefined) throw new Error('a case of the demonstration is empty');
  return id;
}

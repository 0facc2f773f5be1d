/** Builds one criminal case: its crimes, victims, offenders, what ties them together, decisions on status, and charges. */
import type { RegisterVictim } from '#casework';
import type { Id } from '#kernel';

import { drawCrime } from './crimes.js';
import type { Desk } from './desk.js';
import { daysAfter, Draw } from './draw.js';
import { drawOffender, drawVictim } from './people.js';
import type { Story } from './stories.js';

export interface CaseFile {
  readonly story: Story;
  readonly id: Id;
  readonly crimes: readonly Id[];
  readonly victims: readonly { readonly id: Id; readonly input: RegisterVictim }[];
  readonly offenders: readonly Id[];
  readonly charges: readonly { readonly id: Id; readonly chargedOn: string; readonly firm: boolean }[];
}

/** Somebody who is a victim in one case and takes part in the crimes of another. */
export interface KnownHuman {
  readonly victim: Id;
  readonly input: RegisterVictim;
}

/** @param known becomes the second offender of the story. */
export async function buildCase(desk: Desk, story: Story, known?: KnownHuman): Promise<CaseFile> {
  const draw = new Draw(story.openedOn);
  const { lead, openedOn, article, summary } = story;
  // A case is closed last: nobody is charged in a closed one.
  const stage = story.stage === 'Closed' ? 'Trial' : story.stage;
  const id = await desk.openCase(lead, { openedOn, stage, articles: [article], summary });
  const crimes: Id[] = [];
  for (let place = 0; place < story.crimes; place += 1) crimes.push(await desk.reportCrime(lead, { ...drawCrime(draw, story, place), caseId: id }));
  const victims = await buildVictims(desk, draw, story, crimes);
  const offenders = await buildOffenders(desk, draw, story, crimes, known);
  for (const [place, victim] of victims.entries()) {
    if (draw.chance(0.6)) await relate(desk, draw, lead, victim.id, at(offenders, place));
  }
  return { story, id, crimes, victims, offenders, charges: await buildCharges(desk, draw, story, id, offenders) };
}

async function buildVictims(desk: Desk, draw: Draw, story: Story, crimes: readonly Id[]): Promise<CaseFile['victims']> {
  const victims: { id: Id; input: RegisterVictim }[] = [];
  for (let place = 0; place < story.victims; place += 1) {
    const input = drawVictim(draw, story, place);
    const id = await desk.registerVictim(story.lead, { ...input, crimeId: at(crimes, place) });
    victims.push({ id, input });
    if (crimes.length > 1 && draw.chance(0.25)) {
      await desk.link(story.lead, { victimInCrime: { victimId: id, crimeId: at(crimes, place + 1), exploitationForms: [story.form], proceduralRole: 'InjuredParty' } });
    }
    await decide(desk, draw, story, id, input.registeredOn ?? story.openedOn);
  }
  return victims;
}

/** Most are recognised, some refused with reasons, the rest are not decided yet. */
async function decide(desk: Desk, draw: Draw, { lead }: Story, victimId: Id, registeredOn: string): Promise<void> {
  const fate = draw.next();
  const decidedOn = daysAfter(registeredOn, draw.between(7, 45));
  const legalBasis = 'AntiTraffickingLaw';
  if (fate < 0.62) {
    await desk.decide(lead, { victimId, status: 'Recognised', decidedOn, organisation: draw.one(['Police', 'Police', 'CourtOrProsecution'] as const), legalBasis });
  } else if (fate < 0.76) {
    await desk.decide(lead, { victimId, status: 'NotRecognised', decidedOn, organisation: 'Police', legalBasis, reasons: 'İstismar əlamətləri təsdiqlənməyib.' });
  }
}

async function buildOffenders(desk: Desk, draw: Draw, story: Story, crimes: readonly Id[], known?: KnownHuman): Promise<Id[]> {
  const offenders: Id[] = [];
  for (let place = 0; place < story.offenders; place += 1) {
    const input = drawOffender(draw, story, place);
    const crimeId = at(crimes, place);
    const facet = known && place === 1 ? { ...input, ...(await facetOf(desk, story.lead, known)) } : input;
    const id = await desk.registerOffender(story.lead, { ...facet, crimeId });
    offenders.push(id);
    if (crimes.length > 1 && draw.chance(0.4)) {
      await desk.link(story.lead, { offenderInCrime: { offenderId: id, crimeId: at(crimes, place + 1), roles: input.roles ?? null } });
    }
  }
  return offenders;
}

async function facetOf(desk: Desk, login: string, { victim, input }: KnownHuman): Promise<object> {
  const { sex, citizenships, familyName, givenName, patronymic, birthDate } = input;
  return { personId: await desk.humanBehind(login, victim), sex, citizenships, familyName, givenName, patronymic, birthDate, stage: 'PersonOfInterest' };
}

async function relate(desk: Desk, draw: Draw, login: string, victimId: Id, offenderId: Id): Promise<void> {
  const relationship = draw.one(['Acquainted', 'Unaquainted', 'Familial'] as const);
  const relationGroup = relationship === 'Familial' ? 'FamilyIntimatePartner' : relationship === 'Acquainted' ? 'FriendAcquaintance' : 'StrangerUnknownOther';
  await desk.link(login, { victimAndOffender: { victimId, offenderId, relationship, relationGroup, victimPaid: draw.one(['Yes', 'No', 'Unknown'] as const) } });
}

async function buildCharges(desk: Desk, draw: Draw, story: Story, caseId: Id, offenders: readonly Id[]): Promise<CaseFile['charges']> {
  if (story.court === 'NONE') return [];
  const charges: { id: Id; chargedOn: string; firm: boolean }[] = [];
  for (const [place, offenderId] of offenders.entries()) {
    const firm = story.firm !== undefined && place === offenders.length - 1;
    if (place > 0 && !firm && draw.chance(0.35)) continue;
    const chargedOn = daysAfter(story.openedOn, draw.between(130, 200));
    charges.push({ id: await desk.charge(story.lead, { offenderId, caseId, article: story.article, chargedOn }), chargedOn, firm });
  }
  return charges;
}

/** @returns the member at a place, going round. */
function at(ids: readonly Id[], place: number): Id {
  const id = ids[place % ids.length];
  if (id === undefined) throw new Error('a case of the demonstration is empty');
  return id;
}

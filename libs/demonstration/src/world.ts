/**
 * The demonstration world: made by the product's own commands, so that every row has its history and its audit entry, and
 * nothing in it is anything an officer could not have done. Never in production.
 */
import { queryThrough } from '#identity';
import { CodedError } from '#kernel';

import { buildCase, type CaseFile } from './case-file.js';
import { Crew, type CrewSecrets, type DemonstrationParts } from './crew.js';
import { policeReports } from './crimes.js';
import { Desk } from './desk.js';
import { inventPassword, remember, remembered } from './installation.js';
import { SIGN_INS } from './staff.js';
import { STORIES } from './stories.js';
import { assignTaskings, judge, SHARED, tieCases } from './ties.js';

/** What a person who signs in needs to know. */
export interface DemonstrationWorld {
  /** The same for every sign-in; random, made at the first start of this installation. */
  readonly password: string;
  /** False when building was interrupted: some of the world is missing. */
  readonly complete: boolean;
  /** Secrets of one-time codes, by login: random too. */
  readonly totp: Readonly<Record<string, string>>;
}

type Say = (sentence: string) => void;

/**
 * Makes sure there is a world to try: builds it when nobody has an account in this database yet, otherwise leaves everything as it is.
 * @param folder the data folder, where the password of the sign-ins is kept.
 * @returns the world's password, or null when the accounts in this database were not made by us.
 * @throws Error outside demonstration mode, and when the commands cannot be carried out.
 */
export async function ensureDemonstrationWorld(parts: DemonstrationParts, folder: string, say: Say): Promise<DemonstrationWorld | null> {
  if (!parts.settings.demonstration) throw new Error('no demonstration world outside demonstration mode');
  const known = remembered(folder);
  if (await hasAccounts(parts)) return known && { password: known.password, complete: known.complete, totp: known.totp };
  const installation = { password: known?.password ?? inventPassword(), complete: false, logins: SIGN_INS.map(({ login }) => login), totp: { ...known?.totp } };
  // First the password, then the accounts: an interrupted start leaves nobody locked out.
  remember(folder, installation);
  try {
    await build(parts, installation, say, () => remember(folder, installation));
  } catch (error) {
    // Another process of this installation was first.
    if (!(error instanceof CodedError) || !['ADMINISTRATOR_EXISTS', 'LOGIN_TAKEN'].includes(error.rule ?? '')) throw error;
    return { password: installation.password, complete: true, totp: remembered(folder)?.totp ?? {} };
  }
  remember(folder, { ...installation, complete: true });
  return { password: installation.password, complete: true, totp: installation.totp };
}

async function hasAccounts({ wall }: DemonstrationParts): Promise<boolean> {
  return (await queryThrough(wall)('select from identity.credential limit 1', [])).length > 0;
}

async function build(parts: DemonstrationParts, { password, totp }: CrewSecrets, say: Say, hired: () => void): Promise<void> {
  say(`Making a demonstration world of invented people: ${SIGN_INS.length} officers ... · Uydurma insanlardan ibarət nümayiş bazası yaradılır`);
  const crew = await Crew.hire(parts, { password, totp });
  hired();
  const desk = new Desk(crew, parts);
  const files = await buildCases(desk, say);
  const { crimes, victims } = policeReports();
  for (const crime of crimes) await desk.reportCrime('police', crime);
  for (const victim of victims) await desk.registerVictim('police', victim);
  await assignTaskings(desk, files);
  await tieCases(desk, files);
  await judge(desk, files);
  await desk.crew.leave();
  say(`... ${STORIES.length} cases, 40 crimes, 60 victims, 45 offenders: each with its history and its entry in the audit log`);
}

/** Cases are built side by side, all but one: a worker exploited in the second case is later seen recruiting for a farm. */
async function buildCases(desk: Desk, say: Say): Promise<CaseFile[]> {
  const building: Promise<CaseFile>[] = [];
  let done = 0;
  for (const [place, story] of STORIES.entries()) {
    const earlier = place === SHARED.recruiting ? building[SHARED.second] : undefined;
    const file = earlier ? earlier.then(({ victims: [, , human] }) => buildCase(desk, story, human && { victim: human.id, input: human.input })) : buildCase(desk, story);
    building.push(file.then((built) => {
      if ((done += 1) % 4 === 0) say(`... ${done} of ${STORIES.length} criminal cases`);
      return built;
    }));
  }
  return Promise.all(building);
}

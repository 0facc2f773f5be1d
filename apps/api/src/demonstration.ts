/** What `npm start` says to somebody who tries the product: where to go, whom to be, what to ask. English first. */
import { ensureDemonstrationWorld, otpauthOf, type DemonstrationParts } from '#demonstration';
import { localFolder } from '#persistence';

/** The sign-ins worth trying first, with what each shows. */
const TRY: readonly (readonly [login: string, role: string, what: string])[] = [
  ['analyst', 'ANALYST', 'everybody\'s profile, nobody\'s name (*)'],
  ['investigator', 'INVESTIGATOR', 'seven cases, with their people'],
  ['prosecutor', 'PROSECUTOR', 'how the cases hang together'],
  ['supervisor', 'SUPERVISING_PROSECUTOR', 'all charges, verdicts and taskings'],
  ['coordinator', 'NATIONAL_COORDINATOR', 'exact counts, no person'],
  ['auditor', 'AUDITOR', 'who read what, and why'],
  ['shelter', 'SHELTER_WORKER', 'five residents, and no crime'],
  ['police', 'LOCAL_POLICE', 'reports, and reads nothing back'],
  ['administrator', 'ADMINISTRATOR', 'accounts, and no record; nothing alone (*)'],
  ['administrator2', 'ADMINISTRATOR', 'approves what the other asks for (*)'],
];

/**
 * Makes the demonstration world on a first start.
 * @param url where the API listens, without a path.
 * @returns the text to print.
 */
export async function prepareDemonstration(
  parts: DemonstrationParts, url: string, say: (sentence: string) => void, env: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  const world = await ensureDemonstrationWorld(parts, localFolder(env), say);
  const where = `Qalxan is ready: ${url}/graphiql   (GraphQL itself: ${url}/graphql)`;
  if (!world) return [where, 'This database has accounts of its own, so no demonstration world was made. · Bu bazada öz hesabları var.', STOP].join('\n');
  return [
    '', where, 'Qalxan hazırdır. Bu bazada hər şey uydurmadır. · Everything in this database is invented.',
    ...(world.complete ? [] : ['The making of the world was interrupted and some of it is missing. Remove the data folder to have it made anew.']),
    '', `Password of every sign-in · Bütün hesabların parolu:  ${world.password}`, '',
    row('LOGIN', 'ROLE', 'SEES'), ...TRY.map(([login, role, what]) => row(login, role, what)),
    'More · Digər: investigator2, head, protection (*), judge, guardian', '',
    '(*) with a one-time code, which this prints · birdəfəlik kodla; kodu bu əmr göstərir:  npm run console -- totp <login>',
    ...otpauthOf(world.totp).map(({ uri }) => `    ${uri}`), '',
    'Four questions to try; they stand ready in the list of GraphiQL · GraphiQL siyahısında hazır suallar:',
    '  1. analyst       Victims of 2024, and the reason why each name is withheld',
    '  2. investigator  My cases, with the people in them: once with a purpose, once without',
    '  3. prosecutor    Which other cases is the first one connected with?',
    '  4. auditor       Who has read this victim\'s record, and why? (after question 2)',
    '', STOP,
  ].join('\n');
}

const STOP = 'Stop with Ctrl+C; the next start finds everything as it was · Dayandırmaq üçün Ctrl+C; məlumatlar qalır.';

function row(login: string, role: string, what: string): string {
  return `  ${login.padEnd(15)}${role.padEnd(24)}${what}`;
}

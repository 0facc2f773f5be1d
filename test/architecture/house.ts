/** The house plan as data: who may import whom, what a suffix promises, which names say nothing. */

const GROUND = ['kernel'];
const RECORD = ['kernel', 'policy', 'wall'];
const CHANGE = ['kernel', 'policy', 'wall', 'vault', 'audit', 'record'];
const DISCLOSURE = [...CHANGE, 'change'];
const IDENTITY = [...DISCLOSURE, 'disclosure'];
const CASEWORK = [...IDENTITY, 'identity'];
const PROTECTION = [...CASEWORK, 'casework'];

/** For each library, the libraries it may import. What is not listed is refused, also a library that is not listed itself. */
export const LIBRARIES: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  policy: GROUND,
  audit: GROUND,
  vault: GROUND,
  wall: GROUND,
  telemetry: GROUND,
  record: RECORD,
  persistence: ['kernel', 'record'],
  change: CHANGE,
  disclosure: DISCLOSURE,
  identity: IDENTITY,
  casework: CASEWORK,
  protection: PROTECTION,
  coordination: [...PROTECTION, 'protection'],
  linkage: PROTECTION,
  statistics: PROTECTION,
  exchange: PROTECTION,
  // The synthetic world of a demonstration; no library needs it.
  demonstration: PROTECTION,
  // Opens all parts for a process; only apps import it.
  assembly: [...PROTECTION, 'protection', 'coordination', 'linkage', 'statistics', 'exchange', 'persistence', 'telemetry'],
};

/** Apps that may not import every library. The verifier shares nothing with what it verifies. */
export const APPS: Readonly<Record<string, readonly string[]>> = { verifier: GROUND };

/** Relative imports that leave their own app or library, each with its reason. */
export const CROSSINGS: readonly { readonly from: RegExp; readonly to: RegExp; readonly why: string }[] = [
  { from: /^libs\/persistence\/src\/migrations\.ts$/, to: /^migrations\/index\.js$/, why: 'it runs them' },
  { from: /^apps\/console\/src\/sync\//, to: /^migrations\/\?\.js$/, why: 'schema/database.sql quotes them' },
  { from: /^apps\/console\/src\/sync\//, to: /^apps\/api\/src\/operations\.js$/, why: 'schema/api.graphql is the schema of what the API serves' },
  { from: /^test\/attack\/forged-contexts/, to: /^libs\/wall\/src\/context\.js$/, why: 'it forges and replays what the library itself signs for its own statements only' },
  { from: /^test\/(?:issues|policy|disclosure)\//, to: /^libs\/disclosure\/src\/(?:answer|ask|plan)\//, why: 'they show of the plan and the brand what the door itself lets nobody hold' },
];

/** What a file of each suffix may import. `never` wins. */
export const SUFFIXES: readonly { readonly suffix: RegExp; readonly only?: RegExp; readonly never?: RegExp; readonly why: string }[] = [
  {
    suffix: /\.record\.ts$/, only: /^#(?:record|kernel|identity)$|\.record\.js$|\/codes\//,
    why: 'a record is a declaration: it knows other records and codes, and nothing that acts',
  },
  {
    suffix: /\.rules\.ts$/, only: /^#(?:kernel|record)$|\.rules\.js$|\.record\.js$|\/codes\//,
    why: 'rules are pure functions of what they are given, so that they can be tested without anything',
  },
  {
    suffix: /\.resolver\.ts$/, never: /^@mikro-orm\/|^@casl\/|^pg$|^#persistence$/,
    why: 'a resolver is one call each: rights and data are decided behind it',
  },
];

/** Where an EntityManager may be named. */
export const WRITERS = /\.commands\.ts$|^libs\/change\/|^libs\/persistence\//;

/** Who may read record tables in SQL beside the door, each with its reason. */
export const READERS: readonly { readonly path: RegExp; readonly why: string }[] = [
  { path: /^libs\/disclosure\//, why: 'the door itself' },
  { path: /^libs\/change\/src\/(?:subjects|reseal)\.ts$/, why: 'under whose key a row is sealed, asked inside the write door; nothing that is read is answered' },
  { path: /^libs\/identity\/src\/session\/(?:viewer-lookup|session-rows|tasking-subjects)\.ts$/, why: 'before there is a viewer there is no door: who is this, and is the stated tasking live' },
  { path: /^libs\/identity\/src\/credential\/credential-rows\.ts$/, why: 'signing in: may this officer sign in' },
  { path: /^libs\/identity\/src\/account\/role-rows\.ts$/, why: 'roles of active officers only' },
  { path: /^libs\/identity\/src\/officer\/staff-roles\.ts$/, why: 'agency and roles of an officer, for whoever answers for him; the door has no roles' },
  { path: /^libs\/(?:change\/src\/approval\/approval-rows|identity\/src\/approval\/approval-book)\.ts$/, why: 'whether who asked and who approved may still sign in' },
  { path: /^libs\/casework\/src\/(?:charge\/charge|verdict\/verdict|involvement\/link|seal-order\/seal-order|emergency-opening\/emergency-opening|erasure\/erasure)\.commands\.ts$/, why: 'rules are checked inside the command\'s own transaction; nothing that is read is answered' },
  { path: /^libs\/casework\/src\/(?:emergency-opening\/watch-openings|erasure\/complete-erasures)\.ts$/, why: 'the worker looks for what is due; nothing that is read is answered' },
  { path: /^libs\/casework\/src\/involvement\/self-opening\.ts$/, why: 'which of the viewer\'s own cases a row is in, asked inside a command; it is only refused by' },
];

/** Where such a word is the very name of the thing, with the reason. */
export const NAMED_SO: readonly { readonly path: RegExp; readonly why: string }[] = [
  { path: /^test\/bench\//, why: 'it measures against "the common way" of building such a server, and says so' },
];

/** Words that name nothing. */
export const EMPTY_WORDS = /^(?:utils?|utilit(?:y|ies)|helpers?|commons?|base|managers?|misc)$/;

/** Longest file, in lines. Migrations that were written from declarations are as long as the declarations. */
export const MOST_LINES = 300;

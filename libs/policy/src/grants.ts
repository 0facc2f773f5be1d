/**
 * The one readable table: every role, every need class, every cell decided. Source of the cells is the brief's matrix
 * (decisions/0002-where-the-cells-come-from.md); what the brief leaves to us is marked "ours" beside the cell. To give or take a right, change one
 * line here and look at the diff of `schema/need-to-know.md`.
 */
import type { Level } from './level.js';
import type { NeedClass } from './need-class.js';
import type { Reach, Role } from './role.js';

/** Commands that change state; each is granted by name. */
export type Command =
  | 'reportCrime' | 'openCase' | 'registerVictim' | 'decideVictimStatus' | 'registerOffender' | 'linkParticipant'
  | 'charge' | 'recordVerdict' | 'clearForCourt' | 'correctRecord' | 'assignTasking' | 'endTasking' | 'manageAccounts' | 'importRecords'
  | 'decideApproval' | 'orderSeal' | 'liftSeal' | 'breakGlass' | 'reviewBreakGlass' | 'erasePerson';

export interface Grant {
  readonly cells: Readonly<Record<NeedClass, Level>>;
  /** What the role may read of a record in the child layer: caps every cell of the row. */
  readonly child: Level;
  /** F: exact figures. S: only through the disclosure-control gate. */
  readonly statistics: 'F' | 'S' | '-';
  /** Ways by which records become the role's own. Everybody reaches what is about themselves (OWN); GLASS comes with a cell `B`. */
  readonly reaches: readonly Exclude<Reach, 'OWN' | 'GLASS'>[];
  /** The role has to do with children only: rows of adults do not exist for it. */
  readonly childrenOnly?: true;
  /** Narrows a class to named fields, as `Record.field`. */
  readonly only?: Readonly<Partial<Record<NeedClass, readonly string[]>>>;
  readonly commands: readonly Command[];
}

/** Travel identity: what a border post or a consul needs to let a person cross (brief, 4.5). */
const TRAVEL_IDENTITY = [
  'Victim.familyName', 'Victim.givenName', 'Victim.birthDate', 'Victim.documentNumber', 'Victim.pseudonym',
  'Offender.familyName', 'Offender.givenName', 'Offender.birthDate', 'Offender.documentNumber',
];

/** What accounts are made of. Taskings are not: who works on whom is about the people in the records (ours). */
const ACCOUNTS = ['Officer.name', 'Officer.agency', 'Officer.position', 'Officer.appointedOn', 'Officer.active'];

/** Who broke the glass, why, and what the review found: an auditor checks that there is one (ours). */
const OPENINGS = [
  'officer', 'victim', 'reason', 'startsAt', 'endsAt', 'closedAt', 'overdueAt', 'reviewedBy', 'reviewedAt', 'outcome', 'review',
].map((field) => `EmergencyOpening.${field}`);

/** What a body may know of a seal: the orders its own officers gave. The mark on the sealed rows is told to nobody (ours). */
const OWN_ORDERS = [
  'SealOrder.body', 'SealOrder.orderedBy', 'SealOrder.scope', 'SealOrder.basis', 'SealOrder.reference', 'SealOrder.orderedOn',
  'SealOrder.recordedAt', 'SealOrder.until', 'SealOrder.liftedAt', 'SealOrder.liftedBy',
  'SealOrder.person', 'SealOrder.victim', 'SealOrder.offender', 'SealOrder.case',
];

type Row = Omit<Grant, 'cells'> & Readonly<Record<NeedClass, Level>>;

/** Everybody knows the agencies and their own account, unless the row says otherwise (ours). */
const NOTHING: Readonly<Record<NeedClass, Level>> = {
  PROFILE: '-', ADMINISTRATION: '-', OFFENDER_IDENTITY: '-', VICTIM_IDENTITY: '-', WHEREABOUTS: '-', HEALTH: '-',
  NARRATIVE: '-', SOURCE: '-', OPERATION: '-', JOIN: '-', STAFF: 'T', DIRECTORY: 'F', SEAL: '-',
};

const rows: Readonly<Record<Role, Row>> = {
  INVESTIGATOR: {
    ...NOTHING, PROFILE: 'TE', ADMINISTRATION: 'TE', OFFENDER_IDENTITY: 'TE', VICTIM_IDENTITY: 'TE', WHEREABOUTS: 'T',
    HEALTH: 'GT', NARRATIVE: 'T', SOURCE: 'PT', OPERATION: 'T', JOIN: 'T',
    child: 'T', statistics: 'F', reaches: ['CASE', 'CLIENT'],
    commands: [
      'reportCrime', 'openCase', 'registerVictim', 'decideVictimStatus', 'registerOffender', 'linkParticipant', 'charge',
      'correctRecord',
    ],
  },
  UNIT_HEAD: { // ours: somebody must hand out taskings, and need not see what they open
    ...NOTHING, ADMINISTRATION: 'F', STAFF: 'F',
    child: 'G', statistics: 'F', reaches: [], commands: ['assignTasking', 'endTasking', 'reviewBreakGlass'],
  },
  ANALYST: {
    ...NOTHING, PROFILE: 'F', ADMINISTRATION: 'F', OFFENDER_IDENTITY: 'F', VICTIM_IDENTITY: 'P', WHEREABOUTS: 'G',
    NARRATIVE: 'G', SOURCE: 'P', OPERATION: 'E',
    child: 'G', statistics: 'F', reaches: [], commands: ['importRecords'],
  },
  PROTECTION_OFFICER: {
    ...NOTHING, PROFILE: 'T', ADMINISTRATION: 'T', OFFENDER_IDENTITY: 'T', VICTIM_IDENTITY: 'T', WHEREABOUTS: 'T',
    SOURCE: 'T', JOIN: 'T',
    child: 'T', statistics: '-', reaches: ['CASE', 'CLIENT'], commands: ['correctRecord'],
  },
  PROSECUTOR: {
    ...NOTHING, PROFILE: 'T', ADMINISTRATION: 'T', OFFENDER_IDENTITY: 'T', VICTIM_IDENTITY: 'T', WHEREABOUTS: '-',
    NARRATIVE: 'TD', SOURCE: 'PT', OPERATION: 'TD', JOIN: 'T',
    child: 'T', statistics: 'F', reaches: ['CASE'], commands: ['charge', 'recordVerdict', 'correctRecord'],
  },
  SUPERVISING_PROSECUTOR: {
    ...NOTHING, PROFILE: 'F', ADMINISTRATION: 'F', OFFENDER_IDENTITY: 'F', VICTIM_IDENTITY: 'P', NARRATIVE: 'P',
    OPERATION: 'E', STAFF: 'F', SEAL: 'T',
    child: 'P', statistics: 'F', reaches: [], only: { SEAL: OWN_ORDERS },
    commands: ['assignTasking', 'endTasking', 'clearForCourt', 'orderSeal', 'liftSeal', 'reviewBreakGlass', 'erasePerson', 'decideApproval'],
  },
  JUDGE: {
    ...NOTHING, PROFILE: 'T', ADMINISTRATION: 'T', OFFENDER_IDENTITY: 'T', VICTIM_IDENTITY: 'T', HEALTH: 'O',
    NARRATIVE: 'T', JOIN: 'T', SEAL: 'T',
    child: 'T', statistics: 'F', reaches: ['CASE'], only: { SEAL: OWN_ORDERS }, commands: ['orderSeal', 'liftSeal', 'decideApproval'],
  },
  BORDER_LIAISON: {
    ...NOTHING, PROFILE: 'T', ADMINISTRATION: 'E', OFFENDER_IDENTITY: 'T', VICTIM_IDENTITY: 'T', WHEREABOUTS: 'T',
    child: 'T', statistics: 'F', reaches: ['CLIENT'],
    only: { VICTIM_IDENTITY: TRAVEL_IDENTITY, OFFENDER_IDENTITY: TRAVEL_IDENTITY }, commands: [],
  },
  SECURITY_LIAISON: {
    ...NOTHING, ADMINISTRATION: 'E', OFFENDER_IDENTITY: 'T', VICTIM_IDENTITY: 'E', OPERATION: 'W',
    child: '-', statistics: 'F', reaches: ['CLIENT'], commands: ['reportCrime'],
  },
  LOCAL_POLICE: {
    ...NOTHING, PROFILE: 'W', ADMINISTRATION: 'W', OFFENDER_IDENTITY: 'W', VICTIM_IDENTITY: 'W', WHEREABOUTS: 'W',
    NARRATIVE: 'W',
    child: 'W', statistics: '-', reaches: [], commands: ['reportCrime', 'registerVictim'],
  },
  HOTLINE_OPERATOR: {
    ...NOTHING, PROFILE: 'T', ADMINISTRATION: 'W', OFFENDER_IDENTITY: 'W', VICTIM_IDENTITY: 'T', WHEREABOUTS: 'T',
    NARRATIVE: 'T',
    child: 'T', statistics: '-', reaches: ['CLIENT'], commands: ['reportCrime', 'registerVictim'],
  },
  SHELTER_WORKER: { // the care team keeps the record of its residents up to date (ours)
    ...NOTHING, PROFILE: 'T', VICTIM_IDENTITY: 'T', WHEREABOUTS: 'T', HEALTH: 'T',
    child: 'T', statistics: '-', reaches: ['CLIENT'], commands: ['correctRecord'],
  },
  ASSISTANCE_WORKER: {
    ...NOTHING, PROFILE: 'T', VICTIM_IDENTITY: 'T', WHEREABOUTS: 'T', HEALTH: 'T',
    child: 'T', statistics: 'S', reaches: ['CLIENT'], commands: ['correctRecord'],
  },
  GUARDIANSHIP_OFFICER: {
    ...NOTHING, PROFILE: 'T', VICTIM_IDENTITY: 'T', WHEREABOUTS: 'T', HEALTH: 'GT',
    child: 'T', statistics: '-', reaches: ['CLIENT'], childrenOnly: true, commands: [],
  },
  STATE_COMMITTEE_OFFICER: {
    ...NOTHING, PROFILE: 'F', VICTIM_IDENTITY: 'P', WHEREABOUTS: 'G',
    child: 'P', statistics: 'F', reaches: [], childrenOnly: true, commands: [],
  },
  COMMISSION_ON_MINORS: {
    ...NOTHING, PROFILE: 'T', VICTIM_IDENTITY: 'T', HEALTH: 'GT',
    child: 'T', statistics: '-', reaches: ['CLIENT'], childrenOnly: true, commands: [],
  },
  CONSULAR_OFFICER: {
    ...NOTHING, PROFILE: 'T', VICTIM_IDENTITY: 'T', WHEREABOUTS: 'T', HEALTH: 'GT',
    child: 'T', statistics: '-', reaches: ['CLIENT'], only: { VICTIM_IDENTITY: TRAVEL_IDENTITY }, commands: [],
  },
  FUND_OFFICER: { // the pseudonym is the token payments are made out to; only of those it pays (ours)
    ...NOTHING, VICTIM_IDENTITY: 'PT',
    child: 'P', statistics: 'F', reaches: ['CLIENT'], commands: [],
  },
  NATIONAL_COORDINATOR: {
    ...NOTHING, VICTIM_IDENTITY: 'B',
    child: '-', statistics: 'F', reaches: [], commands: ['breakGlass'],
  },
  DONOR: { ...NOTHING, child: '-', statistics: 'S', reaches: [], commands: [] },
  // An auditor must be able to say whose reads these were (ours).
  AUDITOR: { ...NOTHING, STAFF: 'F', child: '-', statistics: 'F', reaches: [], only: { STAFF: [...ACCOUNTS, ...OPENINGS] }, commands: [] },
  ADMINISTRATOR: {
    ...NOTHING, STAFF: 'F',
    child: '-', statistics: '-', reaches: [], only: { STAFF: ACCOUNTS }, commands: ['manageAccounts', 'decideApproval'],
  },
};

/** The grants, with the classes of a row gathered in `cells`. */
export const grants: Readonly<Record<Role, Grant>> = Object.fromEntries(
  Object.entries(rows).map(([role, row]) => {
    const { child, statistics, reaches, childrenOnly, only, commands, ...cells } = row;
    return [role, { cells, child, statistics, reaches, commands, ...(childrenOnly && { childrenOnly }), ...(only && { only }) }];
  }),
) as unknown as Readonly<Record<Role, Grant>>;

/** @returns whether any of the roles may give the command. */
export function mayCommand(roles: readonly Role[], command: Command): boolean {
  return roles.some((role) => grants[role].commands.includes(command));
}

/** @returns the best right to statistics among the roles. */
export function statisticsRight(roles: readonly Role[]): 'F' | 'S' | '-' {
  const rights = roles.map((role) => grants[role].statistics);
  return rights.includes('F') ? 'F' : rights.includes('S') ? 'S' : '-';
}

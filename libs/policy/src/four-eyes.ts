/**
 * Commands that nobody gives alone. One list, enforced by the write door (libs/change/decisions/0003-four-eyes.md): whatever stands
 * here is carried out only with an approval of another human, given for exactly this payload. On it stands whatever would let one
 * person, by himself, see more than he may, let somebody else see it, or make something unrecoverable.
 */
import { say, type Words } from '#kernel';

import type { Command } from './grants.js';
import type { Role } from './role.js';

export interface FourEyes {
  /** The granted command it is part of: who may give that may ask. */
  readonly command: Command;
  /** Who may approve: each of these roles needs `decideApproval` in its grants. */
  readonly approvers: readonly Role[];
  /** SOMETIMES: the command itself says so, when it finds that it needs it. */
  readonly needed: 'ALWAYS' | 'SOMETIMES';
  /** It makes a password, whose second half is given to whoever approves. */
  readonly halves?: true;
  readonly words: Words;
}

const ACCOUNTS = { command: 'manageAccounts', approvers: ['ADMINISTRATOR'] } as const;

export const FOUR_EYES = {
  createOfficer: { ...ACCOUNTS, needed: 'ALWAYS', halves: true, words: say('A new officer with an account', 'Hesabı olan yeni əməkdaş') },
  grantRole: { ...ACCOUNTS, needed: 'ALWAYS', words: say('A role for an officer', 'Əməkdaşa rol verilməsi') },
  revokeRole: { ...ACCOUNTS, needed: 'SOMETIMES', words: say('The role of administrator taken away', 'İnzibatçı rolunun alınması') },
  enableOfficer: { ...ACCOUNTS, needed: 'ALWAYS', words: say('An officer let in again', 'Əməkdaşın girişinin yenidən açılması') },
  disableOfficer: { ...ACCOUNTS, needed: 'SOMETIMES', words: say('An administrator kept out', 'İnzibatçının girişinin bağlanması') },
  resetPassword: { ...ACCOUNTS, needed: 'ALWAYS', halves: true, words: say('A new password for an officer', 'Əməkdaşa yeni parol') },
  resetFactors: { ...ACCOUNTS, needed: 'ALWAYS', words: say('The second factors of an officer taken away', 'Əməkdaşın ikinci amillərinin ləğvi') },
  erasePerson: {
    command: 'erasePerson', approvers: ['SUPERVISING_PROSECUTOR', 'JUDGE'], needed: 'ALWAYS', words: say('A person\'s data erased for ever', 'Şəxsin məlumatının həmişəlik silinməsi'),
  },
  makeMachine: { ...ACCOUNTS, needed: 'ALWAYS', words: say('An account made a machine\'s', 'Hesabın proqram hesabına çevrilməsi') },
  trustDocument: { ...ACCOUNTS, needed: 'ALWAYS', words: say('A document that a machine may send', 'Proqramın göndərə biləcəyi sənəd') },
} as const satisfies Readonly<Record<string, FourEyes>>;

/** A command, by the name under which it is asked for. */
export type FourEyesCommand = keyof typeof FOUR_EYES;

/** @returns what the list says of a command, or null when it is not on it. */
export function fourEyesOf(name: string): FourEyes | null {
  return isFourEyes(name) ? FOUR_EYES[name] : null;
}

/** @returns whether the list has the command. */
export function isFourEyes(name: string): name is FourEyesCommand {
  return Object.hasOwn(FOUR_EYES, name);
}

/** @returns the commands that may be approved with any of these roles. */
export function approvableBy(roles: readonly Role[]): readonly FourEyesCommand[] {
  return (Object.keys(FOUR_EYES) as FourEyesCommand[]).filter((name) => (FOUR_EYES[name].approvers as readonly Role[]).some((role) => roles.includes(role)));
}

/** Runs work as a signed-in officer: the same sign-in as over the network, on record, with a session that ends afterwards. */
import type { Assembly } from '#assembly';
import { isPending } from '#identity';
import { CodedError, say } from '#kernel';
import type { Viewer } from '#policy';

import type { Setting } from '../commands/command.js';
import { codeFor, passwordFor } from './password.js';

const PASSWORD = say('Password', 'Parol');
const CODE = say('One-time or recovery code', 'Birdəfəlik və ya bərpa kodu');

/** How the audit log and the limits against guessing name this place. */
const SOURCE = 'console';

/** What somebody at the terminal gives to sign in. */
export interface SignInAtTerminal {
  readonly login: string;
  readonly password: string;
  /** Asked for only where a second factor is held. */
  readonly code: () => Promise<string>;
}

/** Asks for the password now, and for a code when it is needed. @throws Refusal without terminal and variables. */
export async function signInAt({ terminal, env }: Setting, login: string): Promise<SignInAtTerminal> {
  const password = await passwordFor(terminal, env, `${terminal.word(PASSWORD)} (${login})`);
  return { login, password, code: () => codeFor(terminal, env, `${terminal.word(CODE)} (${login})`) };
}

/**
 * @param work is given a way to ask who the officer is now: it is refused as soon as the session or the account ends.
 * @param enrolling the work is to enrol the second factor that the officer must have.
 * @throws CodedError SIGN_IN_FAILED, TOO_MANY_REQUESTS, UNAVAILABLE; FORBIDDEN with rule SECOND_FACTOR_REQUIRED; UNAUTHENTICATED
 *   when the session ended meanwhile.
 */
export async function signedIn<T>(
  { identity }: Assembly, given: SignInAtTerminal, work: (viewer: () => Promise<Viewer>) => Promise<T>, enrolling = false,
): Promise<T> {
  const token = await tokenFor(identity, given);
  const viewer = async (): Promise<Viewer> => {
    const found = await identity.sessions.viewerOf(token);
    if (!found) throw new CodedError('UNAUTHENTICATED');
    return found;
  };
  try {
    if (!enrolling && (await viewer()).mustEnrol) throw new CodedError('FORBIDDEN', 'SECOND_FACTOR_REQUIRED');
    return await work(viewer);
  } finally {
    // Leaving is not what was asked for: if it fails, the session ends by itself.
    await viewer().then((now) => identity.own.signOut(now)).catch(() => undefined);
  }
}

async function tokenFor(identity: Assembly['identity'], { login, password, code }: SignInAtTerminal): Promise<string> {
  const first = await identity.signIns.signIn({ login, password, source: SOURCE });
  if (!isPending(first)) return first.token;
  return (await identity.secondStep.confirm({ pending: first.pending, code: await code(), source: SOURCE })).token;
}

/** Runs work as a signed-in officer: the same sign-in as over the network, on record, with a session that ends afterwards. */
import type { Assembly } from '#assembly';
import { CodedError } from '#kernel';
import type { Viewer } from '#policy';

/** How the audit log and the limits against guessing name this place. */
const SOURCE = 'console';

/**
 * @param work is given a way to ask who the officer is now: it is refused as soon as the session or the account ends.
 * @throws CodedError SIGN_IN_FAILED, TOO_MANY_REQUESTS, UNAVAILABLE; UNAUTHENTICATED when the session ended meanwhile.
 */
export async function signedIn<T>(
  { identity }: Assembly, login: string, password: string, work: (viewer: () => Promise<Viewer>) => Promise<T>,
): Promise<T> {
  const { token } = await identity.signIns.signIn({ login, password, source: SOURCE });
  const viewer = async (): Promise<Viewer> => {
    const found = await identity.sessions.viewerOf(token);
    if (!found) throw new CodedError('UNAUTHENTICATED');
    return found;
  };
  try {
    return await work(viewer);
  } finally {
    // Leaving is not what was asked for: if it fails, the session ends by itself.
    await viewer().then((now) => identity.own.signOut(now)).catch(() => undefined);
  }
}

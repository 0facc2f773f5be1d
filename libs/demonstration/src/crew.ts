/** Makes the accounts as an administrator would, and signs in those who then build the world: every act has its real officer. */
import type { Change } from '#change';
import type { Given } from '#casework';
import { NO_DOCUMENT, questionOf, type Identity } from '#identity';
import type { Id } from '#kernel';
import type { Viewer } from '#policy';

import { ADMINISTRATOR, AGENCIES, POSTS } from './staff.js';

/** What the demonstration needs of a process's parts. */
export interface DemonstrationParts {
  readonly settings: { readonly demonstration: boolean };
  readonly pool: { query(text: string): Promise<{ readonly rows: readonly unknown[] }> };
  readonly identity: Identity;
  readonly change: Change;
}

/** Why the records are touched: put on record with every act, as for anybody. */
const PURPOSE = 'reason:DataQuality;Nümayiş bazasının qurulması';

export class Crew {
  private readonly viewers = new Map<string, Promise<Viewer>>();

  private constructor(private readonly identity: Identity, private readonly password: string, readonly agencies: ReadonlyMap<string, Id>, readonly officers: ReadonlyMap<string, Id>) {}

  /** @throws CodedError REJECTED with rule ADMINISTRATOR_EXISTS when somebody was first. */
  static async hire({ identity }: DemonstrationParts, password: string): Promise<Crew> {
    const { accounts } = identity;
    const first = await accounts.bootstrapAdministrator(ADMINISTRATOR.login, password, ADMINISTRATOR.name);
    const crew = new Crew(identity, password, new Map(), new Map([[ADMINISTRATOR.login, first]]));
    const administrator = await crew.viewer(ADMINISTRATOR.login);
    const agencies = crew.agencies as Map<string, Id>;
    const officers = crew.officers as Map<string, Id>;
    for (const [key, [name, role]] of Object.entries(AGENCIES)) agencies.set(key, await accounts.createAgency(administrator, { name, role }));
    for (const { login, name, position, agency, role } of POSTS) {
      const { officer } = await accounts.createOfficer(administrator, { agency: idIn(agencies, agency), name, position, login, password });
      await accounts.grantRole(administrator, officer, role);
      officers.set(login, officer);
    }
    return crew;
  }

  officer(login: string): Id {
    return idIn(this.officers, login);
  }

  agency(key: keyof typeof AGENCIES): Id {
    return idIn(this.agencies, key);
  }

  /** @returns the officer, signed in, with a stated purpose. */
  viewer(login: string): Promise<Viewer> {
    const known = this.viewers.get(login);
    if (known) return known;
    const opening = this.signIn(login);
    this.viewers.set(login, opening);
    return opening;
  }

  /** @returns what a command of this officer is given. */
  async given(login: string, root: string): Promise<Given> {
    return { viewer: await this.viewer(login), question: questionOf(root, NO_DOCUMENT) };
  }

  /** Ends the sessions that building needed. */
  async leave(): Promise<void> {
    for (const viewer of this.viewers.values()) await this.identity.own.signOut(await viewer);
    this.viewers.clear();
  }

  private async signIn(login: string): Promise<Viewer> {
    const { token } = await this.identity.signIns.signIn({ login, password: this.password, source: 'demonstration' });
    const viewer = await this.identity.sessions.viewerOf(token, PURPOSE);
    if (!viewer) throw new Error('a session of the demonstration did not open');
    return viewer;
  }
}

function idIn(ids: ReadonlyMap<string, Id>, key: string): Id {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`the demonstration has no ${key}`);
  return id;
}

/** Makes the accounts as an administrator would, and signs in those who then build the world: every act has its real officer. */
import type { Change } from '#change';
import type { Given } from '#casework';
import { NO_DOCUMENT, questionOf, type Identity } from '#identity';
import { ApprovalRequired, type Id } from '#kernel';
import type { Viewer } from '#policy';

import { ADMINISTRATORS, AGENCIES, POSTS, type Post } from './staff.js';

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

  /** @throws CodedError REJECTED with rule ADMINISTRATOR_EXISTS or LOGIN_TAKEN when somebody was first. */
  static async hire({ identity }: DemonstrationParts, password: string): Promise<Crew> {
    const agencies = new Map<string, Id>();
    const officers = new Map<string, Id>();
    const crew = new Crew(identity, password, agencies, officers);
    for (const { login, name, personnelNumber } of ADMINISTRATORS) officers.set(login, await identity.accounts.bootstrapAdministrator({ login, password, name, personnelNumber }));
    const [one, other] = ADMINISTRATORS;
    const [asking, approving] = [await crew.viewer(one.login), await crew.viewer(other.login)];
    for (const [key, [name, role]] of Object.entries(AGENCIES)) agencies.set(key, await identity.accounts.createAgency(asking, { name, role }));
    await Promise.all(POSTS.map(async (post, place) => {
      officers.set(post.login, await crew.enrol(asking, approving, post, `QX-${String(ADMINISTRATORS.length + place + 1).padStart(3, '0')}`));
    }));
    return crew;
  }

  /** Asked for by one administrator, approved by the other; then the officer, who has been given a half by each, chooses a password. */
  private async enrol(asking: Viewer, approving: Viewer, { login, name, position, agency, role }: Post, personnelNumber: string): Promise<Id> {
    const { accounts, approvals, own, sessions, signIns } = this.identity;
    const input = { agency: this.agency(agency), name, position, login, personnelNumber, roles: [role] };
    const asked = await accounts.createOfficer(asking, input).catch((error: unknown) => error);
    if (!(asked instanceof ApprovalRequired)) throw asked;
    const { passwordPart: second } = await approvals.approve(approving, asked.approval);
    const { officer, passwordPart: first } = await accounts.createOfficer({ ...asking, approval: asked.approval }, input);
    const current = `${first}-${second ?? ''}`;
    const { token } = await signIns.signIn({ login, password: current, source: 'demonstration' });
    const viewer = await sessions.viewerOf(token);
    if (!viewer) throw new Error('a session of the demonstration did not open');
    await own.changePassword(viewer, current, this.password);
    await own.signOut(viewer);
    return officer;
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

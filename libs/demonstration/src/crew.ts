/** Makes the accounts as an administrator would, and signs in those who then build the world: every act has its real officer. */
import type { Change } from '#change';
import type { Given } from '#casework';
import { isPending, NO_DOCUMENT, questionOf, totpCode, totpStepAt, type Identity } from '#identity';
import { ApprovalRequired, type Clock, type Id } from '#kernel';
import { SECOND_FACTOR_ROLES, type Viewer } from '#policy';
import type { Wall } from '#wall';

import { ADMINISTRATORS, AGENCIES, POSTS, type Post } from './staff.js';

/** What the demonstration needs of a process's parts. */
export interface DemonstrationParts {
  readonly settings: { readonly demonstration: boolean };
  readonly wall: Pick<Wall, 'ask'>;
  readonly identity: Identity;
  readonly change: Change;
  readonly clock: Clock;
}

export interface CrewSecrets {
  readonly password: string;
  /** Secrets of one-time codes by login; grows with those who must have a second factor. */
  readonly totp: Record<string, string>;
}

/** Why the records are touched: put on record with every act, as for anybody. */
const PURPOSE = 'reason:DataQuality;Nümayiş bazasının qurulması';

export class Crew {
  private readonly viewers = new Map<string, Promise<Viewer>>();

  private constructor(private readonly parts: DemonstrationParts, private readonly secrets: CrewSecrets, readonly agencies: ReadonlyMap<string, Id>, readonly officers: ReadonlyMap<string, Id>) {}

  /** @throws CodedError REJECTED with rule ADMINISTRATOR_EXISTS or LOGIN_TAKEN when somebody was first. */
  static async hire(parts: DemonstrationParts, secrets: CrewSecrets): Promise<Crew> {
    const { identity } = parts;
    const { password } = secrets;
    const agencies = new Map<string, Id>();
    const officers = new Map<string, Id>();
    const crew = new Crew(parts, secrets, agencies, officers);
    for (const { login, name, personnelNumber } of ADMINISTRATORS) officers.set(login, await identity.accounts.bootstrapAdministrator({ login, password, name, personnelNumber }));
    const [one, other] = ADMINISTRATORS;
    const [asking, approving] = [await crew.viewer(one.login), await crew.viewer(other.login)];
    for (const [key, [name, role]] of Object.entries(AGENCIES)) agencies.set(key, await identity.accounts.createAgency(asking, { name, role }));
    await Promise.all(POSTS.map(async (post, place) => {
      officers.set(post.login, await crew.enrol(asking, approving, post, `QX-${String(ADMINISTRATORS.length + place + 1).padStart(3, '0')}`));
    }));
    // Each has codes before a visitor comes, also those who build nothing.
    for (const { login, role } of POSTS) if (SECOND_FACTOR_ROLES.has(role)) await crew.viewer(login);
    return crew;
  }

  /** Asked for by one administrator, approved by the other; then the officer, who has been given a half by each, chooses a password. */
  private async enrol(asking: Viewer, approving: Viewer, { login, name, position, agency, role }: Post, personnelNumber: string): Promise<Id> {
    const { accounts, approvals, own, sessions, signIns } = this.parts.identity;
    const input = { agency: this.agency(agency), name, position, login, personnelNumber, roles: [role] };
    const asked = await accounts.createOfficer(asking, input).catch((error: unknown) => error);
    if (!(asked instanceof ApprovalRequired)) throw asked;
    const { passwordPart: second } = await approvals.approve(approving, asked.approval);
    const { officer, passwordPart: first } = await accounts.createOfficer({ ...asking, approval: asked.approval }, input);
    const current = `${first}-${second ?? ''}`;
    const opened = await signIns.signIn({ login, password: current, source: 'demonstration' });
    const viewer = isPending(opened) ? undefined : await sessions.viewerOf(opened.token);
    if (!viewer) throw new Error('a session of the demonstration did not open');
    await own.changePassword(viewer, current, this.secrets.password);
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
    for (const viewer of this.viewers.values()) await this.parts.identity.own.signOut(await viewer);
    this.viewers.clear();
  }

  private async signIn(login: string): Promise<Viewer> {
    const { sessions, signIns } = this.parts.identity;
    const opened = await signIns.signIn({ login, password: this.secrets.password, source: 'demonstration' });
    const find = async (): Promise<Viewer> => {
      const viewer = isPending(opened) ? undefined : await sessions.viewerOf(opened.token, PURPOSE);
      if (!viewer) throw new Error('a session of the demonstration did not open');
      return viewer;
    };
    const viewer = await find();
    if (!viewer.mustEnrol) return viewer;
    await this.giveCodes(viewer, login);
    return find();
  }

  /** With the code of the step before, so that the code of the moment is still good for the visitor. */
  private async giveCodes(viewer: Viewer, login: string): Promise<void> {
    const { clock, identity: { factors } } = this.parts;
    const { factor, secret } = await factors.enrolTotp(viewer);
    await factors.confirmTotp(viewer, factor, totpCode(secret, totpStepAt(clock.now()) - 1));
    this.secrets.totp[login] = secret;
  }
}

function idIn(ids: ReadonlyMap<string, Id>, key: string): Id {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`the demonstration has no ${key}`);
  return id;
}

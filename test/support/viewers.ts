/** Readers of every kind for tests of the read door: tasked and not, with a purpose and without, one role and several. */
import type { Role, Viewer } from '#policy';

import { viewerWith } from './door.js';
import { rowsOf, type World } from './worlds.js';

const CASTS: readonly { readonly roles: readonly Role[]; readonly tasked: boolean; readonly purpose: boolean }[] = [
  { roles: ['INVESTIGATOR'], tasked: true, purpose: true },
  { roles: ['INVESTIGATOR'], tasked: true, purpose: false },
  { roles: ['ANALYST'], tasked: false, purpose: true },
  { roles: ['ANALYST', 'INVESTIGATOR'], tasked: true, purpose: true },
  { roles: ['PROTECTION_OFFICER'], tasked: true, purpose: true },
  { roles: ['PROSECUTOR'], tasked: true, purpose: true },
  { roles: ['SUPERVISING_PROSECUTOR'], tasked: false, purpose: false },
  { roles: ['JUDGE'], tasked: true, purpose: true },
  { roles: ['SHELTER_WORKER'], tasked: true, purpose: true },
  { roles: ['ANALYST', 'UNIT_HEAD'], tasked: true, purpose: true },
  { roles: ['GUARDIANSHIP_OFFICER', 'STATE_COMMITTEE_OFFICER'], tasked: true, purpose: true },
  { roles: ['BORDER_LIAISON', 'CONSULAR_OFFICER'], tasked: true, purpose: true },
];

export interface Cast {
  readonly name: string;
  readonly viewer: Viewer;
}

/** @returns the viewers, each an officer of the world with or without taskings of their own. */
export function castOf(world: World): Cast[] {
  const officers = rowsOf(world, 'Officer');
  const tasked = officers.filter(({ id }) => rowsOf(world, 'Tasking').some(({ officer }) => officer === id));
  const idle = officers.filter((officer) => !tasked.includes(officer));
  return CASTS.map(({ roles, purpose, ...cast }, at) => {
    const from = cast.tasked ? tasked : idle;
    return {
      name: `${roles.join(' + ')}${cast.tasked ? ', tasked' : ''}${purpose ? '' : ', no purpose'}`,
      viewer: viewerWith(roles, from[at % from.length]!.id, purpose ? undefined : null),
    };
  });
}

/** The part a victim has in a crime. */
import { say } from '#kernel';
import { defineRecord, f, type AnyRecord } from '#record';

import { ExploitationForm, ProceduralRole } from '../codes/index.js';
import { Crime } from '../crime/crime.record.js';
import { Victim } from '../victim/victim.record.js';

export const VictimInvolvement = defineRecord(
  'VictimInvolvement',
  say('The part of a victim in a crime', 'Qurbanın cinayətdə iştirakı'),
  { reach: { CASE: ['crime.case.taskings', 'crime.otherCases.taskings'], CLIENT: ['victim.taskings'] }, ends: ['victim', 'crime'], unique: [['victim', 'crime']] },
  {
    id: f.id(),
    victim: f.one('ADMINISTRATION', (): AnyRecord => Victim, say('Victim', 'Qurban'), { required: true }),
    crime: f.one('ADMINISTRATION', (): AnyRecord => Crime, say('Crime', 'Cinayət'), { required: true }),
    exploitationForms: f.codes('PROFILE', ExploitationForm, say('Exploited how', 'Necə istismar edilib')),
    period: f.partialDate('PROFILE', say('When', 'Nə vaxt')),
    proceduralRole: f.code('ADMINISTRATION', ProceduralRole, say('Standing in the proceedings', 'Prosesdəki statusu')),
  },
);

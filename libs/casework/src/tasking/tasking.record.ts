/**
 * Tasking: the need to know, on record. An officer works on one criminal case, or on one person, for a purpose, on a legal
 * basis, from one instant until another; access ends that second.
 */
import { say } from '#kernel';
import { Officer } from '#identity';
import { defineRecord, f, type AnyRecord } from '#record';

import { Case } from '../case/case.record.js';
import { LegalBasis, TaskingPurpose } from '../codes/index.js';
import { Offender } from '../offender/offender.record.js';
import { Victim } from '../victim/victim.record.js';

export const Tasking = defineRecord(
  'Tasking',
  say('What an officer works on, why, on what basis and until when', 'Əməkdaşın nə üzərində, hansı məqsədlə, hansı əsasla və nə vaxtadək işlədiyi'),
  { reach: { OWN: ['officer'] }, sealedWith: ['case', 'victim', 'offender'] },
  {
    id: f.id(),
    officer: f.one('STAFF', (): AnyRecord => Officer, say('Officer', 'Əməkdaş'), { required: true }),
    case: f.one('STAFF', (): AnyRecord => Case, say('Criminal case', 'Cinayət işi')),
    victim: f.one('STAFF', (): AnyRecord => Victim, say('Victim in care', 'Qayğı göstərilən qurban')),
    offender: f.one('STAFF', (): AnyRecord => Offender, say('Offender on alert', 'Barəsində bildiriş olan şəxs')),
    purpose: f.code('STAFF', TaskingPurpose, say('Purpose', 'Məqsəd'), { required: true }),
    legalBasis: f.code('STAFF', LegalBasis, say('Legal basis', 'Hüquqi əsas'), { required: true }),
    reference: f.text('STAFF', say('Number of the decision or order', 'Qərarın nömrəsi'), { max: 100 }),
    startsAt: f.timestamp('STAFF', say('From', 'Başlayır'), { required: true }),
    endsAt: f.timestamp('STAFF', say('Until; access ends that second', 'Bitir; çıxış həmin saniyə dayanır'), { required: true }),
    assignedBy: f.one('STAFF', (): AnyRecord => Officer, say('Assigned by', 'Tapşıran')),
  },
);

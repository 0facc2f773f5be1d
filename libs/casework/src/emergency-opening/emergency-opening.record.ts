/**
 * EmergencyOpening: somebody broke the glass. One victim, one officer, sixty minutes, to read only; told to supervisors at once
 * and reviewed by somebody else within a day (decisions/0003-break-glass.md).
 */
import { say } from '#kernel';
import { Officer } from '#identity';
import { defineRecord, f, type AnyRecord } from '#record';

import { OpeningOutcome } from '../codes/index.js';
import { Victim } from '../victim/victim.record.js';

export const EmergencyOpening = defineRecord(
  'EmergencyOpening',
  say('An opening of one victim\'s identity in an emergency', 'Bir qurbanın kimliyinin fövqəladə halda açılması'),
  { reach: { OWN: ['officer'] }, sealedWith: ['victim'] },
  {
    id: f.id(),
    officer: f.one('STAFF', (): AnyRecord => Officer, say('Who broke the glass', 'Kim açıb'), { required: true }),
    victim: f.one('STAFF', (): AnyRecord => Victim, say('Which victim', 'Hansı qurban'), { required: true }),
    reason: f.text('STAFF', say('Why, in the officer\'s words', 'Səbəb, əməkdaşın öz sözləri ilə'), { required: true, max: 500 }),
    startsAt: f.timestamp('STAFF', say('From', 'Başlayıb'), { required: true }),
    endsAt: f.timestamp('STAFF', say('Until; access ends that second', 'Bitir; çıxış həmin saniyə dayanır'), { required: true }),
    closedAt: f.timestamp('STAFF', say('Put on record as ended', 'Bitməsi qeydə alınıb')),
    overdueAt: f.timestamp('STAFF', say('When the missing review was reported', 'Yoxlanmamasının bildirildiyi an')),
    reviewedBy: f.one('STAFF', (): AnyRecord => Officer, say('Reviewed by', 'Yoxlayan')),
    reviewedAt: f.timestamp('STAFF', say('Reviewed at', 'Yoxlanılıb')),
    outcome: f.code('STAFF', OpeningOutcome, say('What the review found', 'Yoxlamanın nəticəsi')),
    review: f.text('STAFF', say('The review in words', 'Yoxlama, sözlə'), { max: 1000 }),
  },
);

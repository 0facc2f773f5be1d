/** Officers: the people who use the database. Their sign-in, password and sessions are no records and stand elsewhere. */
import { say } from '#kernel';
import { defineRecord, f, type AnyRecord } from '#record';

import { Agency } from '../agency/agency.record.js';

export const Officer = defineRecord(
  'Officer',
  say('An officer of an agency', 'Qurumun əməkdaşı'),
  { reach: { OWN: [''] } },
  {
    id: f.id(),
    name: f.text('STAFF', say('Name', 'Adı'), { required: true }),
    agency: f.one('STAFF', (): AnyRecord => Agency, say('Agency', 'Qurum'), { required: true }),
    position: f.text('STAFF', say('Position', 'Vəzifəsi')),
    appointedOn: f.partialDate('STAFF', say('Appointed on', 'Təyin edildiyi tarix')),
    active: f.boolean('STAFF', say('May sign in', 'Daxil ola bilər'), { required: true }),
  },
);

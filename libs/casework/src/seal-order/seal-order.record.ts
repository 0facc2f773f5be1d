/**
 * SealOrder: a court or a prosecuting body stops all access to somebody's data. A live order closes its rows to every
 * role; that there is one is told to the officer who gave it and to nobody else. Which rows are closed follows from the
 * order in the database (decisions/0002-what-a-seal-closes.md).
 */
import { say } from '#kernel';
import { Agency, Officer } from '#identity';
import { defineRecord, f, type AnyRecord } from '#record';

import { Case } from '../case/case.record.js';
import { LegalBasis, SealScope } from '../codes/index.js';
import { Offender } from '../offender/offender.record.js';
import { Person } from '../person/person.record.js';
import { Victim } from '../victim/victim.record.js';

export const SealOrder = defineRecord(
  'SealOrder',
  say('An order that closes data to everybody', 'Məlumatı hamı üçün bağlayan qərar'),
  { reach: { OWN: ['orderedBy'] } },
  {
    id: f.id(),
    body: f.one('SEAL', (): AnyRecord => Agency, say('The court or prosecuting body', 'Məhkəmə və ya prokurorluq orqanı'), { required: true }),
    orderedBy: f.one('SEAL', (): AnyRecord => Officer, say('Who put the order into force', 'Qərarı icraya qoyan'), { required: true }),
    scope: f.code('SEAL', SealScope, say('What it covers', 'Nəyi əhatə edir'), { required: true }),
    basis: f.code('SEAL', LegalBasis, say('Legal basis', 'Hüquqi əsas'), { required: true }),
    reference: f.text('SEAL', say('Number of the order', 'Qərarın nömrəsi'), { required: true, max: 100 }),
    orderedOn: f.partialDate('SEAL', say('Date of the order', 'Qərarın tarixi'), { required: true }),
    recordedAt: f.timestamp('SEAL', say('In force from', 'Qüvvəyə minib'), { required: true }),
    until: f.timestamp('SEAL', say('Until; without an end when empty', 'Nə vaxtadək; boşdursa, müddətsiz')),
    liftedAt: f.timestamp('SEAL', say('Lifted at', 'Götürülüb')),
    liftedBy: f.one('SEAL', (): AnyRecord => Officer, say('Lifted by; nobody when the time ran out', 'Götürən; müddət bitibsə, heç kim')),
    person: f.one('SEAL', (): AnyRecord => Person, say('The human it covers, when not closed', 'Əhatə etdiyi insan, bağlı deyilsə')),
    victim: f.one('SEAL', (): AnyRecord => Victim, say('The victim it covers, when not closed', 'Əhatə etdiyi qurban, bağlı deyilsə')),
    offender: f.one('SEAL', (): AnyRecord => Offender, say('The offender it covers, when not closed', 'Əhatə etdiyi şəxs, bağlı deyilsə')),
    case: f.one('SEAL', (): AnyRecord => Case, say('The case it covers, when not closed', 'Əhatə etdiyi iş, bağlı deyilsə')),
  },
);

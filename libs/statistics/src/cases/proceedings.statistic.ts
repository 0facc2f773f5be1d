/** Charges and verdicts: what was charged in the cases, and how it ended. */
import { Charge, Verdict } from '#casework';
import { say } from '#kernel';

import { SOURCES, statisticsOf } from '../statistic.js';

const ofCharge = statisticsOf(Charge);
const ofVerdict = statisticsOf(Verdict);

export const charge = [
  ofCharge('year', { kind: 'YEAR', field: 'chargedOn' }, say('Year of the charge', 'İttihamın ili'), say(
    'Year in which the charge was brought.', 'İttihamın elan edildiyi il.',
  ), SOURCES.plan),
  ofCharge('article', { kind: 'VALUE', field: 'article' }, say('Article of the Criminal Code', 'Cinayət Məcəlləsinin maddəsi'), say(
    'Article charged.', 'İttiham maddəsi.',
  ), SOURCES.code),
  ofCharge('offenderKind', { kind: 'COMBINATION', path: 'offender', field: 'kind' }, say('Natural or legal person', 'Fiziki və ya hüquqi şəxs'), say(
    'Whether a natural or a legal person is charged.', 'İttihamın fiziki və ya hüquqi şəxsə qarşı olması.',
  ), SOURCES.persons),
];

export const verdict = [
  ofVerdict('year', { kind: 'YEAR', field: 'decidedOn' }, say('Year of the verdict', 'Hökmün ili'), say(
    'Year in which the court decided.', 'Məhkəmənin qərar qəbul etdiyi il.',
  ), SOURCES.plan),
  ofVerdict('outcome', { kind: 'VALUE', field: 'outcome' }, say('Outcome', 'Nəticə'), say(
    'How the charge ended in court.', 'İttihamın məhkəmədə necə nəticələnməsi.',
  ), SOURCES.procedure),
  ofVerdict('final', { kind: 'VALUE', field: 'final' }, say('In legal force', 'Qanuni qüvvəyə minib'), say(
    'Whether the verdict has entered into legal force.', 'Hökmün qanuni qüvvəyə minib-minməməsi.',
  ), SOURCES.procedure),
  ofVerdict('sanction', { kind: 'EACH', field: 'sanctions' }, say('Sanction', 'Sanksiya'), say(
    'Each sanction of the verdict; a verdict may count under several.', 'Hökmün hər sanksiyası; bir hökm bir neçə sanksiyada sayıla bilər.',
  ), SOURCES.code),
  ofVerdict('article', { kind: 'COMBINATION', path: 'charge', field: 'article' }, say('Article charged', 'İttiham maddəsi'), say(
    'Article of the charge the verdict answers.', 'Hökmün aid olduğu ittihamın maddəsi.',
  ), SOURCES.code),
];

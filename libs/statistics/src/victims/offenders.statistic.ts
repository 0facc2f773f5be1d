/**
 * Victims by who did it to them: the offenders in the crimes the victim suffered, whether or not it is known how the two stood
 * to each other. Sets hold known values only: "Female;Male" means that there was at least one of each.
 */
import { ctdcRole, Victim, type OffenderRole } from '#casework';
import { say, type Words } from '#kernel';

import { SOURCES, statisticsOf } from '../statistic.js';

const statistic = statisticsOf(Victim);

/** Composite labels of CTDC stand for any of their single roles as well. */
const role = (name: string, column: string, words: Words, definition: Words) => statistic(
  name, { kind: 'PRESENCE', path: 'crimes.offenderInvolvements', field: 'roles', codes: ctdcRole.valuesUnder(column) satisfies readonly OffenderRole[] },
  words, definition, SOURCES.ctdc,
);

export const offendersOfVictims = [
  statistic('offenderSexes', { kind: 'COMBINATION', path: 'crimes.offenders', field: 'sex' }, say('Sexes of the offenders', 'Cinayət törətmiş şəxslərin cinsi'), say(
    'Sexes of all offenders in the crimes the victim suffered, taken together; only those that are known.',
    'Qurbana qarşı cinayət törətmiş bütün şəxslərin cinsi, birlikdə; yalnız məlum olanlar.',
  ), SOURCES.ctdc),
  statistic('offenderAgeBands', { kind: 'COMBINATION', path: 'crimes.offenders', field: 'ageBand' }, say('Age bands of the offenders', 'Cinayət törətmiş şəxslərin yaş qrupları'), say(
    'Age bands of all offenders in the crimes the victim suffered, taken together; only those that are known.',
    'Qurbana qarşı cinayət törətmiş bütün şəxslərin yaş qrupları, birlikdə; yalnız məlum olanlar.',
  ), SOURCES.ctdc),
  statistic('offenderCitizenshipRegions', { kind: 'COMBINATION', path: 'crimes.offenders', field: 'citizenshipRegion' }, say('World regions of the offenders', 'Cinayət törətmiş şəxslərin dünya regionları'), say(
    'World regions of citizenship of all offenders in the crimes the victim suffered, taken together; only those that are known.',
    'Qurbana qarşı cinayət törətmiş bütün şəxslərin vətəndaşlığının dünya regionları, birlikdə; yalnız məlum olanlar.',
  ), SOURCES.ctdc),
  statistic('relationGroups', { kind: 'COMBINATION', path: 'offenderRelations', field: 'relationGroup' }, say('Relation to the offenders', 'Cinayət törətmiş şəxslərlə münasibət'), say(
    'How the victim stood to all offenders, in broad groups, taken together; only what is known.',
    'Qurbanın cinayət törətmiş şəxslərlə münasibəti, geniş qruplar üzrə, birlikdə; yalnız məlum olanlar.',
  ), SOURCES.ctdc),
  statistic('paidOffenders', { kind: 'COMBINATION', path: 'offenderRelations', field: 'victimPaid' }, say('Victim paid the offenders', 'Qurban şəxslərə pul ödəyib'), say(
    'Whether the victim paid the offenders; both answers together mean that one was paid and another was not.',
    'Qurbanın cinayət törətmiş şəxslərə pul ödəyib-ödəməməsi; hər iki cavab birlikdə birinə ödənildiyini, digərinə ödənilmədiyini bildirir.',
  ), SOURCES.ctdc),
  role('offenderExploiter', 'IP_Exploiter', say('An offender was exploiter', 'İstismar edən şəxs olub'), say(
    'Yes where an offender in a crime against the victim is recorded as exploiter. Not recorded is unknown, never no.',
    'Qurbana qarşı cinayətdə istismar edən şəxs qeyd olunubsa, "Bəli". Qeyd olunmaması "xeyr" deyil, naməlumdur.',
  )),
  role('offenderRecruiter', 'IP_RecruiterBroker', say('An offender was recruiter or broker', 'Cəlb edən və ya broker olub'), say(
    'Yes where an offender is recorded as recruiter, intermediary or broker. Not recorded is unknown, never no.',
    'Cəlb edən, vasitəçi və ya broker qeyd olunubsa, "Bəli". Qeyd olunmaması "xeyr" deyil, naməlumdur.',
  )),
  role('offenderTransaction', 'IP_TransactionProcess', say('An offender took part in the transaction', 'Əməliyyatda iştirak edən şəxs olub'), say(
    'Yes where an offender is recorded as transporting, transferring, harbouring, smuggling, selling, buying or receiving. Not recorded is unknown, never no.',
    'Daşıyan, verən, gizlədən, sərhəddən keçirən, satan, alan və ya qəbul edən şəxs qeyd olunubsa, "Bəli". Qeyd olunmaması "xeyr" deyil, naməlumdur.',
  )),
  role('offenderControl', 'IP_ControlAbuseKidnap', say('An offender controlled, abused or kidnapped', 'Nəzarət, zorakılıq və ya oğurlama olub'), say(
    'Yes where an offender is recorded as controlling, abusing or kidnapping. Not recorded is unknown, never no.',
    'Nəzarət edən, zorakılıq edən və ya oğurlayan şəxs qeyd olunubsa, "Bəli". Qeyd olunmaması "xeyr" deyil, naməlumdur.',
  )),
];

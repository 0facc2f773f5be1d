/**
 * Words that are not names here any more, or on purpose never were, and what is said instead. A retired word that comes
 * back as the name of a record, field or code list stops `npm run sync`.
 */
import { say, type Words } from '#kernel';

export interface RetiredWord {
  /** As it would be written in code: PascalCase or camelCase. */
  readonly word: string;
  readonly instead: string;
  readonly why: Words;
}

export const RETIRED_WORDS: readonly RetiredWord[] = [
  {
    word: 'Incident', instead: 'Crime',
    why: say('The plan counts crimes (cinayət hadisəsi); an incident could be anything', 'Planda cinayət hadisəsi sayılır; "incident" istənilən hadisə ola bilər'),
  },
  {
    word: 'Participation', instead: 'VictimInvolvement, OffenderInvolvement',
    why: say('A victim does not take part in a crime as an offender does', 'Qurbanın cinayətdəki yeri onu törədənin iştirakı ilə eyni deyil'),
  },
  {
    word: 'Perpetrator', instead: 'Offender',
    why: say('One word for one thing; a legal person can be an offender too', 'Bir anlayışa bir söz; hüquqi şəxs də cinayət törədə bilər'),
  },
  {
    word: 'User', instead: 'Officer, Viewer',
    why: say('Officer is the person, Viewer is the reader of one request', 'Officer əməkdaşdır, Viewer isə bir sorğunu verən oxucudur'),
  },
];

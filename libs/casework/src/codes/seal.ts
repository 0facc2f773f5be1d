/** What a seal order covers. */
import { defineCodeList, say, type CodeOf } from '#kernel';

export const SealScope = defineCodeList(
  'SealScope',
  say('What a seal order covers', 'Möhürləmə qərarının əhatə dairəsi'),
  'ours, after the duty to stop all access to a person\'s data on the decision of a court or a prosecuting body',
  {
    Person: say('A human: every facet, those of tomorrow too', 'İnsan: bütün qeydləri, gələcəkdə əlavə olunanlar da'),
    Victim: say('One victim facet', 'Qurban kimi bir qeyd'),
    Offender: say('One offender facet', 'Cinayət törətmiş şəxs kimi bir qeyd'),
    Case: say('A case file, its own crimes and whoever is charged in it', 'Cinayət işi, onun öz cinayətləri və iş üzrə ittiham olunanlar'),
  },
);
export type SealScope = CodeOf<typeof SealScope>;

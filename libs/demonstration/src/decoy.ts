/**
 * Invents a victim who never lived, for a decoy. No document, telephone, e-mail or address: one that looks real might be
 * somebody's, and one that cannot be anybody's would show what it is.
 */
import type { RegisterVictim } from '#casework';

import { Draw } from './draw.js';
import { inventName, type NamedSex } from './names.js';

/** @param seed any text; by chance where nobody is to foretell it. @param year the present one. */
export function inventVictim(seed: string, year: number): RegisterVictim {
  const draw = new Draw(seed);
  const labour = draw.chance(0.5);
  const sex = draw.one<NamedSex>(labour ? ['Female', 'Male'] : ['Female']);
  return {
    status: 'Presumed',
    sex,
    citizenships: ['AZ'],
    exploitationForms: [labour ? 'ForcedLabour' : 'SexualExploitation'],
    exploitationCountry: draw.one(['AZ', 'TR'] as const),
    maritalStatus: draw.one(['Single', 'Married', 'Divorced'] as const),
    residenceRegion: draw.one(['Baku', 'GanjaDashkasan', 'AbsheronKhizi'] as const),
    ...inventName(draw, 'AZ', sex),
    birthDate: `${year - draw.between(21, 44)}-${String(draw.between(1, 12)).padStart(2, '0')}-${String(draw.between(1, 28)).padStart(2, '0')}`,
  };
}

/** Draws the crimes of a story, and the crimes and victims a local police station reports without seeing anything back. */
import type { ReportCrime, RegisterVictim } from '#casework';

import { daysAfter, Draw } from './draw.js';
import { inventName, inventPhone } from './names.js';
import type { Story } from './stories.js';

/** @param place the crime's place in its story, from 0. */
export function drawCrime(draw: Draw, story: Story, place: number): ReportCrime {
  const registeredOn = daysAfter(story.openedOn, place * draw.between(3, 20));
  const committed = daysAfter(story.openedOn, -draw.between(60, 400));
  return {
    registeredOn,
    committedOn: draw.one([committed, committed.slice(0, 7), committed.slice(0, 4)]),
    article: story.article,
    acts: draw.some(['Recruitment', 'Harbouring', 'Transportation', 'Receipt'] as const, 3),
    means: story.means,
    purposes: [story.form],
    sector: story.sector ?? null,
    stage: place > 0 && draw.chance(0.15) ? 'Attempted' : 'Completed',
    region: story.abroad === undefined || place === 0 ? story.region : 'Abroad',
    country: story.abroad !== undefined && place > 0 ? story.abroad : 'AZ',
    summary: `${place + 1}-ci epizod. ${story.summary}`,
    summaryPseudonymised: `${place + 1}-ci epizod. ${story.summary}`,
    meansTold: story.means,
    sourcePseudonym: draw.chance(0.3) ? `Mənbə-${draw.digits(3)}` : null,
    sourceGrade: draw.one(['A', 'B', 'C', 'X'] as const),
    informationGrade: draw.one(['G1', 'G2', 'G3', 'G4'] as const),
    handling: draw.one(['H0', 'H0', 'H1', 'H2'] as const),
    operation: draw.chance(0.2) ? 'Müşahidə (uydurma tədbir).' : null,
  };
}

/** Reports of a district police station, not yet in any case. */
export function policeReports(): { readonly crimes: readonly ReportCrime[]; readonly victims: readonly RegisterVictim[] } {
  const draw = new Draw('district police');
  const dates = ['2024-08-14', '2024-12-03', '2025-01-17', '2025-04-02'];
  return {
    crimes: dates.map((registeredOn) => ({
      registeredOn, committedOn: registeredOn.slice(0, 7), article: 'Art144_2', acts: ['Recruitment'], means: ['Deception'], purposes: ['ForcedLabour'],
      stage: 'Preparation', region: 'ShakiZagatala', country: 'AZ', summary: 'Şübhəli iş elanı barədə məlumat daxil olub. (Uydurma hadisə.)',
    })),
    victims: dates.slice(1).map((registeredOn) => ({
      status: 'Potential', registeredOn, sex: 'Female', citizenships: ['AZ'], exploitationForms: ['ForcedLabour'],
      ...inventName(draw, 'AZ', 'Female'), birthDate: String(draw.between(1980, 2003)), phone: inventPhone(draw),
    })),
  };
}

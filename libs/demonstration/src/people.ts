/** Draws the people of a story: victims and offenders as an officer would register them, some facts unknown as in life. */
import type { MethodOfControl, OffenderRole, RegisterOffender, RegisterVictim } from '#casework';

import { daysAfter, type Draw } from './draw.js';
import { inventAddress, inventDocument, inventEmail, inventName, inventPhone, type NamedSex } from './names.js';
import type { Story } from './stories.js';

const CONTROL: readonly MethodOfControl[] = [
  'DebtBondage', 'FalsePromises', 'PhysicalThreats', 'PsychologicalAbuse', 'TakesEarnings', 'WithholdsDocuments', 'ExcessiveWorkingHours', 'RestrictsFinancialAccess',
];
const ROLES: readonly OffenderRole[] = ['RecruiterOrIntermediary', 'Transporter', 'HarbouredIndividual', 'ControlledIndividual', 'ReceivedIndividual'];

const ACCOUNTS = [
  'İş vədi ilə aldadıldığını, gəldikdən sonra sənədlərinin alındığını söyləyib.',
  'Borcunu ödəyənədək getməsinə icazə verilmədiyini bildirib.',
  'Ailəsi ilə hədələndiyini, telefonunun əlindən alındığını söyləyib.',
  'Qazancının tamamilə alındığını, evdən tək çıxa bilmədiyini bildirib.',
] as const;

/** Forms in which the victims are mostly women, mostly men. */
const MOSTLY: Partial<Record<Story['form'], NamedSex>> = {
  SexualExploitation: 'Female', ForcedMarriage: 'Female', Servitude: 'Female', ForcedLabour: 'Male', OrganRemoval: 'Male', ForcedCriminality: 'Male',
};

/** @param place of the victim among those of the story; the first ones are the children. */
export function drawVictim(draw: Draw, story: Story, place: number): RegisterVictim {
  const child = place < story.children;
  const origin = child || place % story.origins.length === 0 ? (story.origins[0] ?? 'AZ') : draw.one(story.origins);
  const mostly = MOSTLY[story.form];
  const sex = mostly && draw.chance(0.85) ? mostly : draw.one<NamedSex>(['Female', 'Male']);
  const registeredOn = daysAfter(story.openedOn, draw.between(0, 90));
  const born = Number(registeredOn.slice(0, 4)) - (child ? draw.between(8, 16) : draw.between(20, 52));
  const accountOf = draw.one(ACCOUNTS);
  const known = <T>(value: T, chance: number): T | null => (draw.chance(chance) ? value : null);
  return {
    status: draw.chance(0.3) ? 'Potential' : 'Presumed',
    registeredOn,
    sex,
    citizenships: [origin],
    exploitationForms: [story.form],
    sexualExploitationForms: story.form === 'SexualExploitation' ? ['Prostitution'] : null,
    sector: story.sector ?? null,
    exploitationCountry: story.abroad ?? 'AZ',
    recruitmentMethods: known(story.recruited, 0.85),
    recruitmentPlatforms: known(story.platforms ?? null, 0.8),
    methodsOfControl: known(draw.some(CONTROL, 3), 0.8),
    education: child ? 'LowerSecondaryEducation' : known(draw.one(['UpperSecondaryEducation', 'PostSecondaryNonTertiaryEducation', 'BachelorsOrEquivalentLevel'] as const), 0.6),
    maritalStatus: child ? 'Single' : known(draw.one(['Single', 'Married', 'Divorced'] as const), 0.6),
    ...inventName(draw, origin, sex),
    birthDate: draw.chance(0.7) ? `${born}-${String(draw.between(1, 12)).padStart(2, '0')}-${String(draw.between(1, 28)).padStart(2, '0')}` : String(born),
    documentNumber: known(inventDocument(draw), 0.7),
    phone: known(inventPhone(draw), 0.7),
    email: known(inventEmail(draw), 0.3),
    address: known(inventAddress(draw), 0.6),
    residenceRegion: known(story.region, 0.7),
    fitForInterview: draw.chance(0.8) ? draw.one(['Yes', 'Yes', 'No'] as const) : 'Unknown',
    account: known(accountOf, 0.8),
    accountPseudonymised: known(accountOf, 0.8),
  };
}

/** @param place of the offender among those of the story; where there is a firm, it is the last. */
export function drawOffender(draw: Draw, story: Story, place: number): RegisterOffender {
  const registeredOn = daysAfter(story.openedOn, draw.between(5, 120));
  if (story.firm !== undefined && place === story.offenders - 1) {
    return { kind: 'LegalPerson', stage: 'Suspect', registeredOn, legalName: story.firm, documentNumber: inventDocument(draw), address: inventAddress(draw), roles: ['Exploiter'] };
  }
  const origin = draw.chance(0.75) ? 'AZ' : (story.abroad === 'TR' ? 'TR' : draw.one(story.origins));
  const sex: NamedSex = draw.chance(0.7) ? 'Male' : 'Female';
  return {
    kind: 'NaturalPerson',
    stage: draw.one(['Suspect', 'Suspect', 'PersonOfInterest', 'Wanted'] as const),
    registeredOn,
    sex,
    citizenships: [origin],
    ...inventName(draw, origin, sex),
    aliases: draw.chance(0.25) ? draw.one(['“Ustad”', '“Müdir”', '“Xala”', '“Dayı”']) : null,
    birthDate: `${Number(registeredOn.slice(0, 4)) - draw.between(24, 58)}-${String(draw.between(1, 12)).padStart(2, '0')}`,
    documentNumber: draw.chance(0.7) ? inventDocument(draw) : null,
    phone: draw.chance(0.6) ? inventPhone(draw) : null,
    address: draw.chance(0.5) ? inventAddress(draw) : null,
    residenceRegion: draw.chance(0.6) ? story.region : null,
    operation: draw.chance(0.2) ? 'Telefon danışıqlarına nəzarət (uydurma tədbir).' : null,
    roles: place === 0 ? ['Exploiter', 'ControlledIndividual'] : draw.some(ROLES, 2),
  };
}

/**
 * Our values and the labels of the UNODC Global Report on Trafficking in Persons (GLOTIP), which knows three forms of
 * exploitation. Putting child labour and servitude under forced labour is our judgement: Palermo art. 3 (a) names forced
 * labour, slavery, practices similar to slavery and servitude in one breath. All that is left counts as other forms.
 */
import { ExploitationForm } from '../exploitation.js';
import { Majority, Sex } from '../person.js';
import { defineCrosswalk, NOT_EXPRESSIBLE, same, within } from './crosswalk.js';

const GLOTIP = 'UNODC GLOTIP';

/** Dimension `by form of exploitation`. */
export const glotipExploitation = defineCrosswalk(ExploitationForm, GLOTIP, {
  ForcedLabour: within('Forced labour'),
  SexualExploitation: same('Sexual exploitation'),
  ChildLabour: within('Forced labour'),
  ForcedMarriage: within('Other forms of exploitation'),
  Servitude: within('Forced labour'),
  ForcedMilitaryByNonStateActors: within('Other forms of exploitation'),
  OrganRemoval: within('Other forms of exploitation'),
  ForcedBegging: within('Other forms of exploitation'),
  ForcedAdoption: within('Other forms of exploitation'),
  Surrogacy: within('Other forms of exploitation'),
  ForcedCriminality: within('Other forms of exploitation'),
  UnlawfulBiomedicalResearch: within('Other forms of exploitation'),
  Other: within('Other forms of exploitation'),
});

/** Column `Sex`; `Total` there is a sum, not a value. */
export const glotipSex = defineCrosswalk(Sex, GLOTIP, {
  Female: same('Female'),
  Male: same('Male'),
  Other: NOT_EXPRESSIBLE,
});

/** Column `Age`; `Total` there is a sum, not a value. */
export const glotipAge = defineCrosswalk(Majority, GLOTIP, {
  Adult: same('18 years or over'),
  Minor: same('0 to 17 years'),
});

export const glotipCrosswalks = [glotipExploitation, glotipSex, glotipAge] as const;

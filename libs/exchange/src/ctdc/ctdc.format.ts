/** The victim-perpetrator file of the Counter-Trafficking Data Collaborative (synthetic data, codebook of 1 December 2022). */
import { say } from '#kernel';

import type { ImportFormat } from '../format/import-format.js';
import { CTDC_FORMS, CTDC_ROLES, ctdcDrafts } from './ctdc.drafts.js';

const COLUMNS = [
  'yearRegister', 'gender', 'majorityStatus', ...CTDC_FORMS, 'UN_COO_Region', 'UN_COE_Region', 'IP_Gender', 'IP_ageBroad',
  'IP_citizen_UNRegion', 'IP_Relation', 'IP_PayMoney', ...CTDC_ROLES,
];

export const ctdc: ImportFormat = {
  name: 'ctdc',
  words: say('CTDC victim-perpetrator file', 'CTDC qurban-cinayətkar faylı'),
  source: 'CTDC victim-perpetrator file',
  required: COLUMNS,
  taken: new Set(COLUMNS),
  notTaken: new Map(),
  strangersAllowed: false,
  drafts: ctdcDrafts,
};

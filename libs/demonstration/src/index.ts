/** The demonstration world that a first `npm start` shows: invented people, real commands. */
export { demonstrationCode, otpauthOf, type DemonstrationCode } from './codes.js';
export { inventVictim } from './decoy.js';
export { remembered } from './installation.js';
export type { DemonstrationParts } from './crew.js';
export { SIGN_INS } from './staff.js';
export { ensureDemonstrationWorld, type DemonstrationWorld } from './world.js';

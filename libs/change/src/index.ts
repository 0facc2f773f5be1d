/** Change: the one door for writes. A command is one transaction, on record before it is committed. */
export { hashOf, textOf, type Matter } from './approval/matter.js';
export { today } from './calendar.js';
export { Change, REASON_LENGTH, type ApprovalAsked, type ChangeOptions, type HouseOrder, type Order } from './change.js';
export { correctable, Corrections, type Correction, type CorrectionRules } from './correction.js';
export { codedFailure, throwCoded } from './database-failure.js';
export type { Row } from './journal.js';
export { noVault } from './no-vault.js';
export { erasedFields, type ErasureOrder } from './erasing.js';
export { isGivable } from './own-fields.js';
export { faultOfReason, normalReason, type ReasonFault } from './reason.rules.js';
export { finishRotations, type RetiredKeysParts } from './retired-keys.js';
export { Resealing, type ResealParts } from './reseal.js';
export { envelopeFrom, sameValueSql } from './sealed-value.js';
export { Sight, type Query, type Seen } from './sight.js';
export { allowedText } from './text-rules.js';
export type { Unit } from './unit.js';
export { refuseForeignFields } from './write-right.js';

/** Exchange: what comes in from files of others. Every row goes through the write door, and nothing comes in twice. */
export { FileRefusal, type FileRule } from './format/file-refusal.js';
export { FORMAT_NAMES, importFormats, isFormatName, type FormatName } from './format/formats.js';
export type { ImportFormat } from './format/import-format.js';
export { ROW_RULES, type RowRule } from './format/row-fault.js';
export type { Exception, ImportPlan } from './plan/import-plan.js';
export type { ImportRequest, Progress } from './run/import-request.js';
export { Importer, type Authority, type ImporterParts, type ImportReport, type PlanOptions, type RunOptions } from './run/importer.js';

/** Statistics: exact figures for the Coordinator, each with its definition, instant and digest. */
export { percent } from './percent.js';
export { asCtdcTable, CTDC_TABLES, NOT_IN_CODEBOOK, type CtdcAnswer, type CtdcLine, type CtdcTable } from './ctdc-tables.js';
export type { Figure } from './figures.js';
export { CtdcTablesResolver } from './graphql/ctdc-tables.resolver.js';
export { StatisticsResolver } from './graphql/statistics.resolver.js';
export { Statistics, type StatisticsAnswer, type StatisticsQuestion } from './statistics.js';
export { StatisticsModule, type StatisticsModuleOptions } from './statistics.module.js';
export { DEFINITIONS_VERSION, statisticsOf, type Statistic, type Subject } from './statistic.js';
export { SUBJECTS } from './subjects.js';

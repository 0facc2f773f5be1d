/** Assembly: puts the parts together for one process. The API, the worker and the console stand on the same parts. */
export * from './assembly.js';
export * from './settings.js';
export * from './wall-in-place.js';
export * from './start-failure.js';
export * from './seal-settings.js';
export { keyProvider, openKeys, type KeySettings } from './key-settings.js';

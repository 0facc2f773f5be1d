/**
 * The parts of the API whose questions and commands stand in `schema/api.graphql`: the list the running API is made from.
 * What they need at run time is never asked for here: only their declarations are read.
 */
import { operations } from '../../../api/src/operations.js';
import type { ApiPart } from './api-sdl.js';

function notMade(): never {
  throw new Error('the schema is read off declarations; nothing is made');
}

const { modules, resolvers } = operations({ doors: [], identity: notMade, statistics: notMade });

export const apiParts: readonly ApiPart[] = [...modules, ...resolvers];

/**
 * The parts of the API whose questions and commands stand in `schema/api.graphql`: those the API's own module lists. What
 * they are made of at run time is never asked for here: only their declarations are read.
 */
import { CaseworkModule, caseworkQueries } from '#casework';
import { IdentityModule } from '#identity';
import { LinkageModule } from '#linkage';
import { StatisticsModule } from '#statistics';

import type { ApiPart } from './api-sdl.js';

function notMade(): never {
  throw new Error('the schema is read off declarations; nothing is made');
}

export const apiParts: readonly ApiPart[] = [
  IdentityModule.register({ useFactory: notMade }),
  CaseworkModule.forRoot([]),
  StatisticsModule.register({ useFactory: notMade }),
  LinkageModule,
  ...caseworkQueries,
];

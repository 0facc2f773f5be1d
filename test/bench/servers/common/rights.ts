/** Rights as the CASL and Nest handbooks show them: an ability for each request, asked by a middleware on each field. */
import { AbilityBuilder, createMongoAbility, subject, type MongoAbility } from '@casl/ability';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { FieldMiddleware } from '@nestjs/graphql';
import { GraphQLError } from 'graphql';

export interface CommonContext {
  readonly em: EntityManager;
  readonly ability: MongoAbility;
  readonly officer: string;
  /** Records the request touched, for its log row. */
  readonly touched: string[];
}

/** @returns what an analyst may read. */
export function analyst(): MongoAbility {
  const { can, build } = new AbilityBuilder(createMongoAbility);
  const open = { sealed: false };
  const adults = { sealed: false, minor: false };
  can('read', 'Victim', ['id', 'status', 'registeredOn', 'sex', 'majority', 'ageBand', 'citizenshipRegion', 'exploitationForms', 'residenceRegion', 'minor'], open);
  can('read', 'Victim', ['pseudonym'], adults);
  can('read', 'Offender', ['id', 'stage', 'crimes', 'minor'], open);
  can('read', 'Offender', ['familyName'], adults);
  can('read', 'Crime', ['id', 'number', 'article', 'offenders', 'victims'], open);
  return build({ detectSubjectType: (row) => row.__caslSubjectType__ as string });
}

/** Asks before a field is given. */
export const mayRead: FieldMiddleware<unknown, unknown> = async ({ source, context, info }, next) => {
  const { ability } = context as CommonContext;
  if (!info || !ability.can('read', subject(info.parentType.name, source as Record<string, unknown>), info.fieldName)) throw new GraphQLError('FORBIDDEN');
  return await next() as unknown;
};

/**
 * Keeps whoever still has to enrol a second factor from everything else. Their viewer has no role, so nothing would be given
 * anyway; here they are told why, once for all root fields, so that no resolver can forget it. A refusal is on record.
 */
import { CodedError } from '#kernel';
import type { AuditLog } from '#audit';
import type { GraphQLSchema } from 'graphql';

import { actorOf, questionOf } from '../asked.js';
import { askedIn, type IdentityContext } from './identity-context.js';

/** What such a session may ask. */
export const ENROLMENT_FIELDS: ReadonlySet<string> = new Set([
  'me', 'signOut', 'proveAgain', 'factors', 'enrolTotp', 'confirmTotp', 'enrolDevice', 'confirmDevice',
]);

/** @returns the same schema, its root fields guarded. */
export function guardEnrolment(schema: GraphQLSchema, audit: AuditLog): GraphQLSchema {
  const fields = [schema.getQueryType(), schema.getMutationType()].flatMap((type) => Object.values(type?.getFields() ?? {}));
  for (const field of fields) {
    const resolve = field.resolve;
    if (!resolve || ENROLMENT_FIELDS.has(field.name)) continue;
    field.resolve = (source, args, context: IdentityContext, info) => {
      const { viewer } = context;
      if (viewer?.mustEnrol !== true) return resolve(source, args, context, info);
      return audit
        .append({
          act: 'ACCOUNT', outcome: 'REFUSED', actor: actorOf(viewer), purpose: viewer.purpose, question: questionOf(field.name, askedIn(context, info)),
          touched: [], detail: { cause: 'SECOND_FACTOR_REQUIRED' },
        })
        .then(() => Promise.reject(new CodedError('FORBIDDEN', 'SECOND_FACTOR_REQUIRED')));
    };
  }
  return schema;
}

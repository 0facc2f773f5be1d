/**
 * The schema is not secret among colleagues and is nobody else's business: introspection is for viewers, and in a
 * demonstration for whoever passed the gate. A validation rule could not tell who asks, and is skipped for documents
 * already known.
 */
import type { ApolloServerPlugin } from '@apollo/server';
import { type DocumentNode, visit } from 'graphql';
import { CodedError } from '#kernel';
import type { EdgeContext } from './edge-context.js';

/** Refuses `__schema` and `__type` with BAD_REQUEST where there is no viewer. */
export function introspectionForViewers<V extends object>(demonstration: boolean): ApolloServerPlugin<EdgeContext<V>> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation: ({ contextValue, document }) => {
          const open = demonstration || contextValue.viewer !== undefined;
          return !open && asksForSchema(document) ? Promise.reject(new CodedError('BAD_REQUEST')) : Promise.resolve();
        },
      }),
  };
}

function asksForSchema(document: DocumentNode): boolean {
  let asks = false;
  visit(document, {
    Field(field) {
      if (field.name.value === '__schema' || field.name.value === '__type') asks = true;
    },
  });
  return asks;
}

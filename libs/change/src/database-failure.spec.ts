import { CodedError } from '#kernel';

import { codedFailure } from './database-failure.js';

const told = (message: string, code?: string): string => codedFailure(Object.assign(new Error(message), code && { code })).code;

describe('a failure', () => {
  it('that is coded stays as it is', () => {
    const error = new CodedError('REJECTED', 'RULE');
    expect(codedFailure(error)).toBe(error);
  });

  it.each(['08006', '40P01', '53300', '55P03', '57014', '57P01', '58030', 'ECONNREFUSED', 'ECONNRESET'])('of the database that passes is UNAVAILABLE: %s', (code) => {
    expect(told('', code)).toBe('UNAVAILABLE');
  });

  // What `pg` says, without a code, when the server goes away or the pool is used up.
  it.each(['Connection terminated unexpectedly', 'Client has encountered a connection error and is not queryable', 'timeout exceeded when trying to connect'])('of the connection is UNAVAILABLE: %s', (message) => {
    expect(told(message)).toBe('UNAVAILABLE');
  });

  it.each(['23505', '22P02', '42703', undefined])('of our own is INTERNAL: %s', (code) => {
    expect(told('a row is quoted here', code)).toBe('INTERNAL');
    expect(codedFailure(new Error('a row is quoted here')).message).not.toContain('quoted');
  });
});

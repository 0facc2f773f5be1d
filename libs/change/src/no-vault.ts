/** A vault for write doors whose records have no sealed fields, such as officers and agencies: it seals and opens nothing. */
import { CodedError } from '#kernel';
import type { Vault } from '#vault';

const refuse = (): never => {
  throw new CodedError('UNAVAILABLE', 'NO_VAULT');
};

export const noVault: Vault = { prepare: () => Promise.reject(new CodedError('UNAVAILABLE', 'NO_VAULT')), seal: refuse, open: () => Promise.reject(new CodedError('UNAVAILABLE', 'NO_VAULT')), index: refuse };

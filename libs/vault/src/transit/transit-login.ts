/**
 * How this process signs in to HashiCorp Vault or OpenBao: with a token that lies in a file (an agent beside us may renew it), or
 * with an AppRole whose role id and secret id lie in a file. The file is read anew each time, so it may be replaced.
 */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';

import { ProviderUnreachable } from '../key-provider.js';

export type TransitLogin =
  | { readonly tokenFile: string }
  /** A JSON file `{"role_id": "...", "secret_id": "..."}`. @see https://developer.hashicorp.com/vault/api-docs/auth/approle */
  | { readonly roleFile: string; readonly roleMount?: string };

/** Posts to a path below `/v1/` without a token. @returns status and body. */
export type Post = (path: string, body: unknown) => Promise<{ readonly status: number; readonly body: unknown }>;

const ROLE = z.object({ role_id: z.string().min(1), secret_id: z.string().min(1) });
const SIGNED_IN = z.object({ auth: z.object({ client_token: z.string().min(1) }) });

/** @returns a token. @throws ProviderUnreachable when the file cannot be used or the service does not let us in. */
export async function signIn(login: TransitLogin, post: Post): Promise<string> {
  if ('tokenFile' in login) {
    const token = (await readSecret(login.tokenFile)).trim();
    if (token === '') throw new ProviderUnreachable('the token file of the key service is empty');
    return token;
  }
  const role = ROLE.safeParse(parsed(await readSecret(login.roleFile)));
  if (!role.success) throw new ProviderUnreachable('the role file of the key service does not hold role_id and secret_id');
  const answer = await post(`auth/${login.roleMount ?? 'approle'}/login`, role.data);
  const signedIn = SIGNED_IN.safeParse(answer.body);
  if (answer.status !== 200 || !signedIn.success) throw new ProviderUnreachable(`the key service did not let us in (${answer.status})`);
  return signedIn.data.auth.client_token;
}

async function readSecret(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw new ProviderUnreachable('the file with the login of the key service cannot be read');
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The provider by which people may sign in, from the environment: all of it or nothing. */
import { readFileSync } from 'node:fs';

import { ClaimRulesFault, readClaimRules, type ClaimRule, type ProviderSettings } from '#identity';

import { SettingsRefusal, type Environment } from './settings-refusal.js';

const NAMES = ['QALXAN_OIDC_ISSUER', 'QALXAN_OIDC_CLIENT_ID', 'QALXAN_OIDC_CLIENT_SECRET_FILE', 'QALXAN_OIDC_RULES_FILE'] as const;

/** @returns the provider, or null where none is set. @throws SettingsRefusal when something is missing or wrong. */
export function readProviderSettings(env: Environment, { production, origin }: { readonly production: boolean; readonly origin: string | null }): ProviderSettings | null {
  const given = NAMES.map((name) => env[name] || undefined);
  if (given.every((value) => value === undefined)) return null;
  const [issuer, clientId, secretFile, rulesFile] = given;
  if (issuer === undefined || clientId === undefined || secretFile === undefined || rulesFile === undefined) throw new SettingsRefusal(`A provider needs all of ${NAMES.join(', ')}`);
  const { protocol } = URL.canParse(issuer) ? new URL(issuer) : { protocol: '' };
  if (protocol !== 'https:' && (production || protocol !== 'http:')) throw new SettingsRefusal('QALXAN_OIDC_ISSUER must be an https URL');
  if (origin === null) throw new SettingsRefusal('QALXAN_OIDC_ISSUER needs QALXAN_ORIGIN: the provider sends people back there');
  const clientSecret = textOf(secretFile, 'QALXAN_OIDC_CLIENT_SECRET_FILE').trim();
  if (clientSecret === '') throw new SettingsRefusal('The file named by QALXAN_OIDC_CLIENT_SECRET_FILE is empty');
  return { issuer, clientId, clientSecret, rules: rulesIn(rulesFile), allowHttp: !production };
}

function rulesIn(file: string): readonly ClaimRule[] {
  try {
    return readClaimRules(textOf(file, 'QALXAN_OIDC_RULES_FILE'));
  } catch (error) {
    if (error instanceof ClaimRulesFault) throw new SettingsRefusal(`The file named by QALXAN_OIDC_RULES_FILE is not usable: ${error.message}`);
    throw error;
  }
}

function textOf(file: string, setting: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new SettingsRefusal(`The file named by ${setting} cannot be read`);
  }
}

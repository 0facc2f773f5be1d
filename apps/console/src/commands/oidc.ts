/**
 * `oidc explain <claims.json>`: what the rules file makes of somebody's claims, before anybody signs in by it. Needs neither database
 * nor provider. Both languages, since whoever keeps the provider and whoever keeps this installation are often not the same.
 */
import { readFile } from 'node:fs/promises';

import { ClaimRulesFault, explain, readClaimRules, type ClaimDecision, type ProviderClaims, type ClaimRule, type NoAccess } from '#identity';
import { say, type Words } from '#kernel';
import { z } from 'zod';

import { Refusal } from '../terminal/refusal.js';
import { EXIT, type Terminal } from '../terminal/terminal.js';
import type { ExitCode, Setting } from './command.js';

const WORDS = {
  access: say('Access: yes', 'Giriş: var'),
  none: say('Access: no', 'Giriş: yoxdur'),
  rule: say('Rule', 'Qayda'),
  login: say('Login', 'İstifadəçi adı'),
  roles: say('Roles that may be used, as far as administrators have granted them', 'İnzibatçıların verdiyi rollardan istifadə oluna bilənlər'),
  trusted: say('A second factor that the provider names is trusted', 'Provayderin bildirdiyi ikinci amilə etibar edilir'),
  noFile: say('The file cannot be read', 'Faylı oxumaq mümkün deyil'),
  noClaims: say('The file is not a JSON object of claims', 'Fayl iddiaların JSON obyekti deyil'),
  noRules: say('QALXAN_OIDC_RULES_FILE is not set', 'QALXAN_OIDC_RULES_FILE göstərilməyib'),
  badRules: say('The rules file is not usable', 'Qaydalar faylı yararsızdır'),
} as const;

const WHY: Readonly<Record<NoAccess, Words>> = {
  NO_RULE: say('no rule matches: the default is no access', 'heç bir qayda uyğun gəlmir: belə halda giriş yoxdur'),
  NO_LOGIN: say('the claim that is to name the login is missing or is no login', 'istifadəçi adını göstərməli olan iddia yoxdur və ya istifadəçi adı deyil'),
  EMAIL_NOT_VERIFIED: say('the provider has not verified the e-mail address (email_verified)', 'provayder e-poçt ünvanını təsdiqləməyib (email_verified)'),
};

/** Explains claims. @returns 0 where they give access, 1 where not. @throws Refusal when a file is missing or is not what it should be. */
export async function explainClaimsCommand({ terminal, env }: Setting, file: string): Promise<ExitCode> {
  const rules = await rulesOf(terminal, env['QALXAN_OIDC_RULES_FILE']);
  const decision = explain(await claimsIn(terminal, file), rules);
  for (const line of linesOf(decision)) terminal.answer(line);
  return decision.access ? EXIT.DONE : EXIT.REFUSED;
}

function linesOf(decision: ClaimDecision): readonly string[] {
  if (!decision.access) {
    return [`${both(WORDS.none)}: ${decision.why}`, both(WHY[decision.why]), ...(decision.rule === null ? [] : [`${both(WORDS.rule)}: ${decision.rule}`])];
  }
  return [
    both(WORDS.access), `${both(WORDS.rule)}: ${decision.rule}`, `${both(WORDS.login)}: ${decision.login}`,
    `${both(WORDS.roles)}: ${decision.roles.join(', ')}`, ...(decision.trustFactor ? [both(WORDS.trusted)] : []),
  ];
}

function both({ en, az }: Words): string {
  return `${en} · ${az}`;
}

async function rulesOf(terminal: Terminal, file: string | undefined): Promise<readonly ClaimRule[]> {
  if (!file) throw new Refusal(terminal.word(WORDS.noRules));
  const text = await textOf(terminal, file);
  try {
    return readClaimRules(text);
  } catch (error) {
    if (error instanceof ClaimRulesFault) throw new Refusal(`${terminal.word(WORDS.badRules)}: ${error.message}`);
    throw error;
  }
}

/** What stands in the file is not repeated: it is about a person. */
async function claimsIn(terminal: Terminal, file: string): Promise<ProviderClaims> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(await textOf(terminal, file)));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) throw new Refusal(terminal.word(WORDS.noClaims));
    throw error;
  }
}

function textOf(terminal: Terminal, file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => Promise.reject(new Refusal(terminal.word(WORDS.noFile))));
}

/** Which language the operator reads: `--lang`, else the terminal's own setting, else English. */
import type { Locale } from '#kernel';

/** @returns the language asked for, else that of the environment (POSIX: LC_ALL, LC_MESSAGES, LANG); English for any other. */
export function localeOf(asked: string | undefined, env: Readonly<Record<string, string | undefined>>): Locale {
  const setting = asked ?? [env.LC_ALL, env.LC_MESSAGES, env.LANG].find((value) => value !== undefined && value !== '') ?? '';
  return /^az(?![a-z])/i.test(setting) ? 'az' : 'en';
}

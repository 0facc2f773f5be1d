/**
 * The questions GraphiQL offers in a demonstration, one list for every role: each shows what the role's need to know opens and
 * what it does not. A test asks them all, signed in as the officer each names.
 */
import { SIGN_INS } from '#demonstration';
import { say } from '#kernel';

import { CASE_EXAMPLES } from './examples/casework.js';
import { OVERSIGHT_EXAMPLES } from './examples/oversight.js';
import { PROTECTION_EXAMPLES } from './examples/protection.js';
import type { Example } from './graphiql/example.js';

/** What anybody may ask about themselves. */
const OWN: Example = {
  title: say('Who am I, and what have I read?', 'Mən kiməm və nə oxumuşam?'),
  role: say('anybody', 'hər kəs'),
  login: 'analyst',
  query: `query WhoAmI {
  me { roles purpose { reason tasking text } sessionEndsAt }
  myAccessHistory(first: 5) {
    entries { at act outcome root disclosed withheld }
  }
}`,
};

export const EXAMPLES: readonly Example[] = [...CASE_EXAMPLES, ...OVERSIGHT_EXAMPLES, ...PROTECTION_EXAMPLES, OWN];

/** @returns everybody who can sign in to the demonstration. */
export function demonstrationLogins(): readonly string[] {
  return SIGN_INS.map(({ login }) => login);
}

/** The page around GraphiQL: one bar with sign-in, purpose and examples. No inline script or style: its policy forbids them. */
import type { Locale } from '#kernel';
import { PAGE_WORDS } from './words.js';

/** A question to try: what it shows, whom it suits, and the question. */
export interface ListedExample {
  readonly title: string;
  readonly role: string;
}

/** @returns the page. @param logins offered in the login field. */
export function pageHtml(locale: Locale, examples: readonly ListedExample[], logins: readonly string[]): string {
  const words = (key: keyof typeof PAGE_WORDS): string => escapeHtml(PAGE_WORDS[key][locale]);
  const options = examples.map(({ title, role }, index) => `<option value="${index}">${escapeHtml(`${title} (${role})`)}</option>`);
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words('title')}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/graphiql/graphiql.css">
<link rel="stylesheet" href="/graphiql/page.css">
<script defer src="/graphiql/react.js"></script>
<script defer src="/graphiql/react-dom.js"></script>
<script defer src="/graphiql/graphiql.js"></script>
<script defer src="/graphiql/page.js"></script>
</head>
<body>
<header>
<strong>Qalxan</strong>
<form id="sign-in">
<label>${words('login')} <input id="login" list="logins" autocomplete="off" required></label>
<datalist id="logins">${logins.map((login) => `<option value="${escapeHtml(login)}">`).join('')}</datalist>
<label>${words('password')} <input id="password" type="password" autocomplete="off" required></label>
<button>${words('signIn')}</button>
</form>
<output id="who" data-signed-in="${words('signedIn')}" data-failed="${words('failed')}"></output>
<label>${words('purpose')} <input id="purpose" placeholder="${words('purposeHint')}" maxlength="600"></label>
<label>${words('example')} <select id="examples"><option value="">${words('choose')}</option>${options.join('')}</select></label>
</header>
<main id="graphiql"><p>${words('start')}</p></main>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}

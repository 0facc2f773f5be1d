/** The page around GraphiQL: one bar with sign-in, purpose and examples. No inline script or style: its policy forbids them. */
import type { Locale } from '#kernel';
import { PAGE_WORDS } from './words.js';

/** A question to try: what it shows and whom it suits. */
export interface ListedExample {
  readonly title: string;
  readonly role: string;
}

/** A choice of a list: what is sent and what is shown. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface PageLists {
  readonly examples: readonly ListedExample[];
  /** Offered in the login field. */
  readonly logins: readonly string[];
  /** Reasons that may be stated for a read. */
  readonly reasons: readonly Choice[];
}

/** @returns the page. */
export function pageHtml(locale: Locale, { examples, logins, reasons }: PageLists): string {
  const words = (key: keyof typeof PAGE_WORDS): string => escapeHtml(PAGE_WORDS[key][locale]);
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
<div>
<strong>Qalxan</strong>
<form id="sign-in">
<label>${words('login')} <input id="login" list="logins" size="14" autocomplete="off" required></label>
<datalist id="logins">${logins.map((login) => `<option value="${escapeHtml(login)}">`).join('')}</datalist>
<label>${words('password')} <input id="password" type="password" size="20" autocomplete="off" required></label>
<label id="code-label" hidden>${words('code')} <input id="code" size="10" inputmode="numeric" autocomplete="off"></label>
<button>${words('signIn')}</button>
</form>
<output id="who" data-signed-in="${words('signedIn')}" data-failed="${words('failed')}" data-code="${words('codeNeeded')}" data-other="${words('other')}"></output>
</div>
<div>
<label>${words('example')} <select id="examples"><option value="">${words('choose')}</option>${exampleGroups(examples)}</select></label>
<label>${words('purpose')} <select id="purpose"><option value="">${words('noPurpose')}</option>
<optgroup id="taskings" label="${words('taskings')}"></optgroup>
<optgroup label="${words('reasons')}">${reasons.map(({ value, label }) => `<option value="reason:${escapeHtml(value)}">${escapeHtml(label)}</option>`).join('')}</optgroup>
</select></label>
<input id="purpose-words" aria-label="${words('purposeHint')}" placeholder="${words('purposeHint')}" maxlength="500" hidden>
</div>
</header>
<main id="graphiql"><section>
<p>${words('start')}</p>
<p>${words('pick')}</p>
<ol>${examples.map(({ title, role }, index) => `<li><button data-example="${index}">${escapeHtml(title)}</button> ${escapeHtml(role)}</li>`).join('')}</ol>
</section></main>
</body>
</html>
`;
}

/** Neighbours of one role stand under one heading. */
function exampleGroups(examples: readonly ListedExample[]): string {
  return examples.map(({ title, role }, index) => {
    const opens = role === examples[index - 1]?.role ? '' : `<optgroup label="${escapeHtml(role)}">`;
    const closes = role === examples[index + 1]?.role ? '' : '</optgroup>';
    return `${opens}<option value="${index}">${escapeHtml(title)}</option>${closes}`;
  }).join('');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}

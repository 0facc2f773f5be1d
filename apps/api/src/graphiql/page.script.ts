/**
 * The page's script, kept as text because browsers, not Node, run it. Bearer tokens live in variables: they are in
 * no storage, no cookie and no address, and are gone with the page. GraphiQL's own storage is a Map for the same reason:
 * a question can hold a name. The password stays in its field, so that one may go from officer to officer: all sign-ins of a
 * demonstration share it, and outside demonstrations this page does not exist.
 */
export const PAGE_SCRIPT = `'use strict';
(() => {
  const byId = (id) => document.getElementById(id);
  const stored = new Map();
  const storage = {
    get length() { return stored.size; },
    getItem: (key) => stored.get(key) ?? null,
    setItem: (key, value) => { stored.set(key, value); },
    removeItem: (key) => { stored.delete(key); },
    clear: () => { stored.clear(); },
  };
  const at = (from, path) => path.reduce((value, step) => value?.[step], from);
  /** What examples have shown that later ones need. */
  const kept = new Map();
  let token;
  let signedInAs;
  /** The second step of a sign-in under way. */
  let pending;
  /** Sessions of this page by login. */
  const tokens = new Map();
  let settings;
  let example;
  let shown = { query: '', variables: '' };

  async function post(body, headers) {
    const answer = await fetch('/graphql', {
      method: 'POST',
      credentials: 'omit',
      headers: {
        'content-type': 'application/json',
        'accept': 'application/graphql-response+json, application/json',
        'accept-language': document.documentElement.lang,
        ...headers,
      },
      body: JSON.stringify(body),
    });
    return answer.json();
  }

  function purpose() {
    const chosen = byId('purpose').value;
    return chosen.startsWith('reason:') ? chosen + ';' + byId('purpose-words').value.trim() : chosen;
  }

  async function ask(body, stated = purpose()) {
    return post(body, {
      authorization: 'Bearer ' + token,
      ...(stated === '' ? {} : { 'x-qalxan-purpose': encodeURIComponent(stated) }),
    });
  }

  async function askAndKeep({ query, variables, operationName }) {
    const answer = await ask({ query, variables, operationName });
    for (const [name, path] of Object.entries(example?.keeps ?? {})) {
      const value = at(answer.data, path);
      if (value !== undefined && value !== null) kept.set(name, value);
    }
    return answer;
  }

  const root = ReactDOM.createRoot(byId('graphiql'));
  function draw() {
    if (token === undefined) return;
    root.render(React.createElement(GraphiQL, {
      fetcher: askAndKeep,
      storage,
      query: shown.query,
      variables: shown.variables,
      isHeadersEditorEnabled: false,
      shouldPersistHeaders: false,
    }));
  }

  /** Fills the list of purposes with one's own live taskings. Proceedings that are over are no purpose. */
  async function listTaskings() {
    const group = byId('taskings');
    group.replaceChildren();
    byId('purpose').value = '';
    const me = await ask({ query: '{ me { officer } }' }, '');
    const query = 'query ($officer: ID!) { taskings(first: 50, filter: { officer: { eq: $officer } }, orderBy: STARTS_AT_ASC) { edges { node { id purpose reference case { number stage } } } } }';
    const answer = await ask({ query, variables: { officer: at(me, ['data', 'me', 'officer']) } }, '');
    for (const { node } of at(answer, ['data', 'taskings', 'edges']) ?? []) {
      const over = ['Discontinued', 'Closed'].includes(node.case?.stage) && ['Investigation', 'Prosecution', 'Trial'].includes(node.purpose);
      if (!over) group.append(new Option([node.purpose, node.case?.number ?? node.reference].filter(Boolean).join(' '), 'tasking:' + node.id));
    }
  }

  /** Shows the chosen example: its purpose, its question, and the ids it needs as this officer finds them. */
  async function showExample() {
    if (example === undefined) return;
    const { query, variables, purpose: stated, lookups = {} } = example;
    const who = byId('who');
    if (token === undefined || signedInAs !== example.login) {
      byId('login').value = example.login;
      if (token !== undefined) who.textContent = who.dataset.other + ' ' + example.login;
    } else {
      const first = byId('taskings').querySelector('option');
      byId('purpose').value = stated === 'TASKING' ? (first?.value ?? '') : stated === undefined ? '' : 'reason:' + stated.reason;
      byId('purpose-words').value = stated?.text ?? '';
      showWords();
    }
    const found = { ...variables };
    for (const [name, lookup] of Object.entries(lookups)) {
      const value = 'kept' in lookup ? kept.get(lookup.kept) : token === undefined ? undefined : at(await ask({ query: lookup.query }), ['data', ...lookup.path]);
      if (value !== undefined && value !== null) found[name] = value;
    }
    shown = { query, variables: JSON.stringify(found, null, 2) };
    draw();
  }

  function showWords() {
    byId('purpose-words').hidden = !byId('purpose').value.startsWith('reason:');
  }

  /** Asks one of the two steps. */
  async function step(document, input) {
    try {
      const answer = await post({ query: document, variables: { input } });
      return answer.data?.signIn ?? answer.data?.confirmSignIn;
    } catch {
      return undefined;
    }
  }

  function askForCode(asked) {
    byId('code-label').hidden = !asked;
    byId('code').value = '';
    if (asked) byId('code').focus();
  }

  async function signIn() {
    const who = byId('who');
    const login = byId('login').value.trim();
    const code = byId('code').value.trim();
    const confirming = pending?.login === login && code !== '';
    const found = confirming
      ? await step(settings.signIn.confirm, { pending: pending.ticket, code })
      : await step(settings.signIn.document, { login, password: byId('password').value });
    if (typeof found?.pending === 'string') {
      pending = { login, ticket: found.pending };
      who.textContent = who.dataset.code + ' ' + login;
      askForCode(true);
      return;
    }
    if (typeof found?.token !== 'string') {
      who.textContent = who.dataset.failed;
      if (confirming) askForCode(true);
      return;
    }
    pending = undefined;
    askForCode(false);
    tokens.set(login, found.token);
    await goOnAs(login);
  }

  /** Goes on with a session that is open already: an officer who must give a code gives it once. */
  async function goOnAs(login) {
    const who = byId('who');
    token = tokens.get(login);
    signedInAs = login;
    who.textContent = who.dataset.signedIn + ' ' + login;
    await listTaskings();
    if (example?.login === login) await showExample();
    draw();
  }

  async function isLive(kept) {
    const answer = await post({ query: '{ me { officer } }' }, { authorization: 'Bearer ' + kept });
    return answer.data?.me !== undefined;
  }

  byId('sign-in').addEventListener('submit', (event) => {
    event.preventDefault();
    void signIn();
  });
  byId('purpose').addEventListener('change', showWords);
  byId('graphiql').addEventListener('click', ({ target }) => {
    if (target.dataset.example === undefined) return;
    byId('examples').value = target.dataset.example;
    void chooseExample();
  });
  byId('examples').addEventListener('change', () => { void chooseExample(); });
  async function chooseExample() {
    example = settings?.examples[byId('examples').value];
    if (example === undefined) return;
    if (signedInAs !== example.login && byId('password').value !== '') {
      byId('login').value = example.login;
      const open = tokens.get(example.login);
      if (open !== undefined && (await isLive(open))) await goOnAs(example.login);
      else await signIn();
    }
    await showExample();
    if (token === undefined) byId('password').focus();
  }

  fetch('/graphiql/settings.json').then((answer) => answer.json()).then((read) => {
    settings = read;
    const first = settings.examples[0];
    if (first !== undefined) shown = { query: first.query, variables: JSON.stringify(first.variables, null, 2) };
  });
})();
`;

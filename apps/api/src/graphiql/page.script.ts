/**
 * The page's script, kept as text because browsers, not Node, run it. The bearer token lives in one variable: it is in
 * no storage, no cookie and no address, and is gone with the page. GraphiQL's own storage is a Map for the same reason:
 * a question can hold a name.
 */
export const PAGE_SCRIPT = `'use strict';
(() => {
  const byId = (id) => document.getElementById(id);
  const kept = new Map();
  const storage = {
    get length() { return kept.size; },
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => { kept.set(key, value); },
    removeItem: (key) => { kept.delete(key); },
    clear: () => { kept.clear(); },
  };
  let token;
  let settings;
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

  function ask({ query, variables, operationName }) {
    const purpose = byId('purpose').value.trim();
    return post({ query, variables, operationName }, {
      authorization: 'Bearer ' + token,
      ...(purpose === '' ? {} : { 'x-qalxan-purpose': encodeURIComponent(purpose) }),
    });
  }

  const root = ReactDOM.createRoot(byId('graphiql'));
  function draw() {
    if (token === undefined) return;
    root.render(React.createElement(GraphiQL, {
      fetcher: ask,
      storage,
      query: shown.query,
      variables: shown.variables,
      isHeadersEditorEnabled: false,
      shouldPersistHeaders: false,
    }));
  }

  byId('sign-in').addEventListener('submit', async (event) => {
    event.preventDefault();
    const who = byId('who');
    const login = byId('login').value;
    let found;
    try {
      found = await post({ query: settings.signIn.document, variables: { input: { login, password: byId('password').value } } });
      for (const step of ['data', ...settings.signIn.token]) found = found?.[step];
    } catch {
      found = undefined;
    }
    byId('password').value = '';
    if (typeof found !== 'string') {
      who.textContent = who.dataset.failed;
      return;
    }
    token = found;
    who.textContent = who.dataset.signedIn + ' ' + login;
    draw();
  });

  byId('examples').addEventListener('change', (event) => {
    const example = settings.examples[event.target.value];
    if (example === undefined) return;
    shown = { query: example.query, variables: JSON.stringify(example.variables, null, 2) };
    draw();
  });

  fetch('/graphiql/settings.json').then((answer) => answer.json()).then((read) => {
    settings = read;
    const first = settings.examples[0];
    if (first !== undefined) shown = { query: first.query, variables: JSON.stringify(first.variables, null, 2) };
  });
})();
`;

/** Style of the page's bar, in GraphiQL's own colours. */
export const PAGE_CSS = `
html, body { margin: 0; height: 100%; overflow: hidden; }
body { display: flex; flex-direction: column; font: 14px/1.4 system-ui, sans-serif; }
header { display: flex; flex-direction: column; gap: 8px; padding: 8px 16px; background: #1b2440; color: #fff; }
header div { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; }
header form { display: flex; flex-wrap: wrap; gap: 8px; margin: 0; }
header strong { letter-spacing: .04em; }
header input, header select, header button { font: inherit; padding: 3px 8px; border: 1px solid #56618a; border-radius: 4px; }
header select { max-width: 460px; }
header #purpose { max-width: 300px; }
header #purpose-words { flex: 1 1 240px; max-width: 420px; }
header button { background: #d60590; border-color: #d60590; color: #fff; cursor: pointer; }
header :focus-visible { outline: 2px solid #ffd400; outline-offset: 1px; }
output { color: #ffd9f0; }
output:empty { display: none; }
main { flex: 1; min-height: 0; }
main > section { padding: 8px 24px; height: 100%; overflow: auto; }
main > section li { margin: 6px 0; color: #4a5372; }
main > section button { font: inherit; padding: 0; border: 0; background: none; color: #a3046f; cursor: pointer; text-align: left; text-decoration: underline; }
`;

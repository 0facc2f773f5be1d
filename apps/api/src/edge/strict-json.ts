/**
 * JSON as two readers would agree on it. `JSON.parse` keeps the last of two equal keys, makes `1e999` infinite and
 * lets through half characters and NUL, which other readers (a proxy, PostgreSQL, the audit verifier) treat
 * differently. Such texts are refused instead of read (RFC 8259 section 4, I-JSON RFC 7493 section 2).
 */

/** Keys that name parts of JavaScript's own objects. No field of ours is called so. */
const NAMES_OF_THE_LANGUAGE = new Set(['__proto__', 'constructor', 'prototype']);
const MAX_NESTING = 32;

/** Strings, brackets, separators and numbers of a text that is already known to be JSON. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],]|-?\d[\d.eE+-]*/g;

/**
 * Reads a JSON text strictly.
 * @throws SyntaxError when the text is not JSON, repeats a key, nests deeper than 32, holds NUL or half a surrogate
 *   pair, a number that is not finite, or a key that is a name of the language. The message names the rule only.
 */
export function parseStrictJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's own message quotes the text; a value must not travel in an error.
    throw new SyntaxError('not JSON');
  }
  checkTokens(text);
  return value;
}

/** One pass over the tokens. `open` holds the keys seen in each open object, or null for an open array. */
function checkTokens(text: string): void {
  const open: (Set<string> | null)[] = [];
  let keyExpected = false;
  for (const [token] of text.matchAll(TOKEN)) {
    const first = token[0];
    if (first === '{' || first === '[') {
      open.push(first === '{' ? new Set() : null);
      if (open.length > MAX_NESTING) throw new SyntaxError('nested too deep');
      keyExpected = first === '{';
    } else if (first === '}' || first === ']') {
      open.pop();
      keyExpected = false;
    } else if (first === ',') {
      keyExpected = open.at(-1) !== null;
    } else if (first === '"') {
      const words = token.includes('\\') ? checkedString(token) : token.slice(1, -1);
      if (keyExpected) checkKey(open.at(-1), words);
      keyExpected = false;
    } else if (!Number.isFinite(Number(token))) {
      throw new SyntaxError('number out of range');
    }
  }
}

/** Only escapes can bring NUL or a half character into a text that was decoded as UTF-8. */
function checkedString(token: string): string {
  const words = JSON.parse(token) as string;
  if (!words.isWellFormed() || words.includes('\0')) throw new SyntaxError('unusable character');
  return words;
}

function checkKey(seen: Set<string> | null | undefined, key: string): void {
  if (NAMES_OF_THE_LANGUAGE.has(key)) throw new SyntaxError('key not allowed');
  if (seen?.has(key)) throw new SyntaxError('key repeated');
  seen?.add(key);
}

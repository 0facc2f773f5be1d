/** The rules of the house as functions from one source to its faults. Each carries the sentence that says why it exists. */
import { hostname } from 'node:os';
import { dirname, join } from 'node:path/posix';

import { APPS, CROSSINGS, EMPTY_WORDS, LIBRARIES, MOST_LINES, NAMED_SO, READERS, SUFFIXES, WRITERS } from './house.js';
import type { Source } from './source.js';

export interface Rule {
  readonly name: string;
  readonly why: string;
  /** @returns what is wrong with the file, in a few words each; empty when nothing is. */
  readonly faults: (source: Source) => readonly string[];
}

const isTest = ({ path }: Source): boolean => path.endsWith('.spec.ts') || path.startsWith('test/');
const isCode = ({ path }: Source): boolean => path.endsWith('.ts');
const isDerived = ({ path, text }: Source): boolean => path.startsWith('migrations/') && text.startsWith('/** Written by `npm run sync`');

/** The app or library a path is in, e.g. `libs/audit`; of other paths the first folder. */
const roomOf = (path: string): string => /^(?:apps|libs)\/[^/]+|^[^/]+/.exec(path)?.[0] ?? '';

const directions: Rule = {
  name: 'directions',
  why: 'Libraries lean one way only, so that the door, the policy and the log can be understood and tested without what stands on them.',
  faults: (source) => {
    const [kind = '', name = ''] = roomOf(source.path).split('/');
    if (isTest(source) || !isCode(source)) return [];
    const allowed = kind === 'libs' ? LIBRARIES[name] ?? [] : kind === 'apps' ? APPS[name] ?? Object.keys(LIBRARIES) : [];
    return source.imports.filter((target) => target.startsWith('#') && !allowed.includes(target.slice(1))).map((target) => `imports ${target}`);
  },
};

const fronts: Rule = {
  name: 'front doors',
  why: 'A library is entered through its index.ts only, as #name: what it does not export is its own business.',
  faults: ({ path, imports }) => imports.filter((target) => target.startsWith('.')).map((target) => join(dirname(path), target))
    .filter((target) => roomOf(target) !== roomOf(path) && !CROSSINGS.some(({ from, to }) => from.test(path) && to.test(target)))
    .filter((target) => !((path.startsWith('test/') || path.endsWith('.spec.ts')) && !target.startsWith('libs/')))
    .map((target) => `reaches into ${target}`),
};

const suffixes: Rule = {
  name: 'suffixes',
  why: 'A suffix is a promise about what a file can do; see SUFFIXES in house.ts for each.',
  faults: ({ path, imports }) => SUFFIXES.filter(({ suffix }) => suffix.test(path)).flatMap(({ only, never, why }) =>
    imports.filter((target) => never?.test(target) ?? (only ? !only.test(target) : false)).map((target) => `imports ${target}: ${why}`)),
};

const writers: Rule = {
  name: 'writers',
  why: 'State changes in commands only, in one transaction with history and audit: nobody else holds an EntityManager.',
  faults: (source) => isTest(source) || !isCode(source) || WRITERS.test(source.path) || !/\b(?:Sql)?EntityManager\b/.test(withoutComments(source.text))
    ? [] : ['names an EntityManager'],
};

const casl: Rule = {
  name: 'one question',
  why: 'CASL has four answers that read like permissions and are not; only libs/policy asks it (libs/policy/decisions/0001).',
  // The bench builds the usual way of using CASL beside ours, to measure it.
  faults: ({ path, imports }) => /^(?:libs\/policy|test\/bench)\//.test(path) ? [] : imports.filter((target) => target.startsWith('@casl/')).map((target) => `imports ${target}`),
};

const readers: Rule = {
  name: 'one door',
  why: 'Records are read through disclose, which masks and puts on record; SQL that reads them elsewhere is a way around it.',
  faults: (source) => isTest(source) || /^(?:migrations|libs\/persistence)\//.test(source.path) || READERS.some(({ path }) => path.test(source.path)) ? []
    : source.literals.filter((text) => /\b(?:from|join)\s+(?:"?records"?\.|\?\.)/i.test(text)).map((text) => `reads records in SQL: ${text.trim().slice(0, 60)}`),
};

const names: Rule = {
  name: 'names',
  why: 'Util, helper, common, base, manager and misc say nothing: whatever has no home gathers there.',
  faults: ({ path, declared }) => NAMED_SO.some(({ path: where }) => where.test(path)) ? [] : [
    ...(path.startsWith('node_modules') ? [] : path.split('/').flatMap((part) => part.split(/[-.]/)).filter((word) => EMPTY_WORDS.test(word.toLowerCase())).map((word) => `its path says "${word}"`)),
    ...declared.filter((name) => name.split(/_|(?<=[a-z0-9])(?=[A-Z])/).some((word) => EMPTY_WORDS.test(word.toLowerCase()))).map((name) => `declares ${name}`),
  ],
};

const size: Rule = {
  name: 'size',
  why: `A file is one idea that fits a reader's head: ${MOST_LINES} lines at most.`,
  faults: (source) => {
    const lines = source.text.trimEnd().split('\n').length;
    return isCode(source) && !isDerived(source) && lines > MOST_LINES ? [`has ${lines} lines`] : [];
  },
};

const promises: Rule = {
  name: 'nothing put off',
  why: 'What is unfinished stands in an issue, where somebody looks, and not in a comment.',
  faults: ({ text }) => (/\b(?:TO|FIX)(?:DO|ME)\b/.exec(text) ?? []).map((word) => `says ${word}`),
};

const printing: Rule = {
  name: 'no console',
  why: 'Logs are JSON through libs/telemetry, which knows what may be in them; only the console app speaks to a terminal.',
  faults: (source) => isCode(source) && !isTest(source) && !source.path.startsWith('apps/console/') && /\bconsole\.[a-z]+\(/.test(withoutComments(source.text))
    ? ['writes to the console'] : [],
};

const places: Rule = {
  name: 'no machine',
  why: 'The product runs on any machine: no path or host name of the one it was written on.',
  faults: ({ text }) => [MACHINE_PATH, INNER_HOST, ...thisMachine()].flatMap((pattern) => pattern.exec(text)?.slice(0, 1) ?? []).map((found) => `says ${found}`),
};

const MACHINE_PATH = /(?<![\w.}])\/(?:work|root|home|Users)\/\w[\w./-]*/;
const INNER_HOST = /\b[\w-]+\.(?:internal|intranet|corp|lan)\b(?!\()/;

/** This machine's own name and its package registry, unless it is the public one. */
function thisMachine(): RegExp[] {
  const registry = process.env.npm_config_registry;
  const hosts = [hostname(), ...(registry && URL.canParse(registry) ? [new URL(registry).hostname] : [])];
  return hosts.filter((host) => host.length > 5 && !/^localhost|^registry\.npmjs\.org$/.test(host))
    .map((host) => new RegExp(`(?<![\\w.-])${host.replaceAll('.', '\\.')}(?![\\w-])`));
}

const locks: Rule = {
  name: 'locks are listed',
  why: 'An advisory lock is a number in the whole database: two things that took the same one kept each other waiting (ADVISORY_LOCK of libs/kernel).',
  faults: ({ path, text, literals }) => /^migrations\/|^schema\/|^test\/|^libs\/kernel\/src\/advisory-locks\.ts$/.test(path) ? [] : [
    ...literals.filter((literal) => /\bpg_\w*advisory\w*\([^)]*\b\d{3,}/.test(literal)),
    ...(/\b7_?161_?9\d\d\b/.exec(withoutComments(text)) ?? []),
  ].map((found) => `takes a lock of its own: ${found.trim().slice(0, 60)}`),
};

/** Comments may speak of what code must not do. Good enough for a search; a "//" inside a text only hides more of that line. */
function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/\/\/.*$/gm, '');
}

/** @returns the rule that every declared record is in the registry. */
export function listedRecords(isListed: (name: string) => boolean): Rule {
  return {
    name: 'records are listed',
    why: 'A record outside the registry has no policy, no column and no place in schema/need-to-know.md.',
    faults: ({ path, text }) => path.endsWith('.record.ts')
      ? [...text.matchAll(/\bdefineRecord\(\s*'([A-Za-z]+)'/g)].map(([, name = '']) => name).filter((name) => !isListed(name)).map((name) => `${name} is not in the registry`)
      : [],
  };
}

/** @returns the rule that every page of `decisions/` that is named is there. @param exists whether a page's path begins so. */
export function namedDecisions(exists: (beginning: string) => boolean): Rule {
  return {
    name: 'decisions are there',
    why: 'A comment that says why by naming a page is worth nothing without the page.',
    faults: (source) => isCode(source)
      ? [...source.text.matchAll(/((?:libs|apps)\/[a-z]+\/)?decisions\/(\d{4}(?:-[a-z0-9-]+)?)/g)]
        .map(([named, room = `${roomOf(source.path)}/`, page = '']) => ({ named, at: `${room}decisions/${page}` }))
        .filter(({ at }) => !exists(at)).map(({ named }) => `names ${named}, which is not there`)
      : [],
  };
}

/** Every rule about one file. */
export const RULES: readonly Rule[] = [directions, fronts, suffixes, writers, casl, readers, names, size, promises, printing, places, locks];

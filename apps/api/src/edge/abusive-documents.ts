/**
 * The attack catalogue's documents (rows 5 and 52 to 57), by name, over the tiny schema of the edge's specs. Each must
 * get one constant 4xx and execute nothing.
 */
export const ABUSIVE_DOCUMENTS: Readonly<Record<string, string>> = {
  'nested 9': `{ ${'thing { '.repeat(9)} name ${'} '.repeat(9)} }`,
  'nested 8000': `{${'thing{'.repeat(8000)}name${'}'.repeat(8000)}}`,
  'list of lists 9000': `query($a: ${'['.repeat(9000)}Int${']'.repeat(9000)}) { thing { name } }`,
  'literal 20000 deep': `{ text(x: ${'[{a:'.repeat(10_000)}1${'}]'.repeat(10_000)}) }`,
  '400 doubling fragments': `{ thing { ...f0 } } ${Array.from({ length: 400 }, (_, i) => `fragment f${i} on Thing { ...f${i + 1} ...f${i + 1} }`).join(' ')} fragment f400 on Thing { name }`,
  '15 doubling fragments': `{ thing { ...f0 } } ${Array.from({ length: 14 }, (_, i) => `fragment f${i} on Thing { thing { ...f${i + 1} ...f${i + 1} } }`).join(' ')} fragment f14 on Thing { name }`,
  'a fragment cycle': '{ thing { ...a } } fragment a on Thing { thing { ...b } } fragment b on Thing { thing { ...a } }',
  '11000 duplicate fields': `{ thing { ${'name '.repeat(11_000)} } }`,
  '3000 @skip': `{ thing { name ${'@skip(if: false) '.repeat(3000)} } }`,
  '9000 @aa': `{ thing { name ${'@aa '.repeat(9000)} } }`,
  'aliases 11': `{ ${Array.from({ length: 11 }, (_, i) => `a${i}: text(x: "1")`).join(' ')} }`,
  'aliases 101': `{ ${Array.from({ length: 101 }, (_, i) => `a${i}: text(x: "1")`).join(' ')} }`,
  'aliases 5000': `{ ${Array.from({ length: 5000 }, (_, i) => `a${i}: text(x: "1")`).join(' ')} }`,
  'two mutations': 'mutation { a: signIn(login: "a") signIn(login: "b") }',
  'two operations that sign in': 'mutation A { signIn(login: "a") } mutation B { signIn(login: "b") }',
  'fragments that sign in': 'mutation { ...f ...g } fragment f on Mutation { signIn(login: "a") } fragment g on Mutation { a: signIn(login: "b") }',
  'signing in under @include': 'mutation { signIn(login: "a") ... @include(if: true) { a: signIn(login: "b") } }',
  'circular introspection': '{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }',
  'thousands of unknown fields': `{ ${Array.from({ length: 1900 }, (_, i) => `x${i}`).join(' ')} }`,
  'a number out of range': '{ thing(number: 99999999999) { name } }',
  'a subscription': 'subscription { thing { name } }',
  '1990 duplicate fields, within the token limit': `{ thing { ${'name '.repeat(1990)} } }`,
  'not GraphQL': '{ thing { ',
  'lone surrogate escape': '{ text(x: "\\ud800") }',
};

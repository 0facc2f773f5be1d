/** Nest keeps GraphQL types as classes; inputs and answers of commands are made from the records, so the classes are made too. */

/** @returns a new empty class of that name. */
export function namedClass(name: string): new () => object {
  return { [name]: class extends Object {} }[name] as new () => object;
}

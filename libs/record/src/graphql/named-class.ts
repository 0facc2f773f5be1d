/** Nest keeps types as classes; the types of records are made from their declarations, so the classes are made too. */

/** @returns a new empty class of that name. */
export function namedClass(name: string): new () => object {
  return { [name]: class extends Object {} }[name] as new () => object;
}

/** The names of all records as a GraphQL enum, for questions about any record. */
import { both } from '#record';
import type { Registry } from '#record';
import { registerEnumType } from '@nestjs/graphql';

const made = new WeakMap<Registry, Readonly<Record<string, string>>>();

/** @returns the enum `RecordName` of the registry, registered with Nest once. */
export function recordNameEnum(registry: Registry): Readonly<Record<string, string>> {
  let names = made.get(registry);
  if (!names) {
    names = Object.fromEntries(registry.records.map(({ name }) => [name, name]));
    made.set(registry, names);
    registerEnumType(names, {
      name: 'RecordName',
      description: 'A kind of record · Qeydin növü',
      valuesMap: Object.fromEntries(registry.records.map(({ name, words }) => [name, { description: both(words) }])),
    });
  }
  return names;
}

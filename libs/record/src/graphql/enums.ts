/** Code lists as GraphQL enums. Values that GraphQL cannot spell get an underscore; the stored value stays verbatim. */
import { enumName, type CodeList } from '#kernel';
import { registerEnumType } from '@nestjs/graphql';

const enums = new Map<CodeList, object>();

/** @returns the enum object of a code list, registered with Nest once. */
export function enumOf(list: CodeList): object {
  let values = enums.get(list);
  if (!values) {
    values = Object.fromEntries(list.values.map((value) => [enumName(value), value]));
    enums.set(list, values);
    registerEnumType(values, {
      name: list.name,
      description: both(list.words),
      valuesMap: Object.fromEntries(list.values.map((value) => [enumName(value), { description: both(list.labels[value] ?? list.words) }])),
    });
  }
  return values;
}

/** @returns both languages in one description, English first. */
export function both(words: { readonly en: string; readonly az: string }): string {
  return words.en === words.az ? words.en : `${words.en} · ${words.az}`;
}

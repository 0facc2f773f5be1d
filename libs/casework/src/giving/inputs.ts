/** GraphQL inputs of commands, derived from the records: a field that is added to a record can be given and corrected at once. */
import { correctable, isGivable, type CorrectionRules } from '#change';
import { say, type Words } from '#kernel';
import { both, namedClass, outputType, type AnyRecord, type Field as RecordField } from '#record';
import { Field, ID, InputType, type GqlTypeReference } from '@nestjs/graphql';

export interface InputField {
  readonly type: () => GqlTypeReference;
  readonly words: Words;
  readonly required?: boolean;
}

/** Declares an input type. */
export function inputType(name: string, words: Words, fields: Readonly<Record<string, InputField>>, options: { readonly isOneOf?: true } = {}): new () => object {
  const type = namedClass(name);
  for (const [field, { type: of, words: said, required }] of Object.entries(fields)) {
    Field(of, { nullable: required !== true, description: both(said) })(type.prototype as object, field);
  }
  InputType(name, { description: both(words), ...options })(type);
  return type;
}

/** @returns the fields of a record that a client may give to a new row, but for what is named in `without`. */
export function givenFields(record: AnyRecord, ...without: readonly string[]): Record<string, InputField> {
  const open = Object.entries(record.fields)
    .filter(([name, field]) => isGivable(name, field) && !without.includes(name));
  return Object.fromEntries(open.map(([name, field]) => [name, { ...valueField(field), required: field.options.required === true }]));
}

/** @returns an input field for the id of another row. */
export function idField(words: Words, required = false): InputField {
  return { type: () => ID, words, required };
}

/** @returns an input field like one of a record's. */
export function valueField(field: RecordField): InputField {
  return { type: outputType(field) as () => GqlTypeReference, words: field.words };
}

/** @returns the input of a record's correction: which row, as it was seen, what shall change, and why. */
export function correctionInput(rules: CorrectionRules): new () => object {
  const { name, words } = rules.record;
  const patch = inputType(`${name}Patch`, words, Object.fromEntries(correctable(rules).map(([field, declared]) => [field, valueField(declared)])));
  return inputType(`Correct${name}Input`, words, {
    id: idField(say('Which row', 'Hansı qeyd'), true),
    revision: { type: () => String, required: true, words: say('The revision you were shown', 'Sizə göstərilən revision') },
    patch: { type: () => patch as GqlTypeReference, required: true, words: say('New values; null takes a value away', 'Yeni dəyərlər; null dəyəri silir') },
    reason: { type: () => String, required: true, words: say('Why, 10 to 500 characters', 'Səbəb, 10-500 işarə') },
  });
}

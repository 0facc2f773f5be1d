/**
 * The language of statistical questions, derived from the list of subjects: each subject has its own dimensions and its own
 * conditions, so that a question about victims cannot ask for the stage of a case.
 */
import { listOf, type Dimension } from '#disclosure';
import { Ternary, type CodeList } from '#kernel';
import { both, enumOf, PartialDateScalar } from '#record';
import { Field, InputType, registerEnumType, type GqlTypeReference } from '@nestjs/graphql';

import type { Subject } from '../statistic.js';
import { SUBJECTS } from '../subjects.js';

/** One member is given: the subject. */
export type GivenQuestion = Readonly<Record<string, {
  readonly by: readonly string[];
  readonly where?: Readonly<Record<string, readonly (string | null)[] | null | undefined>> | null;
} | null | undefined>>;

export const StatisticsQuestionInput = questionInput();

function questionInput(): new () => object {
  const type = namedClass('StatisticsQuestion');
  for (const subject of SUBJECTS) {
    const question = subjectInput(subject);
    Field(() => question, { nullable: true, description: both(subject.definition) })(type.prototype as object, subject.key);
  }
  InputType('StatisticsQuestion', { isOneOf: true, description: 'What is counted: exactly one · Nə sayılır: yalnız biri' })(type);
  return type;
}

function subjectInput(subject: Subject): new () => object {
  const name = subject.record.name;
  const dimensions = dimensionEnum(subject);
  const conditions = conditionsInput(subject);
  const type = namedClass(`${name}Statistics`);
  Field(() => [dimensions], {
    description: 'Dimensions, four at most; none gives the total alone · Ölçülər, ən çoxu dörd; göstərilməsə, yalnız cəm',
  })(type.prototype as object, 'by');
  Field(() => conditions, { nullable: true, description: 'Counts only rows for which all of these hold · Yalnız bu şərtlərin hamısına uyğun olanlar sayılır' })(type.prototype as object, 'where');
  InputType(`${name}Statistics`, { description: both(subject.unit) })(type);
  return type;
}

function dimensionEnum({ record, statistics }: Subject): object {
  const values = Object.fromEntries(statistics.map(({ dimension }) => [upper(dimension.name), dimension.name]));
  registerEnumType(values, {
    name: `${record.name}Dimension`,
    description: 'What rows may be counted by · Nəyə görə saymaq olar',
    valuesMap: Object.fromEntries(statistics.map(({ dimension, definition }) => [upper(dimension.name), { description: both(definition) }])),
  });
  return values;
}

function conditionsInput({ record, statistics }: Subject): new () => object {
  const type = namedClass(`${record.name}StatisticsWhere`);
  for (const { dimension, words } of statistics) {
    const value = categoryType(dimension);
    Field(() => [value()] as GqlTypeReference, { nullable: 'itemsAndList', description: both(words) })(type.prototype as object, dimension.name);
  }
  InputType(`${record.name}StatisticsWhere`, {
    description: 'For each dimension the values counted, for a set those of which it has at least one; null in a list stands for Unknown · Hər ölçü üzrə sayılan qiymətlər; siyahıda null naməlum deməkdir',
  })(type);
  return type;
}

function categoryType(dimension: Dimension): () => unknown {
  if (dimension.kind === 'YEAR') return () => PartialDateScalar;
  const list = dimension.kind === 'PRESENCE' ? Ternary as unknown as CodeList : listOf(dimension);
  if (!list) throw new Error(`${dimension.name} has no code list`);
  // Registered now, not when the schema is built: Nest collects enums before it looks at fields.
  const values = enumOf(list);
  return () => values;
}

function upper(name: string): string {
  return name.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

function namedClass(name: string): new () => object {
  return { [name]: class extends Object {} }[name] as new () => object;
}

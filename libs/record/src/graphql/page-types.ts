/** The types every record shares: page information, withheld fields. */
import type { Words } from '#kernel';
import { RELEASERS, WITHHELD_REASONS, type Releaser, type WithheldReason } from '#policy';
import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';

import { both } from './enums.js';

export const ReasonEnum = Object.fromEntries(Object.keys(WITHHELD_REASONS).map((name) => [name, name]));
registerEnumType(ReasonEnum, {
  name: 'WithheldReason',
  description: 'Why a field is withheld. It is told by policy: it is the same whether or not a value exists.',
  valuesMap: Object.fromEntries(Object.entries(WITHHELD_REASONS).map(([name, words]) => [name, { description: both(words) }])),
});

export const ReleaserEnum = Object.fromEntries(Object.keys(RELEASERS).map((name) => [name, name]));
registerEnumType(ReleaserEnum, {
  name: 'Releaser',
  description: 'Who may release a withheld field.',
  valuesMap: Object.fromEntries(Object.entries(RELEASERS).map(([name, words]) => [name, { description: both(words) }])),
});

@ObjectType({ description: 'A field that is not shown to you on this record, why, and who may release it.' })
export class Withheld {
  @Field(() => String, { description: 'Name of the field.' }) field!: string;
  @Field(() => ReasonEnum) reason!: WithheldReason;
  @Field(() => ReleaserEnum) releasedBy!: Releaser;
}

@ObjectType({ description: 'Where a page stands (Relay cursor connections).' })
export class PageInfo {
  @Field(() => Boolean, { description: 'More rows follow.' }) hasNextPage!: boolean;
  @Field(() => Boolean, { description: 'Rows came before: true when the page was asked with `after`.' }) hasPreviousPage!: boolean;
  @Field(() => String, { nullable: true }) startCursor!: string | null;
  @Field(() => String, { nullable: true, description: 'Give it as `after` to get the next page.' }) endCursor!: string | null;
}

@ObjectType({ description: 'A text in both languages · Hər iki dildə mətn' })
export class BilingualText implements Words {
  @Field(() => String, { description: 'English · İngiliscə' }) en!: string;
  @Field(() => String, { description: 'Azerbaijani · Azərbaycanca' }) az!: string;
}

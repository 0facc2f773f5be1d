/** GraphQL types of links between cases. Their `case`, `crime`, `offender` and `victim` are rows that came through the door. */
import { Case, Crime, Offender, Victim } from '#casework';
import type { Asking } from '#disclosure';
import { typesOf } from '#record';
import { Field, ID, Int, ObjectType, registerEnumType, type GqlTypeReference } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';

import { LINK_KINDS, type LinkKind } from './case-routes.js';

export const LinkKindEnum = Object.fromEntries(LINK_KINDS.map((kind) => [kind, kind]));
registerEnumType(LinkKindEnum, {
  name: 'LinkKind',
  description: 'What two cases share · İki işin ortaq cəhəti',
  valuesMap: {
    CRIME: { description: 'A crime that both deal with · Hər iki işdə araşdırılan cinayət' },
    OFFENDER: { description: 'An offender: in crimes of both, or charged in one · Hər iki işlə bağlı cinayət törətmiş şəxs' },
    VICTIM: { description: 'A victim of crimes of both · Hər iki iş üzrə cinayətlərin qurbanı' },
  },
});

/** Reads a row through the door, together with those of the other links, when the client asks for it. */
export type Later = (asking: Asking, info: GraphQLResolveInfo) => Promise<object | null>;

const row = (record: Parameters<typeof typesOf>[0]) => (): GqlTypeReference => typesOf(record).type as GqlTypeReference;

@ObjectType({ description: 'One record that two cases share · İki iş üçün ortaq olan bir qeyd' })
export class CaseLinkReason {
  @Field(() => LinkKindEnum) kind!: LinkKind;
  @Field(() => ID, { description: 'Id of the shared record · Ortaq qeydin identifikatoru' }) id!: string;
  @Field(row(Crime), { nullable: true, description: 'The crime, for kind CRIME · Cinayət' }) crime?: Later;
  @Field(row(Offender), { nullable: true, description: 'The offender, for kind OFFENDER · Cinayət törətmiş şəxs' }) offender?: Later;
  @Field(row(Victim), { nullable: true, description: 'The victim, for kind VICTIM · Qurban' }) victim?: Later;
}

@ObjectType({ description: 'Another case that is connected with the asked one · Soruşulan işlə əlaqəli başqa iş' })
export class CaseLink {
  @Field(() => ID, { description: 'Id of the other case · Digər işin identifikatoru' }) id!: string;
  @Field(row(Case), { nullable: true, description: 'The other case · Digər iş' }) case!: Later;
  @Field(() => Int, {
    description: 'How strong: a shared crime counts 9, an offender 3, a victim 1 · Əlaqənin gücü: ortaq cinayət 9, şəxs 3, qurban 1 sayılır',
  })
  strength!: number;

  @Field(() => Int, { description: 'Crimes shared · Ortaq cinayətlərin sayı' }) crimes!: number;
  @Field(() => Int, { description: 'Offenders shared · Ortaq şəxslərin sayı' }) offenders!: number;
  @Field(() => Int, { description: 'Victims shared · Ortaq qurbanların sayı' }) victims!: number;
  @Field(() => [CaseLinkReason], { description: 'What is shared: the first ten of each kind · Ortaq olanlar: hər növdən ilk on' })
  reasons!: readonly CaseLinkReason[];
}

@ObjectType({ description: 'Cases connected with one case, the strongest first, among what you may use · İşlə əlaqəli işlər, ən güclüsü əvvəl' })
export class CaseLinks {
  @Field(() => [CaseLink]) links!: readonly CaseLink[];
  @Field(() => Boolean, { description: 'There are more than are given · Verilənlərdən çoxdur' }) truncated!: boolean;
  @Field(() => Int, { nullable: true, description: 'How many there are; null when truncated · Sayı; hamısı verilməyibsə, boşdur' }) total!: number | null;
}

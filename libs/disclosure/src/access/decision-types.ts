/** GraphQL types of an explained decision. Whatever is said in words is said in both languages. */
import type { Words } from '#kernel';
import { NEEDS, type Need, type Releaser, type Role, type WithheldReason } from '#policy';
import { BilingualText, both, ReasonEnum, ReleaserEnum } from '#record';
import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';

export const OutcomeEnum = { ALWAYS: 'ALWAYS', WHEN: 'WHEN', NEVER: 'NEVER' } as const;
export type Outcome = keyof typeof OutcomeEnum;
registerEnumType(OutcomeEnum, {
  name: 'AccessOutcome',
  description: 'Whether a field is shown: on every row, on rows of which something holds, or on none · Sahənin göstərilməsi: hər qeyddə, şərtlə və ya heç vaxt',
});

export const NeedEnum = Object.fromEntries(Object.keys(NEEDS).map((name) => [name, name]));
registerEnumType(NeedEnum, {
  name: 'AccessNeedKind', description: 'What a field needs to be shown · Sahənin göstərilməsi üçün nə lazımdır',
  valuesMap: Object.fromEntries(Object.entries(NEEDS).map(([name, words]) => [name, { description: both(words) }])),
});

@ObjectType({ description: 'A role · Rol' })
export class AccessRole {
  @Field(() => String, { description: 'Its name · Adı' }) name!: Role;
  @Field(() => BilingualText) label!: Words;
}

@ObjectType({ description: 'A cell of the matrix that bears on the field · Sahəyə aid matris xanası' })
export class AccessRule {
  @Field(() => AccessRole, { description: 'Whose row it is · Sətrin rolu' }) role!: AccessRole;
  @Field(() => String, { description: 'The cell, as in schema/need-to-know.md · Xananın qiyməti' }) level!: string;
  @Field(() => BilingualText) label!: Words;
  @Field(() => String, { description: 'What the role reads of a child: caps the cell · Uşağa aid qeyddə xananı məhdudlaşdıran qiymət' }) child!: string;
  @Field(() => BilingualText) childLabel!: Words;
  @Field(() => Boolean, { description: 'The cell holds for named fields only, and this is none of them · Xana yalnız adı çəkilən sahələrə aiddir və bu onlardan deyil' }) narrowedOut!: boolean;
  @Field(() => Boolean, { description: 'The role alone opens the field, on some row · Rol təkbaşına bu sahəni hansısa qeyddə açır' }) opens!: boolean;
}

@ObjectType({ description: 'Something the field needs · Sahə üçün lazım olan' })
export class AccessNeed {
  @Field(() => NeedEnum) kind!: Need;
  @Field(() => BilingualText) label!: Words;
}

@ObjectType({ description: 'One way to the field: all of it together · Sahəyə aparan bir yol: hamısı birlikdə' })
export class AccessWay {
  @Field(() => [AccessNeed]) needs!: readonly AccessNeed[];
}

@ObjectType({ description: 'Why a field is withheld, and who may release it · Sahənin göstərilməməsinin səbəbi və kim aça bilər' })
export class AccessRefusal {
  @Field(() => ReasonEnum) reason!: WithheldReason;
  @Field(() => BilingualText) label!: Words;
  @Field(() => ReleaserEnum) releasedBy!: Releaser;
  @Field(() => BilingualText) releasedByLabel!: Words;
}

@ObjectType({ description: 'Why a field of a kind of record is shown or not. Told by policy: no row was looked at · Sahənin niyə göstərilib-göstərilmədiyi. Siyasətə əsasən deyilir: heç bir qeydə baxılmayıb' })
export class AccessDecision {
  @Field(() => String, { description: 'Kind of record · Qeydin növü' }) record!: string;
  @Field(() => String, { description: 'Name of the field · Sahənin adı' }) field!: string;
  @Field(() => BilingualText, { description: 'What the field is · Sahə nədir' }) label!: Words;
  @Field(() => OutcomeEnum, { description: 'What happens with the field · Sahə ilə nə baş verir' }) outcome!: Outcome;
  @Field(() => OutcomeEnum, { description: 'Whether rows exist at all · Qeydlərin özünün mövcud olub-olmaması' }) rowExists!: Outcome;
  @Field(() => String, { nullable: true, description: 'Need-to-know class; null for the id, which is told of every row that exists · Məlumat sinfi' }) needClass!: string | null;
  @Field(() => BilingualText, { nullable: true }) needClassLabel!: Words | null;
  @Field(() => String, { description: 'EXACT, GENERALISED or PSEUDONYM · Dəqiqlik dərəcəsi' }) grain!: string;
  @Field(() => [AccessRule], { description: 'The cells that decided, one for each role held · Qərar verən xanalar' }) rules!: readonly AccessRule[];
  @Field(() => String, { nullable: true, description: 'The rule of separation the roles break together; none of them counts then · Rolların birlikdə pozduğu qayda' }) conflict!: string | null;
  @Field(() => AccessRefusal, { nullable: true, description: 'What is said where it is withheld; null when it never is · Göstərilmədikdə nə deyilir' }) withheld!: AccessRefusal | null;
  @Field(() => [AccessWay], { description: 'Any one of these suffices; none: always shown, or read by no role · Bunlardan biri kifayətdir' }) ways!: readonly AccessWay[];
  @Field(() => [AccessRole], { description: 'The roles that read the field on some row, with a purpose · Məqsədlə bu sahəni oxuyan rollar' }) readBy!: readonly AccessRole[];
  @Field(() => BilingualText, { nullable: true, description: 'What a seal order does here; null where none can · Möhürləmə qərarının təsiri' }) sealOrders!: Words | null;
}

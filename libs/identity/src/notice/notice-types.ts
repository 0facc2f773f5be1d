/** GraphQL types of notices. */
import { Field, ID, ObjectType } from '@nestjs/graphql';
import { enumOf, InstantScalar } from '#record';

import { NoticeKind } from './notice-kind.js';

/** Registered as the file loads: Nest collects its enums before it asks for the types of fields. */
const NoticeKindEnum = enumOf(NoticeKind);

@ObjectType('Notice', { description: 'Something you should know of. It holds no value of a record · Bilməli olduğunuz hadisə. Qeydin heç bir dəyəri burada yoxdur' })
export class NoticeType {
  @Field(() => ID, { description: 'Random id · Təsadüfi identifikator' }) id!: string;
  @Field(() => NoticeKindEnum, { description: 'What happened · Nə baş verib' }) kind!: string;
  @Field(() => InstantScalar, { description: 'When · Nə vaxt' }) raisedAt!: Date;
  @Field(() => ID, { nullable: true, description: 'The officer concerned · Aid olduğu əməkdaş' }) officer!: string | null;
  @Field(() => String, { nullable: true, description: 'Kind of record, where you are told which · Qeydin növü' }) record!: string | null;
  @Field(() => ID, { nullable: true, description: 'Id of the record, where you are told which · Qeydin identifikatoru' }) row!: string | null;
  @Field(() => InstantScalar, { nullable: true, description: 'When you acknowledged it · Sizin təsdiq etdiyiniz vaxt' }) acknowledgedAt!: Date | null;
}

@ObjectType('NoticePage', { description: 'Notices, the latest first · Bildirişlər, ən yenisi əvvəl' })
export class NoticePageType {
  @Field(() => [NoticeType]) notices!: readonly NoticeType[];
  @Field(() => Boolean, { description: 'There are more · Davamı var' }) hasNextPage!: boolean;
  @Field(() => String, { nullable: true, description: 'Give it as `after` for the next page · Növbəti səhifə üçün `after` dəyəri' }) endCursor!: string | null;
}

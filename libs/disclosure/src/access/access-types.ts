/** GraphQL types of the audit log as it is shown. No value of a record is in them, because none is in the log. */
import { InstantScalar, PageInfo } from '#record';
import { Field, ID, Int, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'Where an entry stands in the log · Jurnaldakı yeri' })
export class AccessReceipt {
  @Field(() => ID, { description: 'Lane: one run of one process · Zolaq: bir prosesin bir işləməsi' }) lane!: string;
  @Field(() => Int, { description: 'Number in the lane, from 1 · Zolaqdakı nömrəsi' }) number!: number;
  @Field(() => String, { description: 'Chain link, hexadecimal · Zəncirin halqası' }) hash!: string;
}

@ObjectType({ description: 'Why somebody acted: a tasking, or a reason with their own words · Məqsəd: tapşırıq və ya səbəb və izahat' })
export class AccessPurpose {
  @Field(() => ID, { nullable: true, description: 'Tasking · Tapşırıq' }) tasking!: string | null;
  @Field(() => String, { nullable: true, description: 'Code of the reason · Səbəbin kodu' }) reason!: string | null;
  @Field(() => String, { nullable: true, description: 'In their own words · Öz sözləri ilə' }) text!: string | null;
}

@ObjectType({ description: 'Records of one kind that one act touched alike · Bir əməlin toxunduğu eyni növ qeydlər' })
export class AccessTouch {
  @Field(() => String, { description: 'Kind of record · Qeydin növü' }) record!: string;
  @Field(() => Int, { description: 'How many records · Qeydlərin sayı' }) count!: number;
  @Field(() => [ID], { description: 'Their ids, the first 200 · İdentifikatorları, ilk 200' }) ids!: readonly string[];
  @Field(() => [String], { description: 'Names of the fields shown · Göstərilən sahələrin adları' }) disclosed!: readonly string[];
  @Field(() => [String], { description: 'Names of the fields withheld · Göstərilməyən sahələrin adları' }) withheld!: readonly string[];
}

@ObjectType({ description: 'One act in the audit log · Audit jurnalında bir əməl' })
export class AccessEntry {
  @Field(() => AccessReceipt) receipt!: AccessReceipt;
  @Field(() => InstantScalar, { description: 'When · Nə vaxt' }) at!: Date;
  @Field(() => String, { description: 'Kind of act, e.g. READ · Əməlin növü' }) act!: string;
  @Field(() => String, { description: 'ANSWERED, REFUSED or ACCEPTED · Nəticə' }) outcome!: string;
  @Field(() => ID, { nullable: true, description: 'Who; null when nobody was signed in · Kim' }) officer!: string | null;
  @Field(() => ID, { nullable: true, description: 'Agency of the officer · Əməkdaşın qurumu' }) agency!: string | null;
  @Field(() => [String], { description: 'Roles at that moment · Həmin andakı rollar' }) roles!: readonly string[];
  @Field(() => AccessPurpose, { nullable: true }) purpose!: AccessPurpose | null;
  @Field(() => String, { description: 'The question or command · Sorğu və ya əmr' }) root!: string;
  @Field(() => [String], { description: 'Names of all fields shown · Göstərilən bütün sahələrin adları' }) disclosed!: readonly string[];
  @Field(() => [String], { description: 'Names of all fields withheld · Göstərilməyən bütün sahələrin adları' }) withheld!: readonly string[];
  @Field(() => [AccessTouch], { description: 'Which records; asked about one record, only that one · Hansı qeydlər' }) touched!: readonly AccessTouch[];
}

@ObjectType({ description: 'Entries of the audit log, the latest first · Audit jurnalının yazıları, ən yenisi əvvəl' })
export class AccessHistory {
  @Field(() => [AccessEntry]) entries!: readonly AccessEntry[];
  @Field(() => PageInfo) pageInfo!: PageInfo;
}

/** GraphQL types of the history of a record. */
import { InstantScalar, PageInfo, Withheld } from '#record';
import { Field, ID, Int, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'One changed field of a record · Qeydin dəyişdirilmiş bir sahəsi' })
export class RecordChange {
  @Field(() => ID, { description: 'Id of the change · Dəyişikliyin identifikatoru' }) id!: string;
  @Field(() => InstantScalar, { description: 'When · Nə vaxt' }) at!: string;
  @Field(() => String, { description: 'Name of the field · Sahənin adı' }) field!: string;
  @Field(() => String, { description: 'The command that changed it · Dəyişdirən əmr' }) command!: string;
  @Field(() => [String], { nullable: true, description: 'The value before: one text, several for a set, null for none · Əvvəlki dəyər' })
  before!: readonly string[] | null;

  @Field(() => [String], { nullable: true, description: 'The value after: one text, several for a set, null for none · Sonrakı dəyər' })
  after!: readonly string[] | null;

  @Field(() => ID, { nullable: true, description: 'Who; null unless you may know the officer · Kim; əməkdaşı bilməyə haqqınız yoxdursa, boşdur' })
  officer!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why, in the officer\'s words. Only for the officer, and for whoever is shown the whole record · Səbəb. Yalnız yazan əməkdaşa və qeydin hamısını görənə göstərilir',
  })
  reason!: string | null;
}

@ObjectType()
export class RecordChangeEdge {
  @Field(() => String, { description: 'Opaque; valid for you and this question only · Yalnız sizin və bu sorğu üçün etibarlıdır' }) cursor!: string;
  @Field(() => RecordChange) node!: RecordChange;
}

@ObjectType({ description: 'Changes of a record, the latest first, of the fields you are shown now · Hazırda sizə göstərilən sahələrin dəyişiklikləri, ən yenisi əvvəl' })
export class RecordHistory {
  @Field(() => [RecordChangeEdge]) edges!: readonly RecordChangeEdge[];
  @Field(() => PageInfo) pageInfo!: PageInfo;
  @Field(() => Int, { nullable: true, description: 'All changes you are shown; counted only when asked · Sizə göstərilən bütün dəyişikliklər; yalnız soruşulanda sayılır' })
  totalCount!: number | null;

  @Field(() => [Withheld], { description: 'Fields whose history you are not shown, whether or not it has any · Tarixçəsi sizə göstərilməyən sahələr' })
  withheld!: readonly Withheld[];
}

/** The published tables of the CTDC codebook out of our own records: for laying the two side by side. */
import type { Asking } from '#disclosure';
import { CodedError } from '#kernel';
import { Args, Context, Field, Float, Info, Int, ObjectType, Query, registerEnumType, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';

import { asCtdcTable, CTDC_TABLES, type CtdcAnswer } from '../ctdc-tables.js';
import { Statistics } from '../statistics.js';
import { victims } from '../victims/victims.subject.js';

const columns = Object.fromEntries(CTDC_TABLES.map(({ column }) => [column, column]));
registerEnumType(columns, {
  name: 'CtdcColumn',
  description: 'Column of the CTDC victim-perpetrator file · CTDC faylının sütunu',
  valuesMap: Object.fromEntries(CTDC_TABLES.map(({ column, title }) => [column, { description: title }])),
});

@ObjectType('CtdcLine', { description: 'A line of a published table · Dərc edilmiş cədvəlin sətri' })
export class CtdcLineType {
  @Field(() => String, { description: 'Label of the codebook; several joined by ";" · Kod kitabının adı' }) label!: string;
  @Field(() => Int, { description: 'Freq.' }) count!: number;
  @Field(() => Float, { nullable: true, description: 'Percent' }) percent!: number | null;
  @Field(() => Float, { nullable: true, description: 'Valid' }) validPercent!: number | null;
  @Field(() => Float, { nullable: true, description: 'Cum.' }) cumulativePercent!: number | null;
}

@ObjectType('CtdcTable', { description: 'A frequency table in the form of the CTDC codebook · CTDC kod kitabının formasında tezlik cədvəli' })
export class CtdcTableType {
  @Field(() => String, { description: 'Title in the codebook · Kod kitabında başlıq' }) title!: string;
  @Field(() => [CtdcLineType], { description: 'Known values, by label · Məlum qiymətlər' }) lines!: readonly CtdcLineType[];
  @Field(() => Int, { description: 'Victims whose value is known · Qiyməti məlum olanlar' }) valid!: number;
  @Field(() => Int, { description: 'Victims whose value is unknown · Qiyməti naməlum olanlar' }) missing!: number;
  @Field(() => Int, { description: 'All victims · Bütün qurbanlar' }) total!: number;
}

@Resolver()
export class CtdcTablesResolver {
  constructor(private readonly statistics: Statistics) {}

  @Query(() => CtdcTableType, { description: 'A frequency table of victims as the CTDC codebook prints it · Qurbanların CTDC kod kitabındakı kimi tezlik cədvəli' })
  async ctdcTable(
    @Args('column', { type: () => columns }) column: string, @Context() asking: Asking, @Info() info: GraphQLResolveInfo,
  ): Promise<CtdcAnswer & { readonly title: string }> {
    const table = CTDC_TABLES.find((one) => one.column === column);
    if (!table) throw new CodedError('BAD_REQUEST');
    const answer = await this.statistics.answer({ subject: victims, by: [table.statistic], where: {} }, asking, info);
    return { title: table.title, ...asCtdcTable(table, answer) };
  }
}

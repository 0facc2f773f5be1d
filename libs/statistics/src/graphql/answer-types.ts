/** What a statistical answer looks like in GraphQL. Whatever is said in words is said in both languages. */
import type { Words } from '#kernel';
import { BilingualText, InstantScalar } from '#record';
import { Field, Float, Int, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'A dimension of the answer · Cavabın ölçüsü' })
export class StatisticsDimension {
  @Field(() => String, { description: 'Name, as in keys · Adı' }) name!: string;
  @Field(() => BilingualText, { description: 'Heading · Başlıq' }) label!: Words;
  @Field(() => BilingualText, { description: 'What is counted under its categories · Kateqoriyalarda nə sayılır' }) definition!: Words;
  @Field(() => String, { description: 'Where the definition comes from · Tərifin mənbəyi' }) source!: string;
  @Field(() => String, { description: 'VALUE, YEAR, EACH, COMBINATION or PRESENCE · Ölçünün növü' }) kind!: string;
  @Field(() => Int, { description: 'Rows in which it is unknown · Naməlum olanların sayı' }) unknown!: number;
  @Field(() => Float, { nullable: true, description: 'Their share of the total, percent · Cəmdəki payı, faizlə' }) unknownPercent!: number | null;
}

@ObjectType({ description: 'A category of one dimension · Bir ölçünün kateqoriyası' })
export class StatisticsKey {
  @Field(() => String, { description: 'Name of the dimension · Ölçünün adı' }) dimension!: string;
  @Field(() => String, { nullable: true, description: 'Code, year, or codes joined by ";"; null is Unknown · Kod, il və ya ";" ilə birləşdirilmiş kodlar; null naməlum deməkdir' })
  value!: string | null;

  @Field(() => BilingualText, { description: 'The category in words · Kateqoriya sözlə' }) label!: Words;
}

@ObjectType({ description: 'One figure · Bir rəqəm' })
export class StatisticsRow {
  @Field(() => [StatisticsKey], { description: 'One for each dimension, in the order asked · Hər ölçü üzrə bir, soruşulan ardıcıllıqla' }) keys!: StatisticsKey[];
  @Field(() => Int, { description: 'Rows counted · Sayı' }) count!: number;
  @Field(() => Float, { nullable: true, description: 'Percent of the total, two decimals, half up · Cəmə nisbətən faiz' }) percent!: number | null;
  @Field(() => Float, { nullable: true, description: 'Percent of the known; null for a row with an Unknown · Məlum olanlara nisbətən faiz' })
  validPercent!: number | null;

  @Field(() => Float, { nullable: true, description: 'Running percent of the known; null when rows overlap · Məlum olanların yığılan faizi' })
  cumulativePercent!: number | null;
}

@ObjectType({ description: 'Figures with their definitions, the instant they were taken at and their digest · Tərifləri, anı və xülasəsi ilə rəqəmlər' })
export class StatisticsTable {
  @Field(() => BilingualText, { description: 'Unit of count · Sayım vahidi' }) unit!: Words;
  @Field(() => BilingualText, { description: 'What counts as one · Nə bir vahid sayılır' }) definition!: Words;
  @Field(() => [StatisticsDimension], { description: 'Dimensions, in the order asked · Ölçülər, soruşulan ardıcıllıqla' }) dimensions!: StatisticsDimension[];
  @Field(() => InstantScalar, { description: 'Everything recorded before it is counted · Bu ana qədər qeyd olunan hər şey sayılıb' }) asOf!: Date;
  @Field(() => String, { description: 'SHA-256 of question, figures and definitions: equal digests, equal figures · Sualın, rəqəmlərin və təriflərin SHA-256 xülasəsi' })
  inputDigest!: string;

  @Field(() => Int, { description: 'Rows counted, each once, Unknown included · Cəmi, naməlumlar daxil olmaqla, hər biri bir dəfə' }) total!: number;
  @Field(() => Int, { description: 'Rows of the total in which every dimension is known · Bütün ölçüləri məlum olanlar' }) known!: number;
  @Field(() => Boolean, { description: 'A row may count in several figures, which then do not sum to the total · Rəqəmlər kəsişə bilər və cəmə bərabər olmaya bilər' })
  overlapping!: boolean;

  @Field(() => [StatisticsRow], { description: 'Figures in the order of the code lists, Unknown last · Kod siyahılarının ardıcıllığı ilə, naməlum sonda' })
  rows!: StatisticsRow[];
}

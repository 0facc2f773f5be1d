/** The types of the answer, field by field, each behind the rights' middleware; the shape is the product's. */
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { mayRead } from './rights.js';

const guarded = { nullable: true, middleware: [mayRead] };

@ObjectType()
export class Victim {
  @Field(() => ID, { middleware: [mayRead] }) id!: string;
  @Field(() => String, guarded) pseudonym!: string | null;
  @Field(() => String, guarded) status!: string | null;
  @Field(() => String, guarded) registeredOn!: string | null;
  @Field(() => String, guarded) sex!: string | null;
  @Field(() => String, guarded) majority!: string | null;
  @Field(() => String, guarded) ageBand!: string | null;
  @Field(() => String, guarded) citizenshipRegion!: string | null;
  @Field(() => [String], guarded) exploitationForms!: string[] | null;
  @Field(() => String, guarded) residenceRegion!: string | null;
}

@ObjectType()
export class Offender {
  @Field(() => ID, { middleware: [mayRead] }) id!: string;
  @Field(() => String, guarded) stage!: string | null;
  @Field(() => String, guarded) familyName!: string | null;
}

@ObjectType()
export class Crime {
  @Field(() => ID, { middleware: [mayRead] }) id!: string;
  @Field(() => String, guarded) number!: string | null;
  @Field(() => String, guarded) article!: string | null;
}

@ObjectType()
export class PageInfo {
  @Field(() => Boolean) hasNextPage!: boolean;
  @Field(() => String, { nullable: true }) endCursor!: string | null;
}

@ObjectType() export class VictimEdge { @Field(() => Victim) node!: Victim; }
@ObjectType() export class OffenderEdge { @Field(() => Offender) node!: Offender; }
@ObjectType() export class CrimeEdge { @Field(() => Crime) node!: Crime; }

@ObjectType()
export class VictimConnection {
  @Field(() => [VictimEdge]) edges!: VictimEdge[];
  @Field(() => PageInfo, { nullable: true }) pageInfo!: PageInfo | null;
  @Field(() => Int, { nullable: true }) totalCount!: number | null;
}

@ObjectType() export class OffenderConnection { @Field(() => [OffenderEdge]) edges!: OffenderEdge[]; }
@ObjectType() export class CrimeConnection { @Field(() => [CrimeEdge]) edges!: CrimeEdge[]; }

@InputType() export class TextTest { @Field(() => String) eq!: string; }

@InputType()
export class VictimFilter {
  @Field(() => TextTest) registeredOn!: TextTest;
  @Field(() => TextTest) majority!: TextTest;
}

export const Dimension = { STATUS: 'status', SEX: 'sex', AGE_BAND: 'ageBand', CITIZENSHIP_REGION: 'citizenshipRegion' } as const;
registerEnumType(Dimension, { name: 'VictimDimension' });

@InputType() export class VictimStatistics { @Field(() => [Dimension]) by!: (keyof Victim)[]; }
@InputType() export class StatisticsQuestion { @Field(() => VictimStatistics) victims!: VictimStatistics; }

@ObjectType() export class Category { @Field(() => String, { nullable: true }) value!: string | null; }

@ObjectType()
export class Figure {
  @Field(() => [Category]) keys!: Category[];
  @Field(() => Int) count!: number;
}

@ObjectType()
export class Statistics {
  @Field(() => Int) total!: number;
  @Field(() => [Figure]) rows!: Figure[];
}

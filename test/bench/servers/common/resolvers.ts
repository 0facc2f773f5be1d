/** Resolvers as generated projects have them: an entity for each row, a query for each relation of each row. */
import type { Loaded } from '@mikro-orm/postgresql';
import { Args, Context, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import * as entities from './entities.js';
import { mayRead, type CommonContext } from './rights.js';
import {
  Crime, CrimeConnection, Offender, OffenderConnection, Statistics, StatisticsQuestion, Victim, VictimConnection, VictimFilter,
} from './types.js';

const FIRST = { type: () => Int } as const;
type CrimeRow = Loaded<typeof entities.Crime['~entity']>;
type OffenderRow = Loaded<typeof entities.Offender['~entity']>;

function edges<Row extends { id: string }>(rows: readonly Row[], { touched }: CommonContext): { edges: { node: Row }[] } {
  touched.push(...rows.map(({ id }) => id));
  return { edges: rows.map((node) => ({ node })) };
}

@Resolver(() => Victim)
export class VictimResolver {
  @Query(() => Victim, { nullable: true })
  async victim(@Args('id', { type: () => ID }) id: string, @Context() { em, touched }: CommonContext): Promise<unknown> {
    touched.push(id);
    return em.findOne(entities.Victim, { id, sealed: false });
  }

  @Query(() => VictimConnection)
  async victims(
    @Args('first', FIRST) first: number, @Args('filter', { type: () => VictimFilter, nullable: true }) filter: VictimFilter, @Context() context: CommonContext,
  ): Promise<unknown> {
    const where = { registeredOn: filter.registeredOn.eq, majority: filter.majority.eq, sealed: false };
    const [rows, totalCount] = await context.em.findAndCount(entities.Victim, where, { limit: first + 1, orderBy: { id: 'asc' } });
    const shown = rows.slice(0, first);
    const endCursor = Buffer.from(shown.at(-1)?.id ?? '').toString('base64url');
    return { ...edges(shown, context), totalCount, pageInfo: { hasNextPage: rows.length > first, endCursor } };
  }

  @Query(() => Statistics)
  async statistics(@Args('of', { type: () => StatisticsQuestion }) { victims: { by } }: StatisticsQuestion, @Context() { em }: CommonContext): Promise<unknown> {
    const { properties } = em.getMetadata().get(entities.Victim);
    const columns = by.map((name) => properties[name].fieldNames[0] ?? 'id');
    const rows = await em.getConnection().execute<Record<string, string | number | null>[]>(
      `select ${columns.join(', ')}, count(*)::int as n from records.victim where not sealed group by ${columns.join(', ')}`,
    );
    const figures = rows.map((row) => ({ keys: columns.map((column) => ({ value: row[column] })), count: Number(row.n) }));
    return { total: figures.reduce((sum, { count }) => sum + count, 0), rows: figures };
  }
}

@Resolver(() => Crime)
export class CrimeResolver {
  @Query(() => Crime, { nullable: true })
  async crime(@Args('id', { type: () => ID }) id: string, @Context() { em, touched }: CommonContext): Promise<unknown> {
    touched.push(id);
    return em.findOne(entities.Crime, { id, sealed: false });
  }

  @ResolveField(() => OffenderConnection, { middleware: [mayRead] })
  async offenders(@Parent() crime: CrimeRow, @Args('first', FIRST) first: number, @Context() context: CommonContext): Promise<unknown> {
    return edges(await crime.offenders.matching({ where: { sealed: false }, limit: first, orderBy: { id: 'asc' } }), context);
  }

  @ResolveField(() => VictimConnection, { middleware: [mayRead] })
  async victims(@Parent() crime: CrimeRow, @Args('first', FIRST) first: number, @Context() context: CommonContext): Promise<unknown> {
    return edges(await crime.victims.matching({ where: { sealed: false }, limit: first, orderBy: { id: 'asc' } }), context);
  }
}

@Resolver(() => Offender)
export class OffenderResolver {
  @ResolveField(() => CrimeConnection, { middleware: [mayRead] })
  async crimes(@Parent() offender: OffenderRow, @Args('first', FIRST) first: number, @Context() context: CommonContext): Promise<unknown> {
    return edges(await offender.crimes.matching({ where: { sealed: false }, limit: first, orderBy: { id: 'asc' } }), context);
  }
}

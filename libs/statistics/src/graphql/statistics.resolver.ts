/** The statistical question in GraphQL. */
import type { Asking } from '#disclosure';
import { CodedError } from '#kernel';
import { Args, Context, Info, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';

import { Statistics, type StatisticsQuestion } from '../statistics.js';
import { SUBJECTS } from '../subjects.js';
import { StatisticsTable } from './answer-types.js';
import { StatisticsQuestionInput, type GivenQuestion } from './question-types.js';
import { toTable } from './to-table.js';

@Resolver()
export class StatisticsResolver {
  constructor(private readonly statistics: Statistics) {}

  @Query(() => StatisticsTable, {
    name: 'statistics',
    description: 'Exact figures, for roles with the right to them. Unknown is a category of its own · Dəqiq rəqəmlər, buna hüququ olan rollar üçün. Naməlum ayrıca kateqoriyadır',
  })
  async figures(
    @Args('of', { type: () => StatisticsQuestionInput }) of: GivenQuestion, @Context() asking: Asking, @Info() info: GraphQLResolveInfo,
  ): Promise<StatisticsTable> {
    return toTable(await this.statistics.answer(questionFrom(of), asking, info));
  }
}

/** A condition given as null is refused: a client that lost its values on the way must not be told of everything. */
function questionFrom(of: GivenQuestion): StatisticsQuestion {
  const subject = SUBJECTS.find(({ key }) => of[key]);
  const given = subject && of[subject.key];
  if (!subject || !given) throw new CodedError('BAD_REQUEST');
  const where = Object.entries(given.where ?? {}).map(([name, values]) => {
    if (!values) throw new CodedError('BAD_REQUEST', 'CONDITIONS');
    return [name, values] as const;
  });
  return { subject, by: given.by, where: Object.fromEntries(where) };
}

/** Mutations about taskings. */
import type { Asking } from '#disclosure';
import { say } from '#kernel';
import { both, InstantScalar } from '#record';
import { Args, Context, Info, Mutation, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';

import { givenBy } from '../giving/given.js';
import { givenFields, idField, inputType } from '../giving/inputs.js';
import { payload, payloadType, type Payload } from '../giving/payload.js';
import { TaskingCommands, type AssignTasking } from './tasking.commands.js';
import { Tasking } from './tasking.record.js';

const AssignTaskingInput = inputType('AssignTaskingInput', say('A tasking; exactly one of case, victim and offender', 'Tapşırıq; iş, qurban və cinayət törətmiş şəxsdən yalnız biri'), {
  officerId: idField(say('Who is tasked', 'Kimə tapşırılır'), true),
  caseId: idField(say('On which case', 'Hansı iş üzrə')),
  victimId: idField(say('On which victim', 'Hansı qurban üzrə')),
  offenderId: idField(say('On which offender', 'Cinayət törətmiş hansı şəxs üzrə')),
  ...givenFields(Tasking),
  startsAt: { type: () => InstantScalar, words: say('From; now when not said', 'Başlayır; göstərilməsə, indi') },
});
const EndTaskingInput = inputType('EndTaskingInput', say('A tasking to end now', 'İndi bitirilən tapşırıq'), {
  id: idField(say('Which tasking', 'Hansı tapşırıq'), true),
  reason: { type: () => String, required: true, words: say('Why, 10 to 500 characters', 'Səbəb, 10-500 işarə') },
});
export const TaskingPayload = payloadType('TaskingPayload', Tasking);

@Resolver()
export class TaskingResolver {
  constructor(private readonly commands: TaskingCommands) {}

  @Mutation(() => TaskingPayload.type, { description: both(say('Tasks an officer with a case or a person, for at most one year.', 'Əməkdaşa iş və ya şəxs üzrə ən çoxu bir illik tapşırıq verir.')) })
  async assignTasking(@Args('input', { type: () => AssignTaskingInput }) input: AssignTasking, @Context() asking: Asking, @Info() info: GraphQLResolveInfo): Promise<Payload> {
    return payload(Tasking, await this.commands.assign(givenBy(asking, info), input));
  }

  @Mutation(() => TaskingPayload.type, { description: both(say('Ends a tasking: access ends at once.', 'Tapşırığı bitirir: çıxış dərhal dayanır.')) })
  async endTasking(@Args('input', { type: () => EndTaskingInput }) input: { readonly id: string; readonly reason: string }, @Context() asking: Asking, @Info() info: GraphQLResolveInfo): Promise<Payload> {
    return payload(Tasking, await this.commands.end(givenBy(asking, info), input));
  }
}

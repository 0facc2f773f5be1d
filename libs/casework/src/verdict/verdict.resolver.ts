/** Mutations about verdicts. */
import { Corrections, type Correction } from '#change';
import type { Asking } from '#disclosure';
import { say } from '#kernel';
import { both } from '#record';
import { Args, Context, Info, Mutation, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';

import { givenBy } from '../giving/given.js';
import { correctionInput, givenFields, idField, inputType } from '../giving/inputs.js';
import { payload, payloadType, type Payload } from '../giving/payload.js';
import { VerdictCommands, verdictCorrection, type RecordVerdict } from './verdict.commands.js';
import { Verdict } from './verdict.record.js';

const RecordVerdictInput = inputType('RecordVerdictInput', say('A verdict on a charge', 'İttiham üzrə hökm'), {
  chargeId: idField(say('On which charge', 'Hansı ittiham üzrə'), true),
  ...givenFields(Verdict),
  courtId: idField(say('Which court', 'Hansı məhkəmə')),
});
const CorrectVerdictInput = correctionInput(verdictCorrection);
export const VerdictPayload = payloadType('VerdictPayload', Verdict);

@Resolver()
export class VerdictResolver {
  constructor(private readonly commands: VerdictCommands, private readonly corrections: Corrections) {}

  @Mutation(() => VerdictPayload.type, { description: both(say('Records a verdict and moves the offender\'s stage with it. An appeal is a new verdict.', 'Hökmü qeyd edir və şəxsin prosesdəki vəziyyətini dəyişir. Apellyasiya üzrə yeni hökm qeyd olunur.')) })
  async recordVerdict(@Args('input', { type: () => RecordVerdictInput }) input: RecordVerdict, @Context() asking: Asking, @Info() info: GraphQLResolveInfo): Promise<Payload> {
    return payload(Verdict, await this.commands.record(givenBy(asking, info), input));
  }

  @Mutation(() => VerdictPayload.type, { description: both(say('Corrects a verdict\'s record; its outcome stays.', 'Hökmün qeydini düzəldir; nəticəsi dəyişmir.')) })
  async correctVerdict(@Args('input', { type: () => CorrectVerdictInput }) input: Correction, @Context() asking: Asking, @Info() info: GraphQLResolveInfo): Promise<Payload> {
    const given = givenBy(asking, info);
    return payload(Verdict, await this.corrections.correct(given.viewer, Verdict, input, given));
  }
}

/** Mutations about charges. */
import { Corrections, type Correction } from '#change';
import type { Asking } from '#disclosure';
import { say } from '#kernel';
import { both } from '#record';
import { Args, Context, Info, Mutation, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';

import { givenBy } from '../giving/given.js';
import { correctionInput, givenFields, idField, inputType } from '../giving/inputs.js';
import { payload, payloadType, type Payload } from '../giving/payload.js';
import { ChargeCommands, chargeCorrection, type ChargeOffender } from './charge.commands.js';
import { Charge } from './charge.record.js';

const ChargeInput = inputType('ChargeInput', say('A charge', 'İttiham'), {
  offenderId: idField(say('Against whom', 'Kimə qarşı'), true),
  caseId: idField(say('In which case', 'Hansı iş üzrə'), true),
  ...givenFields(Charge),
});
const CorrectChargeInput = correctionInput(chargeCorrection);
export const ChargePayload = payloadType('ChargePayload', Charge);

@Resolver()
export class ChargeResolver {
  constructor(private readonly commands: ChargeCommands, private readonly corrections: Corrections) {}

  @Mutation(() => ChargePayload.type, { description: both(say('Charges an offender in a case. The offender must have a part in a crime of that case.', 'İş üzrə şəxsə ittiham elan edir. Şəxsin həmin iş üzrə cinayətdə rolu qeyd olunmalıdır.')) })
  async charge(@Args('input', { type: () => ChargeInput }) input: ChargeOffender, @Context() asking: Asking, @Info() info: GraphQLResolveInfo): Promise<Payload> {
    return payload(Charge, await this.commands.charge(givenBy(asking, info), input));
  }

  @Mutation(() => ChargePayload.type, { description: both(say('Corrects a charge.', 'İttihamın qeydini düzəldir.')) })
  async correctCharge(@Args('input', { type: () => CorrectChargeInput }) input: Correction, @Context() asking: Asking, @Info() info: GraphQLResolveInfo): Promise<Payload> {
    const given = givenBy(asking, info);
    return payload(Charge, await this.corrections.correct(given.viewer, Charge, input, given));
  }
}

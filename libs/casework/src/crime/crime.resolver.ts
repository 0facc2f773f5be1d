/** Mutations about crimes. */
import { Corrections, type Correction } from '#change';
import type { Asking } from '#disclosure';
import { say } from '#kernel';
import { both } from '#record';
import { Args, Context, Info, Mutation, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';

import { givenBy } from '../giving/given.js';
import { correctionInput, givenFields, idField, inputType } from '../giving/inputs.js';
import { payload, payloadType, type Payload } from '../giving/payload.js';
import { CrimeCommands, crimeCorrection, type ReportCrime } from './crime.commands.js';
import { Crime } from './crime.record.js';

const ReportCrimeInput = inputType('ReportCrimeInput', say('A crime to report', 'Bildirilən cinayət'), {
  ...givenFields(Crime),
  caseId: idField(say('The criminal case it belongs to', 'Aid olduğu cinayət işi')),
});
const CorrectCrimeInput = correctionInput(crimeCorrection);
export const CrimePayload = payloadType('CrimePayload', Crime);

@Resolver()
export class CrimeResolver {
  constructor(private readonly commands: CrimeCommands, private readonly corrections: Corrections) {}

  @Mutation(() => CrimePayload.type, { description: both(say('Reports a crime: one counted fact.', 'Cinayət barədə məlumat verir: bir sayılan fakt.')) })
  async reportCrime(@Args('input', { type: () => ReportCrimeInput }) input: ReportCrime, @Context() asking: Asking, @Info() info: GraphQLResolveInfo): Promise<Payload> {
    return payload(Crime, await this.commands.report(givenBy(asking, info), input));
  }

  @Mutation(() => CrimePayload.type, { description: both(say('Corrects a crime, the case it belongs to included: only fields you are shown, only if nothing you saw has changed.', 'Cinayətin qeydini, o cümlədən aid olduğu işi düzəldir: yalnız sizə göstərilən və dəyişməmiş sahələr.')) })
  async correctCrime(@Args('input', { type: () => CorrectCrimeInput }) input: Correction, @Context() asking: Asking, @Info() info: GraphQLResolveInfo): Promise<Payload> {
    const given = givenBy(asking, info);
    return payload(Crime, await this.corrections.correct(given.viewer, Crime, input, given));
  }
}

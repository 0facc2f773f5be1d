/** Mutations about criminal cases. */
import { Corrections, type Correction } from '#change';
import type { Asking } from '#disclosure';
import { say } from '#kernel';
import { both } from '#record';
import { Args, Context, Info, Mutation, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';

import { givenBy } from '../giving/given.js';
import { correctionInput, givenFields, idField, inputType, valueField } from '../giving/inputs.js';
import { payload, payloadType, type Payload } from '../giving/payload.js';
import { CaseCommands, caseCorrection, type OpenCase } from './case.commands.js';
import { Case } from './case.record.js';

const OpenCaseInput = inputType('OpenCaseInput', say('A criminal case to open', 'Açılan cinayət işi'), {
  ...givenFields(Case, 'stage'),
  stage: valueField(Case.fields.stage),
  agencyId: idField(say('Agency that leads the case; your own when not said', 'İşi aparan qurum; göstərilməsə, öz qurumunuz')),
});
const CorrectCaseInput = correctionInput(caseCorrection);
export const CasePayload = payloadType('CasePayload', Case);

@Resolver()
export class CaseResolver {
  constructor(private readonly commands: CaseCommands, private readonly corrections: Corrections) {}

  @Mutation(() => CasePayload.type, { description: both(say('Opens a criminal case. Its opener is tasked with it for thirty days.', 'Cinayət işi açır. İşi açan şəxsə otuz günlük tapşırıq verilir.')) })
  async openCase(@Args('input', { type: () => OpenCaseInput }) input: OpenCase, @Context() asking: Asking, @Info() info: GraphQLResolveInfo): Promise<Payload> {
    return payload(Case, await this.commands.open(givenBy(asking, info), input));
  }

  @Mutation(() => CasePayload.type, { description: both(say('Corrects a case: only fields you are shown, only if nothing you saw has changed.', 'İşin qeydini düzəldir: yalnız sizə göstərilən və dəyişməmiş sahələr.')) })
  async correctCase(@Args('input', { type: () => CorrectCaseInput }) input: Correction, @Context() asking: Asking, @Info() info: GraphQLResolveInfo): Promise<Payload> {
    const given = givenBy(asking, info);
    return payload(Case, await this.corrections.correct(given.viewer, Case, input, given));
  }
}

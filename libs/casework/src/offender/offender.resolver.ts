/** Mutations about offenders. */
import { Corrections, type Correction } from '#change';
import type { Asking } from '#disclosure';
import { say } from '#kernel';
import { both } from '#record';
import { Args, Context, Info, Mutation, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';

import { givenBy } from '../giving/given.js';
import { correctionInput, givenFields, idField, inputType, valueField } from '../giving/inputs.js';
import { payload, payloadType, type Payload } from '../giving/payload.js';
import { OffenderInvolvement } from '../involvement/offender-involvement.record.js';
import { OffenderCommands, offenderCorrection, type RegisterOffender } from './offender.commands.js';
import { Offender } from './offender.record.js';

const RegisterOffenderInput = inputType('RegisterOffenderInput', say('An offender to register', 'Qeydə alınan, cinayət törətmiş şəxs'), {
  ...givenFields(Offender),
  personId: idField(say('The human whose facet this is, when already on record', 'Artıq qeyddə olan insan')),
  crimeId: idField(say('The crime the offender had a part in', 'İştirak etdiyi cinayət')),
  roles: valueField(OffenderInvolvement.fields.roles),
});
const CorrectOffenderInput = correctionInput(offenderCorrection);
export const OffenderPayload = payloadType('OffenderPayload', Offender);

@Resolver()
export class OffenderResolver {
  constructor(private readonly commands: OffenderCommands, private readonly corrections: Corrections) {}

  @Mutation(() => OffenderPayload.type, { description: both(say('Registers an offender, a natural or a legal person.', 'Cinayət törətmiş fiziki və ya hüquqi şəxsi qeydə alır.')) })
  async registerOffender(@Args('input', { type: () => RegisterOffenderInput }) input: RegisterOffender, @Context() asking: Asking, @Info() info: GraphQLResolveInfo): Promise<Payload> {
    return payload(Offender, await this.commands.register(givenBy(asking, info), input));
  }

  @Mutation(() => OffenderPayload.type, { description: both(say('Corrects an offender\'s record: only fields you are shown, only if nothing you saw has changed.', 'Şəxsin qeydini düzəldir: yalnız sizə göstərilən və dəyişməmiş sahələr.')) })
  async correctOffender(@Args('input', { type: () => CorrectOffenderInput }) input: Correction, @Context() asking: Asking, @Info() info: GraphQLResolveInfo): Promise<Payload> {
    const given = givenBy(asking, info);
    return payload(Offender, await this.corrections.correct(given.viewer, Offender, input, given));
  }
}

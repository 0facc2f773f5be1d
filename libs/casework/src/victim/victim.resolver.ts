/** Mutations about victims. One call each; the answer is read back through the door. */
import { Corrections, type Correction } from '#change';
import type { Asking } from '#disclosure';
import { both, PartialDateScalar } from '#record';
import { say } from '#kernel';
import { Args, Context, Info, Mutation, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';

import { givenBy } from '../giving/given.js';
import { correctionInput, givenFields, idField, inputType, valueField } from '../giving/inputs.js';
import { payload, payloadType, type Payload } from '../giving/payload.js';
import { StatusDecision } from '../status-decision/status-decision.record.js';
import { VictimCommands, victimCorrection, type DecideVictimStatus, type RegisterVictim } from './victim.commands.js';
import { Victim } from './victim.record.js';

const RegisterVictimInput = inputType('RegisterVictimInput', say('A victim to register', 'Qeydə alınan qurban'), {
  ...givenFields(Victim, 'status'),
  status: valueField(Victim.fields.status),
  personId: idField(say('The human whose facet this is, when already on record', 'Artıq qeyddə olan insan')),
  crimeId: idField(say('The crime suffered', 'Barəsində törədilmiş cinayət')),
});

const DecideVictimStatusInput = inputType('DecideVictimStatusInput', say('A decision on the status of a victim', 'Qurbanın statusu barədə qərar'), {
  victimId: idField(say('Which victim', 'Hansı qurban'), true),
  ...givenFields(StatusDecision),
  decidedOn: { type: () => PartialDateScalar, words: StatusDecision.fields.decidedOn.words, required: true },
});

const CorrectVictimInput = correctionInput(victimCorrection);
export const VictimPayload = payloadType('VictimPayload', Victim);
export const StatusDecisionPayload = payloadType('StatusDecisionPayload', StatusDecision);

@Resolver()
export class VictimResolver {
  constructor(private readonly commands: VictimCommands, private readonly corrections: Corrections) {}

  @Mutation(() => VictimPayload.type, { description: both(say('Registers a victim. Until known to be of age, a victim is in the child layer.', 'Qurbanı qeydə alır. Yetkinliyi bilinənədək qurban uşaq qatındadır.')) })
  async registerVictim(@Args('input', { type: () => RegisterVictimInput }) input: RegisterVictim, @Context() asking: Asking, @Info() info: GraphQLResolveInfo): Promise<Payload> {
    return payload(Victim, await this.commands.register(givenBy(asking, info), input));
  }

  @Mutation(() => StatusDecisionPayload.type, { description: both(say('Decides on the status of a victim. A refusal, and going back on a decision, needs reasons.', 'Qurbanın statusu barədə qərar verir. İmtina və əvvəlki qərardan dönmə əsaslandırılmalıdır.')) })
  async decideVictimStatus(@Args('input', { type: () => DecideVictimStatusInput }) input: DecideVictimStatus, @Context() asking: Asking, @Info() info: GraphQLResolveInfo): Promise<Payload> {
    return payload(StatusDecision, await this.commands.decideStatus(givenBy(asking, info), input));
  }

  @Mutation(() => VictimPayload.type, { description: both(say('Corrects a victim\'s record: only fields you are shown, only if nothing you saw has changed.', 'Qurbanın qeydini düzəldir: yalnız sizə göstərilən və dəyişməmiş sahələr.')) })
  async correctVictim(@Args('input', { type: () => CorrectVictimInput }) input: Correction, @Context() asking: Asking, @Info() info: GraphQLResolveInfo): Promise<Payload> {
    const given = givenBy(asking, info);
    return payload(Victim, await this.corrections.correct(given.viewer, Victim, input, given));
  }
}

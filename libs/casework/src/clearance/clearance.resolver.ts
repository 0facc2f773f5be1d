/** The mutation that clears a record for court. */
import type { Asking } from '#disclosure';
import { say } from '#kernel';
import { both } from '#record';
import { Args, Context, Info, Mutation, Resolver, type GqlTypeReference } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';

import { Case } from '../case/case.record.js';
import { Crime } from '../crime/crime.record.js';
import { givenBy } from '../giving/given.js';
import { idField, inputType } from '../giving/inputs.js';
import { payload, payloadType, type Payload } from '../giving/payload.js';
import { Offender } from '../offender/offender.record.js';
import { Victim } from '../victim/victim.record.js';
import { ClearanceCommands, type ClearForCourt } from './clearance.commands.js';

const ClearedRecordInput = inputType('ClearedRecordInput', say('Which record; exactly one', 'Hansı qeyd; yalnız biri'), {
  caseId: idField(Case.words), crimeId: idField(Crime.words), victimId: idField(Victim.words), offenderId: idField(Offender.words),
}, { isOneOf: true });

const ClearForCourtInput = inputType('ClearForCourtInput', say('A clearance for court', 'Məhkəmə üçün icazə'), {
  of: { type: () => ClearedRecordInput as GqlTypeReference, required: true, words: say('Which record', 'Hansı qeyd') },
  cleared: { type: () => Boolean, required: true, words: say('True: may be disclosed in court. False: no longer', 'True: məhkəmədə açıqlana bilər. False: artıq yox') },
  reason: { type: () => String, required: true, words: say('Why, 10 to 500 characters', 'Səbəb, 10-500 işarə') },
});
export const ClearancePayload = payloadType('ClearancePayload', Case, Crime, Victim, Offender);

@Resolver()
export class ClearanceResolver {
  constructor(private readonly commands: ClearanceCommands) {}

  @Mutation(() => ClearancePayload.type, { description: both(say('Clears a record for disclosure in court, or takes the clearance back.', 'Qeydin məhkəmədə açıqlanmasına icazə verir və ya icazəni geri götürür.')) })
  async clearForCourt(@Args('input', { type: () => ClearForCourtInput }) input: ClearForCourt, @Context() asking: Asking, @Info() info: GraphQLResolveInfo): Promise<Payload> {
    const { record, id } = await this.commands.clear(givenBy(asking, info), input);
    return payload(record, id);
  }
}

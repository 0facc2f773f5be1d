/** The mutation that erases a human, under four eyes. */
import type { Asking } from '#disclosure';
import { say } from '#kernel';
import { both } from '#record';
import { Args, Context, Info, Mutation, Resolver, type GqlTypeReference } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';

import { givenBy } from '../giving/given.js';
import { idField, inputType, valueField } from '../giving/inputs.js';
import { payload, payloadType, type Payload } from '../giving/payload.js';
import { Offender } from '../offender/offender.record.js';
import { SealOrder } from '../seal-order/seal-order.record.js';
import { Victim } from '../victim/victim.record.js';
import { ErasureCommands, type ErasePerson } from './erasure.commands.js';

const ErasureTargetInput = inputType('ErasureTargetInput', say('Who is to be erased; exactly one', 'Məlumatı silinən şəxs; yalnız biri'), {
  personOfVictim: idField(say('The human behind this victim: every facet', 'Bu qurbanın arxasındakı insan: bütün qeydləri')),
  personOfOffender: idField(say('The human behind this offender: every facet', 'Bu şəxsin arxasındakı insan: bütün qeydləri')),
}, { isOneOf: true });

const ErasePersonInput = inputType('ErasePersonInput', say('An order to erase a person', 'Şəxsin məlumatının silinməsi haqqında qərar'), {
  of: { type: () => ErasureTargetInput as GqlTypeReference, required: true, words: say('Whom', 'Kimi') },
  basis: { ...valueField(SealOrder.fields.basis), required: true },
  reason: { type: () => String, required: true, words: say('Why, 10 to 500 characters, without anything that tells who it is', 'Səbəb, 10-500 işarə, şəxsi tanıdan heç nə yazılmadan') },
});
export const ErasePersonPayload = payloadType('ErasePersonPayload', Victim, Offender);

@Resolver()
export class ErasureResolver {
  constructor(private readonly commands: ErasureCommands) {}

  @Mutation(() => ErasePersonPayload.type, { description: both(say('Erases everything that tells who a person is, for ever. Needs somebody else\'s approval.', 'Şəxsin kim olduğunu bildirən hər şeyi həmişəlik silir. Başqasının təsdiqi lazımdır.')) })
  async erasePerson(@Args('input', { type: () => ErasePersonInput }) input: ErasePerson, @Context() asking: Asking, @Info() info: GraphQLResolveInfo): Promise<Payload> {
    const id = await this.commands.erase(givenBy(asking, info), input);
    return payload(input.of.personOfVictim === undefined ? Offender : Victim, id);
  }
}

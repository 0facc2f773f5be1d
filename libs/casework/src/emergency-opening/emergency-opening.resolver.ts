/** Mutations about emergency openings. */
import type { Asking } from '#disclosure';
import { say } from '#kernel';
import { both } from '#record';
import { Args, Context, Info, Mutation, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';

import { givenBy } from '../giving/given.js';
import { idField, inputType, valueField } from '../giving/inputs.js';
import { payload, payloadType, type Payload } from '../giving/payload.js';
import { EmergencyOpeningCommands, type BreakGlass, type ReviewBreakGlass } from './emergency-opening.commands.js';
import { EmergencyOpening } from './emergency-opening.record.js';

const BreakGlassInput = inputType('BreakGlassInput', say('An emergency', 'Fövqəladə hal'), {
  victim: idField(say('Which victim, by the id you were given', 'Hansı qurban, sizə bildirilən identifikatorla'), true),
  reason: { type: () => String, required: true, words: say('Why, 10 to 500 characters', 'Səbəb, 10-500 işarə') },
});
const ReviewBreakGlassInput = inputType('ReviewBreakGlassInput', say('The review of somebody else\'s emergency opening', 'Başqasının fövqəladə açılışının yoxlanması'), {
  id: idField(say('Which opening', 'Hansı açılış'), true),
  outcome: { ...valueField(EmergencyOpening.fields.outcome), required: true },
  words: { type: () => String, required: true, words: say('The review in words, 10 to 500 characters', 'Yoxlama sözlə, 10-500 işarə') },
});
export const EmergencyOpeningPayload = payloadType('EmergencyOpeningPayload', EmergencyOpening);

@Resolver()
export class EmergencyOpeningResolver {
  constructor(private readonly commands: EmergencyOpeningCommands) {}

  @Mutation(() => EmergencyOpeningPayload.type, { description: both(say('Opens one victim\'s identity to you for sixty minutes, to read only. Supervisors are told at once, and somebody else reviews it.', 'Bir qurbanın kimliyini yalnız oxumaq üçün altmış dəqiqəlik açır. Rəhbərlərə dərhal bildirilir və başqası yoxlayır.')) })
  async breakGlass(@Args('input', { type: () => BreakGlassInput }) input: BreakGlass, @Context() asking: Asking, @Info() info: GraphQLResolveInfo): Promise<Payload> {
    return payload(EmergencyOpening, await this.commands.open(givenBy(asking, info), input));
  }

  @Mutation(() => EmergencyOpeningPayload.type, { description: both(say('Reviews somebody else\'s emergency opening; one that was not justified ends at once.', 'Başqasının fövqəladə açılışını yoxlayır; əsassız açılış dərhal bitir.')) })
  async reviewBreakGlass(@Args('input', { type: () => ReviewBreakGlassInput }) input: ReviewBreakGlass, @Context() asking: Asking, @Info() info: GraphQLResolveInfo): Promise<Payload> {
    return payload(EmergencyOpening, await this.commands.review(givenBy(asking, info), input));
  }
}

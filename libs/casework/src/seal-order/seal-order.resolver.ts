/** Mutations about seal orders. Only who gave an order reads it back; others of the same body get its id alone. */
import type { Asking } from '#disclosure';
import { say } from '#kernel';
import { both, InstantScalar } from '#record';
import { Args, Context, Info, Mutation, Resolver, type GqlTypeReference } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';

import { givenBy } from '../giving/given.js';
import { givenFields, idField, inputType } from '../giving/inputs.js';
import { payload, payloadType, type Payload } from '../giving/payload.js';
import { SealOrderCommands, type OrderSeal } from './seal-order.commands.js';
import { SealOrder } from './seal-order.record.js';

const SealTargetInput = inputType('SealTargetInput', say('What is to be closed; exactly one', 'Bağlanan məlumat; yalnız biri'), {
  personOfVictim: idField(say('The human behind this victim: every facet', 'Bu qurbanın arxasındakı insan: bütün qeydləri')),
  personOfOffender: idField(say('The human behind this offender: every facet', 'Bu şəxsin arxasındakı insan: bütün qeydləri')),
  victim: idField(say('This victim facet only', 'Yalnız qurban kimi bu qeyd')),
  offender: idField(say('This offender facet only', 'Yalnız cinayət törətmiş şəxs kimi bu qeyd')),
  case: idField(say('This case, its own crimes and whoever is charged in it', 'Bu iş, onun öz cinayətləri və iş üzrə ittiham olunanlar')),
  order: idField(say('What a live order of your body covers', 'Orqanınızın qüvvədə olan qərarının əhatə etdiyi')),
}, { isOneOf: true });

const OrderSealInput = inputType('OrderSealInput', say('An order that closes data to everybody', 'Məlumatı hamı üçün bağlayan qərar'), {
  of: { type: () => SealTargetInput as GqlTypeReference, required: true, words: say('What', 'Nəyi') },
  ...givenFields(SealOrder, 'scope', 'until', 'liftedAt'),
  until: { type: () => InstantScalar, words: say('Until; without: until it is lifted', 'Nə vaxtadək; göstərilməsə, götürülənədək') },
});
const LiftSealInput = inputType('LiftSealInput', say('An order to lift now', 'İndi götürülən qərar'), {
  id: idField(say('Which order', 'Hansı qərar'), true),
  reason: { type: () => String, required: true, words: say('Why, 10 to 500 characters', 'Səbəb, 10-500 işarə') },
});
export const SealOrderPayload = payloadType('SealOrderPayload', SealOrder);

@Resolver()
export class SealOrderResolver {
  constructor(private readonly commands: SealOrderCommands) {}

  @Mutation(() => SealOrderPayload.type, { description: both(say('Closes a person\'s data, or a case, to everybody. Keep the id: what is closed cannot be found again.', 'Şəxsin məlumatını və ya işi hamı üçün bağlayır. İdentifikatoru saxlayın: bağlanan məlumat bir də tapılmır.')) })
  async orderSeal(@Args('input', { type: () => OrderSealInput }) input: OrderSeal, @Context() asking: Asking, @Info() info: GraphQLResolveInfo): Promise<Payload> {
    return payload(SealOrder, await this.commands.order(givenBy(asking, info), input));
  }

  @Mutation(() => SealOrderPayload.type, { description: both(say('Lifts an order of your body; another order may still cover the same.', 'Orqanınızın qərarını götürür; eyni məlumatı başqa qərar da əhatə edə bilər.')) })
  async liftSeal(@Args('input', { type: () => LiftSealInput }) input: { readonly id: string; readonly reason: string }, @Context() asking: Asking, @Info() info: GraphQLResolveInfo): Promise<Payload> {
    return payload(SealOrder, await this.commands.lift(givenBy(asking, info), input));
  }
}

/** Mutations about links between people, crimes and cases. */
import { Corrections, type Correction } from '#change';
import type { Asking } from '#disclosure';
import { say } from '#kernel';
import { both, type AnyRecord } from '#record';
import { Args, Context, Info, Mutation, Resolver, type GqlTypeReference } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';

import { CrimeInCase } from '../case/crime-in-case.record.js';

import { givenBy } from '../giving/given.js';
import { correctionInput, givenFields, idField, inputType, type InputField } from '../giving/inputs.js';
import { payload, payloadType, type Payload } from '../giving/payload.js';
import { LinkCommands, linkCorrections, type LinkParticipant } from './link.commands.js';
import { OffenderInvolvement } from './offender-involvement.record.js';
import { VictimInvolvement } from './victim-involvement.record.js';
import { VictimOffenderRelation } from './victim-offender-relation.record.js';

const victimId = idField(say('Which victim', 'Hansı qurban'), true);
const crimeId = idField(say('Which crime', 'Hansı cinayət'), true);
const offenderId = idField(say('Which offender', 'Cinayət törətmiş hansı şəxs'), true);

function choice(record: AnyRecord, ends: Record<string, InputField>): InputField {
  const type = inputType(`Link${record.name}Input`, record.words, { ...ends, ...givenFields(record) });
  return { type: () => type as GqlTypeReference, words: record.words };
}

const LinkParticipantInput = inputType('LinkParticipantInput', say('Exactly one link', 'Yalnız bir əlaqə'), {
  victimInCrime: choice(VictimInvolvement, { victimId, crimeId }),
  offenderInCrime: choice(OffenderInvolvement, { offenderId, crimeId }),
  victimAndOffender: choice(VictimOffenderRelation, { victimId, offenderId }),
  crimeInCase: choice(CrimeInCase, { crimeId, caseId: idField(say('Which further case', 'Hansı digər iş'), true) }),
}, { isOneOf: true });

const [victimRules, offenderRules, relationRules, caseRules] = linkCorrections;
const CorrectVictimInvolvementInput = correctionInput(victimRules);
const CorrectOffenderInvolvementInput = correctionInput(offenderRules);
const CorrectVictimOffenderRelationInput = correctionInput(relationRules);
const CorrectCrimeInCaseInput = correctionInput(caseRules);
export const LinkPayload = payloadType('LinkPayload', VictimInvolvement, OffenderInvolvement, VictimOffenderRelation, CrimeInCase);
const DESCRIPTION = both(say('Corrects a link\'s own fields; its ends stay.', 'Əlaqənin öz sahələrini düzəldir; əlaqələndirilən qeydlər dəyişmir.'));

@Resolver()
export class LinkResolver {
  constructor(private readonly commands: LinkCommands, private readonly corrections: Corrections) {}

  @Mutation(() => LinkPayload.type, { description: both(say('Links a victim or an offender to a crime, a victim and an offender, or a crime to a further case.', 'Qurbanı və ya cinayət törətmiş şəxsi cinayətlə, onları bir-biri ilə, yaxud cinayəti digər işlə əlaqələndirir.')) })
  async linkParticipant(@Args('input', { type: () => LinkParticipantInput }) input: LinkParticipant, @Context() asking: Asking, @Info() info: GraphQLResolveInfo): Promise<Payload> {
    const { record, id } = await this.commands.link(givenBy(asking, info), input);
    return payload(record, id);
  }

  @Mutation(() => LinkPayload.type, { description: DESCRIPTION })
  async correctVictimInvolvement(@Args('input', { type: () => CorrectVictimInvolvementInput }) input: Correction, @Context() asking: Asking, @Info() info: GraphQLResolveInfo): Promise<Payload> {
    return this.correct(VictimInvolvement, input, asking, info);
  }

  @Mutation(() => LinkPayload.type, { description: DESCRIPTION })
  async correctOffenderInvolvement(@Args('input', { type: () => CorrectOffenderInvolvementInput }) input: Correction, @Context() asking: Asking, @Info() info: GraphQLResolveInfo): Promise<Payload> {
    return this.correct(OffenderInvolvement, input, asking, info);
  }

  @Mutation(() => LinkPayload.type, { description: DESCRIPTION })
  async correctVictimOffenderRelation(@Args('input', { type: () => CorrectVictimOffenderRelationInput }) input: Correction, @Context() asking: Asking, @Info() info: GraphQLResolveInfo): Promise<Payload> {
    return this.correct(VictimOffenderRelation, input, asking, info);
  }

  @Mutation(() => LinkPayload.type, { description: DESCRIPTION })
  async correctCrimeInCase(@Args('input', { type: () => CorrectCrimeInCaseInput }) input: Correction, @Context() asking: Asking, @Info() info: GraphQLResolveInfo): Promise<Payload> {
    return this.correct(CrimeInCase, input, asking, info);
  }

  private async correct(record: AnyRecord, input: Correction, asking: Asking, info: GraphQLResolveInfo): Promise<Payload> {
    const given = givenBy(asking, info);
    return payload(record, await this.corrections.correct(given.viewer, record, input, given));
  }
}

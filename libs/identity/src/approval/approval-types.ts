/** GraphQL types of approvals under four eyes. */
import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { FOUR_EYES, type FourEyesCommand } from '#policy';
import { both, InstantScalar } from '#record';

import { APPROVAL_STATES, type ApprovalState } from './approval-view.js';

const STATE_WORDS: Readonly<Record<ApprovalState, string>> = {
  WAITING: 'Nobody has decided yet · Hələ qərar verilməyib',
  APPROVED: 'May be carried out once · Bir dəfə icra edilə bilər',
  REFUSED: 'Refused · Rədd edilib',
  USED: 'Carried out · İcra edilib',
  EXPIRED: 'A day has passed · Bir gün keçib',
};

export const ApprovalStateEnum = Object.fromEntries(APPROVAL_STATES.map((state) => [state, state])) as { readonly [S in ApprovalState]: S };
registerEnumType(ApprovalStateEnum, {
  name: 'ApprovalState', description: 'What has become of an approval · Təsdiqin vəziyyəti',
  valuesMap: Object.fromEntries(APPROVAL_STATES.map((state) => [state, { description: STATE_WORDS[state] }])),
});

const COMMANDS = Object.keys(FOUR_EYES) as FourEyesCommand[];
export const FourEyesCommandEnum = Object.fromEntries(COMMANDS.map((name) => [name, name])) as { readonly [C in FourEyesCommand]: C };
registerEnumType(FourEyesCommandEnum, {
  name: 'FourEyesCommand', description: 'A command that nobody gives alone · Heç kimin təkbaşına verə bilmədiyi əmr',
  valuesMap: Object.fromEntries(COMMANDS.map((name) => [name, { description: both(FOUR_EYES[name].words) }])),
});

@ObjectType({ description: 'One part of what a command will do · Əmrin nə edəcəyinin bir hissəsi' })
export class ApprovalPart {
  @Field(() => String, { description: 'Name · Adı' }) name!: string;
  @Field(() => String, { description: 'Value · Dəyəri' }) value!: string;
}

@ObjectType({ description: 'A command that waits for, or has, another officer\'s approval · Başqa əməkdaşın təsdiqini gözləyən və ya almış əmr' })
export class Approval {
  @Field(() => ID, { description: 'Give it in the header x-qalxan-approval when you repeat the command · Əmri təkrar edəndə x-qalxan-approval başlığında göstərin' })
  id!: string;

  @Field(() => FourEyesCommandEnum, { description: 'Command · Əmr' }) command!: string;
  @Field(() => ApprovalStateEnum, { description: 'State · Vəziyyəti' }) state!: ApprovalState;
  @Field(() => ID, { description: 'Who asked · Kim istəyib' }) requestedBy!: string;
  @Field(() => String, { description: 'Login of who asked · İstəyənin istifadəçi adı' }) requestedByLogin!: string;
  @Field(() => InstantScalar, { description: 'When it was asked for · Nə vaxt istənilib' }) requestedAt!: Date;
  @Field(() => InstantScalar, { description: 'A day after it was asked for; once approved, a day after that · İstənildikdən, təsdiqdən sonra isə təsdiqdən bir gün sonra' })
  expiresAt!: Date;

  @Field(() => ID, { nullable: true, description: 'Who decided · Kim qərar verib' }) decidedBy!: string | null;
  @Field(() => InstantScalar, { nullable: true, description: 'When · Nə vaxt' }) decidedAt!: Date | null;
  @Field(() => String, { nullable: true, description: 'Why it was refused · Niyə rədd edilib' }) reason!: string | null;
  @Field(() => [ApprovalPart], { description: 'Exactly what the command will do · Əmrin dəqiq nə edəcəyi' }) payload!: readonly ApprovalPart[];
  @Field(() => String, { nullable: true, description: 'Login of the officer it is about · Aid olduğu əməkdaşın istifadəçi adı' }) officerLogin!: string | null;
}

@ObjectType({ description: 'Approvals, the latest first · Təsdiqlər, ən yenisi əvvəl' })
export class ApprovalList {
  @Field(() => [Approval]) approvals!: readonly Approval[];
  @Field(() => Boolean, { description: 'Whether there are more · Davamı var' }) hasNextPage!: boolean;
  @Field(() => String, { nullable: true, description: 'Give it as `after` for the next page · Növbəti səhifə üçün `after` kimi göstərin' }) endCursor!: string | null;
}

@ObjectType({ description: 'An approval that was given · Verilmiş təsdiq' })
export class GivenApproval {
  @Field(() => Approval) approval!: Approval;
  @Field(() => String, { nullable: true, description: 'Second half of the password the command makes up, for its officer only; whoever carries the command out has the first. Typed as first-second · Əmrin yaratdığı parolun ikinci hissəsi, yalnız həmin əməkdaş üçün; birinci hissə əmri icra edəndədir' })
  passwordPart!: string | null;
}

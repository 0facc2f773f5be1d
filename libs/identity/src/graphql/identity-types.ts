/** GraphQL types of signing in and of accounts. */
import { Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { ROLE_ORDER, ROLES, type Role } from '#policy';
import { both, enumOf, InstantScalar } from '#record';

import type { FactorKind } from '../factor/factor-rows.js';
import { AgencyRole } from '../agency/agency.record.js';

export const RoleEnum = Object.fromEntries(ROLE_ORDER.map((role) => [role, role])) as { readonly [R in Role]: R };
registerEnumType(RoleEnum, {
  name: 'Role',
  description: 'Role of an officer · Əməkdaşın rolu',
  valuesMap: Object.fromEntries(ROLE_ORDER.map((role) => [role, { description: both(ROLES[role]) }])),
});

const FactorKindEnum = { TOTP: 'TOTP', WEBAUTHN: 'WEBAUTHN' } as const;
registerEnumType(FactorKindEnum, {
  name: 'FactorKind', description: 'Kind of second factor · İkinci amilin növü',
  valuesMap: { TOTP: { description: 'One-time codes of an authenticator app · Autentifikator proqramının birdəfəlik kodları' }, WEBAUTHN: { description: 'A device that signs: security key or passkey · İmzalayan cihaz' } },
});

/** Registered as the file loads: Nest collects its enums before it asks for the types of fields. */
const AgencyRoleEnum = enumOf(AgencyRole);

@InputType({ description: 'Login and password · İstifadəçi adı və parol' })
export class SignInInput {
  @Field(() => String, { description: 'Login · İstifadəçi adı' }) login!: string;
  @Field(() => String, { description: 'Password · Parol' }) password!: string;
}

@ObjectType({ description: 'A new session; or, where a second factor is held, what the second step needs · Yeni sessiya; ikinci amil varsa, ikinci addım üçün lazım olanlar' })
export class SignInResult {
  @Field(() => String, { nullable: true, description: 'Give it as "Authorization: Bearer ..." with every request; it is shown this once · Hər sorğuda göndərin; yalnız bir dəfə göstərilir' })
  token?: string | null;

  @Field(() => InstantScalar, { nullable: true, description: 'The session ends then at the latest · Sessiya ən geci bu vaxt bitir' }) expiresAt?: Date | null;
  @Field(() => ID, { nullable: true, description: 'Your officer id · Sizin əməkdaş identifikatorunuz' }) officer?: string | null;
  @Field(() => [RoleEnum], { nullable: true, description: 'Your roles · Rollarınız' }) roles?: readonly Role[] | null;
  @Field(() => [FactorKindEnum], { nullable: true, description: 'Second factors you hold, one of which is to be given with confirmSignIn · confirmSignIn ilə göstəriləcək ikinci amilləriniz' })
  secondFactor?: readonly FactorKind[] | null;

  @Field(() => String, { nullable: true, description: 'Give it to confirmSignIn within five minutes; it is good for nothing else · Beş dəqiqə ərzində confirmSignIn-ə verin' })
  pending?: string | null;

  @Field(() => String, { nullable: true, description: 'Options for navigator.credentials.get, as JSON · navigator.credentials.get üçün JSON' }) deviceOptions?: string | null;
}

@InputType({ description: 'The second step of signing in: a code, or what a device signed · Daxil olmanın ikinci addımı: kod və ya cihazın imzası' })
export class ConfirmSignInInput {
  @Field(() => String, { description: 'What signIn gave · signIn-in verdiyi dəyər' }) pending!: string;
  @Field(() => String, { nullable: true, description: 'One-time code or recovery code · Birdəfəlik və ya bərpa kodu' }) code?: string | null;
  @Field(() => String, { nullable: true, description: 'Answer of the device, as JSON · Cihazın cavabı, JSON' }) webauthn?: string | null;
}

@InputType({ description: 'Signing in with a device alone · Yalnız cihazla daxil olma' })
export class DeviceSignInInput {
  @Field(() => String, { description: 'Answer of the device, as JSON · Cihazın cavabı, JSON' }) webauthn!: string;
}

@InputType({ description: 'What the provider sent back with the person · Provayderin şəxslə birlikdə qaytardığı' })
export class ProviderSignInInput {
  @Field(() => String, { description: 'Parameter "state" of the address; compare it with the one that was sent first · Ünvanın "state" parametri; əvvəl göndərilənlə müqayisə edin' }) state!: string;
  @Field(() => String, { description: 'Parameter "code" of the address · Ünvanın "code" parametri' }) code!: string;
}

@InputType({ description: 'Proof of identity: password, and a code where a second factor is held; or a device alone · Kimliyin təsdiqi: parol və kod, yaxud yalnız cihaz' })
export class ProveAgainInput {
  @Field(() => String, { nullable: true, description: 'Password · Parol' }) password?: string | null;
  @Field(() => String, { nullable: true, description: 'One-time code or recovery code · Birdəfəlik və ya bərpa kodu' }) code?: string | null;
  @Field(() => String, { nullable: true, description: 'Answer of the device, as JSON · Cihazın cavabı, JSON' }) webauthn?: string | null;
}

@ObjectType({ description: 'A second factor of yours · Sizin ikinci amiliniz' })
export class Factor {
  @Field(() => ID, { description: 'Identifier · İdentifikator' }) id!: string;
  @Field(() => FactorKindEnum, { description: 'Kind · Növü' }) kind!: FactorKind;
  @Field(() => String, { description: 'Name · Adı' }) name!: string;
  @Field(() => InstantScalar, { description: 'Enrolled at · Qeydə alındığı vaxt' }) enrolledAt!: Date;
  @Field(() => InstantScalar, { nullable: true, description: 'Last used at · Son istifadə vaxtı' }) usedAt!: Date | null;
}

@ObjectType({ description: 'A new secret for one-time codes; shown this once · Birdəfəlik kodlar üçün yeni açar; bir dəfə göstərilir' })
export class TotpEnrolmentResult {
  @Field(() => ID, { description: 'Factor, for confirmTotp · confirmTotp üçün amil' }) factor!: string;
  @Field(() => String, { description: 'Secret in base 32, to be typed in · Əl ilə yazmaq üçün açar (base 32)' }) secret!: string;
  @Field(() => String, { description: 'The same as otpauth address · Həmin açar otpauth ünvanı kimi' }) uri!: string;
}

@InputType({ description: 'The first code of a new secret · Yeni açarın ilk kodu' })
export class ConfirmTotpInput {
  @Field(() => ID, { description: 'Factor · Amil' }) factor!: string;
  @Field(() => String, { description: 'Code · Kod' }) code!: string;
}

@InputType({ description: 'A new device · Yeni cihaz' })
export class ConfirmDeviceInput {
  @Field(() => String, { description: 'Your name for it · Ona verdiyiniz ad' }) name!: string;
  @Field(() => String, { description: 'Answer of the device, as JSON · Cihazın cavabı, JSON' }) webauthn!: string;
}

@ObjectType({ description: 'A second factor that counts from now on · Bundan sonra qüvvədə olan ikinci amil' })
export class FactorConfirmed {
  @Field(() => ID, { description: 'Factor · Amil' }) factor!: string;
  @Field(() => [String], { description: 'Recovery codes, each good once; made with the first factor and shown this once · Hər biri bir dəfə keçərli bərpa kodları; bir dəfə göstərilir' })
  recoveryCodes!: readonly string[];
}

@ObjectType({ description: 'The purpose stated with this request · Bu sorğuda göstərilən məqsəd' })
export class StatedPurpose {
  @Field(() => ID, { nullable: true, description: 'Tasking · Tapşırıq' }) tasking?: string;
  @Field(() => String, { nullable: true, description: 'Code of the reason · Səbəbin kodu' }) reason?: string;
  @Field(() => String, { nullable: true, description: 'Your own words · Öz sözlərinizlə izahat' }) text?: string;
}

@ObjectType({ description: 'You, as this request sees you · Bu sorğuda siz' })
export class Me {
  @Field(() => ID, { description: 'Officer · Əməkdaş' }) officer!: string;
  @Field(() => ID, { description: 'Agency · Qurum' }) agency!: string;
  @Field(() => [RoleEnum], { description: 'Roles; none when yours may not be held together · Rollar; bir yerdə ola bilmirsə, boşdur' })
  roles!: readonly Role[];

  @Field(() => StatedPurpose, { nullable: true, description: 'Purpose · Məqsəd' }) purpose!: StatedPurpose | null;
  @Field(() => InstantScalar, { description: 'The session ends then unless you go on · Davam etməsəniz, sessiya bu vaxt bitir' })
  sessionEndsAt!: Date;

  @Field(() => Boolean, { description: 'Your password was made up for you: you have no role until you change it · Parol sizin üçün yaradılıb: dəyişdirməyincə heç bir rolunuz yoxdur' })
  mustChangePassword!: boolean;
  @Field(() => InstantScalar, { nullable: true, description: 'You last proved who you are then; commands that want a fresh proof take five minutes · Kimliyinizi son dəfə bu vaxt təsdiq etmisiniz' })
  provedAt!: Date | null;

  @Field(() => Boolean, { description: 'You must enrol a second factor before anything else · Əvvəlcə ikinci amil qeyd etməlisiniz' }) mustEnrol!: boolean;
}

@InputType({ description: 'A new agency · Yeni qurum' })
export class CreateAgencyInput {
  @Field(() => String, { description: 'Name · Adı' }) name!: string;
  @Field(() => AgencyRoleEnum, { description: 'Part in the fight against trafficking · Mübarizədə rolu' }) role!: AgencyRole;
}

@InputType({ description: 'A new officer with an account · Hesabı olan yeni əməkdaş' })
export class CreateOfficerInput {
  @Field(() => ID, { description: 'Agency · Qurum' }) agency!: string;
  @Field(() => String, { description: 'Name · Adı' }) name!: string;
  @Field(() => String, { nullable: true, description: 'Position · Vəzifəsi' }) position?: string | null;
  @Field(() => String, { description: 'Login · İstifadəçi adı' }) login!: string;
  @Field(() => String, { description: 'Number of the personnel file: which human this is · Şəxsi işin nömrəsi: bunun hansı insan olduğu' }) personnelNumber!: string;
  @Field(() => [RoleEnum], { nullable: true, description: 'Roles to begin with · İlk rollar' }) roles?: readonly Role[] | null;
}

@InputType({ description: 'One role of one officer · Bir əməkdaşın bir rolu' })
export class OfficerRoleInput {
  @Field(() => ID, { description: 'Officer · Əməkdaş' }) officer!: string;
  @Field(() => RoleEnum, { description: 'Role · Rol' }) role!: Role;
}

@ObjectType({ description: 'An account with a one-time password in two halves · İki hissəli birdəfəlik parolu olan hesab' })
export class AccountPassword {
  @Field(() => ID, { description: 'Officer · Əməkdaş' }) officer!: string;
  @Field(() => String, { description: 'First half of the password, shown this once; whoever approved has the second. Typed as first-second · Parolun birinci hissəsi, yalnız bir dəfə göstərilir; ikinci hissə təsdiq edəndədir' })
  passwordPart!: string;
}

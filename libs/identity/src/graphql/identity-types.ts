/** GraphQL types of signing in and of accounts. */
import { Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { ROLE_ORDER, ROLES, type Role } from '#policy';
import { both, enumOf, InstantScalar } from '#record';

import { AgencyRole } from '../agency/agency.record.js';

export const RoleEnum = Object.fromEntries(ROLE_ORDER.map((role) => [role, role])) as { readonly [R in Role]: R };
registerEnumType(RoleEnum, {
  name: 'Role',
  description: 'Role of an officer · Əməkdaşın rolu',
  valuesMap: Object.fromEntries(ROLE_ORDER.map((role) => [role, { description: both(ROLES[role]) }])),
});

/** Registered as the file loads: Nest collects its enums before it asks for the types of fields. */
const AgencyRoleEnum = enumOf(AgencyRole);

@InputType({ description: 'Login and password · İstifadəçi adı və parol' })
export class SignInInput {
  @Field(() => String, { description: 'Login · İstifadəçi adı' }) login!: string;
  @Field(() => String, { description: 'Password · Parol' }) password!: string;
}

@ObjectType({ description: 'A new session · Yeni sessiya' })
export class SignInResult {
  @Field(() => String, { description: 'Give it as "Authorization: Bearer ..." with every request; it is shown this once · Hər sorğuda göndərin; yalnız bir dəfə göstərilir' })
  token!: string;

  @Field(() => InstantScalar, { description: 'The session ends then at the latest · Sessiya ən geci bu vaxt bitir' }) expiresAt!: Date;
  @Field(() => ID, { description: 'Your officer id · Sizin əməkdaş identifikatorunuz' }) officer!: string;
  @Field(() => [RoleEnum], { description: 'Your roles · Rollarınız' }) roles!: readonly Role[];
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

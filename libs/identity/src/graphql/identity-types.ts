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
  @Field(() => String, { nullable: true, description: 'First password; left out, one is made up and shown once · İlk parol; göstərilməsə, yaradılır və bir dəfə göstərilir' })
  password?: string | null;
}

@InputType({ description: 'One role of one officer · Bir əməkdaşın bir rolu' })
export class OfficerRoleInput {
  @Field(() => ID, { description: 'Officer · Əməkdaş' }) officer!: string;
  @Field(() => RoleEnum, { description: 'Role · Rol' }) role!: Role;
}

@ObjectType({ description: 'An account whose password was set · Parolu təyin edilmiş hesab' })
export class AccountPassword {
  @Field(() => ID, { description: 'Officer · Əməkdaş' }) officer!: string;
  @Field(() => String, { nullable: true, description: 'The password that was made up; shown this once · Yaradılmış parol; yalnız bir dəfə göstərilir' })
  password!: string | null;
}

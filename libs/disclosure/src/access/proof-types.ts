/** GraphQL types of proofs. Hashes are base64, as in checkpoints. How to check them: libs/audit/decisions/0002. */
import { InstantScalar } from '#record';
import { Field, Int, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'The log\'s tree at one moment, signed (C2SP tlog-checkpoint) · Jurnal ağacının imzalanmış vəziyyəti' })
export class AuditCheckpoint {
  @Field(() => Int, { description: 'How many entries · Yazıların sayı' }) size!: number;
  @Field(() => String, { description: 'Root of the tree, base64 · Ağacın kökü' }) root!: string;
  @Field(() => String, { description: 'The signed text · İmzalanmış mətn' }) note!: string;
  @Field(() => InstantScalar, { description: 'When it was signed · Nə vaxt imzalanıb' }) signedAt!: Date;
}

@ObjectType({ description: 'Proof that an entry stands in the log (RFC 6962 section 2.1.1) · Yazının jurnalda olmasının sübutu' })
export class AuditInclusion {
  @Field(() => Int, { description: 'Place in the tree, from 0 · Ağacdakı yeri' }) index!: number;
  @Field(() => String, { description: 'Leaf hash, base64 · Yarpağın heşi' }) leafHash!: string;
  @Field(() => [String], { description: 'Hashes from the leaf upwards, base64 · Yarpaqdan yuxarıya doğru heşlər' }) path!: readonly string[];
  @Field(() => AuditCheckpoint) checkpoint!: AuditCheckpoint;
}

@ObjectType({ description: 'Proof that one state of the log is the beginning of another (RFC 6962 section 2.1.2) · Jurnalın bir vəziyyətinin digərinin əvvəli olmasının sübutu' })
export class AuditConsistency {
  @Field(() => [String], { description: 'Hashes, base64 · Heşlər' }) path!: readonly string[];
  @Field(() => AuditCheckpoint) older!: AuditCheckpoint;
  @Field(() => AuditCheckpoint) newer!: AuditCheckpoint;
}

/** The questions about the signed tree over the audit log. Thin: one call each. */
import { Inject } from '@nestjs/common';
import { Args, Context, ID, Info, Int, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';

import type { Asking } from '../disclosure.js';
import { AuditCheckpoint, AuditConsistency, AuditInclusion } from './proof-types.js';
import { Proofs } from './proofs.js';

const SIZE = {
  type: (): typeof Int => Int, nullable: true, description: 'A size that was signed; the newest when not said · İmzalanmış ölçü; deyilmədikdə ən yenisi',
} as const;

@Resolver()
export class ProofQueries {
  constructor(@Inject(Proofs) private readonly proofs: Proofs) {}

  @Query(() => AuditCheckpoint, { nullable: true, description: 'A signed state of the audit log. For the auditor · Audit jurnalının imzalanmış vəziyyəti. Auditor üçün' })
  auditCheckpoint(
    @Args('size', SIZE) size: number | null, @Context() asking: Asking, @Info() info: GraphQLResolveInfo,
  ): Promise<AuditCheckpoint | null> {
    return this.proofs.checkpoint(size ?? null, asking, info);
  }

  @Query(() => AuditInclusion, {
    nullable: true,
    description: 'Proof that an entry stands in the audit log: your own by its receipt; the auditor any · Yazının audit jurnalında olmasının sübutu: öz yazınız; auditor üçün hər hansı',
  })
  auditInclusion(
    @Args('lane', { type: () => ID }) lane: string, @Args('number', { type: () => Int }) number: number, @Args('size', SIZE) size: number | null,
    @Context() asking: Asking, @Info() info: GraphQLResolveInfo,
  ): Promise<AuditInclusion | null> {
    return this.proofs.inclusion({ lane, number }, size ?? null, asking, info);
  }

  @Query(() => AuditConsistency, {
    nullable: true, description: 'Proof that the log of one size is the beginning of the other. For the auditor · Jurnalın bir vəziyyətinin digərinin əvvəli olmasının sübutu. Auditor üçün',
  })
  auditConsistency(
    @Args('from', { type: () => Int }) from: number, @Args('to', { type: () => Int }) to: number,
    @Context() asking: Asking, @Info() info: GraphQLResolveInfo,
  ): Promise<AuditConsistency | null> {
    return this.proofs.consistency(from, to, asking, info);
  }
}

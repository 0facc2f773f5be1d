/**
 * Compiled statements of special readings, kept by standing and kept prepared in the database. There are few of them, but
 * a standing is any set of roles, so their number is bounded.
 */
import { createHash } from 'node:crypto';

const MOST = 200;

export class Statements<P extends { readonly text: string }> {
  private readonly kept = new Map<string, { readonly plan: P; readonly statement: string | null }>();

  /** @returns the plan under that key, and the name to prepare it under; null beyond the bound: then it runs unprepared. */
  get(key: string, compile: () => P): { readonly plan: P; readonly statement: string | null } {
    const known = this.kept.get(key);
    if (known) return known;
    const plan = compile();
    if (this.kept.size >= MOST) return { plan, statement: null };
    const made = { plan, statement: `w_${createHash('sha256').update(plan.text).digest('hex').slice(0, 40)}` };
    this.kept.set(key, made);
    return made;
  }
}

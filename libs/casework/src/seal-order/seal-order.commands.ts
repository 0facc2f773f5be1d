/**
 * Gives and lifts seal orders. The orders alone say what is closed; the database turns the mark of the rows they cover, of
 * those that come later too. Whatever is sealed answers these commands as if it were not there, so a body renews and
 * lifts by the id of its order.
 */
import { Change, today, type Unit } from '#change';
import { Agency } from '#identity';
import { CodedError, type Clock, type Id } from '#kernel';
import type { AnyRecord, RowOf } from '#record';
import { Injectable } from '@nestjs/common';

import { Case } from '../case/case.record.js';
import type { LegalBasis, SealScope } from '../codes/index.js';
import type { Given } from '../giving/given.js';
import { Offender } from '../offender/offender.record.js';
import { Victim } from '../victim/victim.record.js';
import { refuseSeal } from './seal-order.rules.js';
import { SealOrder } from './seal-order.record.js';

/** Exactly one. A human is named by a facet, so that who seals need not know which facets are one human. */
export interface SealTarget {
  readonly personOfVictim?: Id;
  readonly personOfOffender?: Id;
  readonly victim?: Id;
  readonly offender?: Id;
  readonly case?: Id;
  /** A live order of the own body: the new one covers the same. */
  readonly order?: Id;
}

export interface OrderSeal {
  readonly of: SealTarget;
  readonly basis: LegalBasis;
  readonly reference: string;
  /** The day of the order. */
  readonly orderedOn: string;
  /** RFC 3339, UTC. Without: until it is lifted. */
  readonly until?: string | null;
}

type Cover = Partial<Pick<RowOf<typeof SealOrder>, 'person' | 'victim' | 'offender' | 'case'>> & { readonly scope: SealScope };

@Injectable()
export class SealOrderCommands {
  constructor(private readonly change: Change) {}

  /**
   * Puts an order into force: from the next request on, what it covers does not exist for anybody.
   * @returns the order's id. @throws CodedError NOT_FOUND for a target that does not exist for the viewer; REJECTED: NO_HUMAN_BEHIND for a legal
   *   person, SEAL_LIFTED, and those of {@link refuseSeal}.
   */
  async order(given: Given, { of, ...order }: OrderSeal): Promise<Id> {
    return this.change.run(given.viewer, { ...given, command: 'orderSeal', discreet: true }, async (unit) => {
      const until = order.until ? new Date(order.until) : null;
      refuseSeal({ body: await ownBody(unit), orderedOn: order.orderedOn, until }, unit.now, today(unit.now));
      return unit.create(SealOrder, {
        ...(await coverOf(unit, of)), ...order, until, body: unit.viewer.agency, orderedBy: unit.viewer.officer,
      });
    });
  }

  /** Lifts an order of the own body. What no other live order covers exists again. @returns its id. @throws CodedError NOT_FOUND; REJECTED, SEAL_LIFTED. */
  async lift(given: Given, { id, reason }: { readonly id: Id; readonly reason: string }): Promise<Id> {
    return this.change.run(given.viewer, { ...given, command: 'liftSeal', reason }, async (unit) => {
      await ownOrder(unit, id);
      unit.update(SealOrder, id, { liftedAt: unit.now, liftedBy: unit.viewer.officer });
      return id;
    });
  }
}

/** The question under which the clock's own acts stand in the log: there is no document. */
const BY_CLOCK = { operation: null, root: 'liftExpiredSeals', hash: '0'.repeat(64) } as const;

/**
 * Lifts the orders whose time has run out; a seal stands until then, and until this has run. For the worker.
 * @returns how many orders were lifted. @throws CodedError UNAVAILABLE when the log or the database cannot take it.
 */
export async function liftExpiredSeals(change: Change, clock: Clock): Promise<number> {
  return change.runForHouse({ command: 'liftSeal', question: BY_CLOCK }, async (unit) => {
    const now = clock.now();
    const over = await unit.query('select id from records.seal_order where lifted_at is null and until <= $1 order by id limit 500', [now.toISOString()]);
    for (const { id } of over) {
      const order = await unit.load(SealOrder, id as Id);
      // Another process may have lifted it between the look and the lock.
      if (order?.liftedAt === null) unit.update(SealOrder, id as Id, { liftedAt: unit.now });
    }
    return over.length;
  });
}

async function ownBody(unit: Unit): Promise<string | null> {
  return (await unit.load(Agency, unit.viewer.agency))?.role ?? null;
}

async function ownOrder(unit: Unit, id: Id): Promise<Readonly<RowOf<typeof SealOrder>>> {
  // Asked for the record only: a colleague of the same body does not see the order, and may lift it.
  await unit.see(SealOrder, id);
  const order = await unit.load(SealOrder, id);
  if (order?.body !== unit.viewer.agency) throw new CodedError('NOT_FOUND');
  if (order.liftedAt !== null) throw new CodedError('REJECTED', 'SEAL_LIFTED');
  return order;
}

async function coverOf(unit: Unit, of: SealTarget): Promise<Cover> {
  if (of.personOfVictim) return { scope: 'Person', person: (await openTwice(unit, Victim, of.personOfVictim)).person };
  if (of.personOfOffender) {
    const { person } = await openTwice(unit, Offender, of.personOfOffender);
    if (person === null) throw new CodedError('REJECTED', 'NO_HUMAN_BEHIND');
    return { scope: 'Person', person };
  }
  if (of.victim) return { scope: 'Victim', victim: (await openTwice(unit, Victim, of.victim)).id };
  if (of.offender) return { scope: 'Offender', offender: (await openTwice(unit, Offender, of.offender)).id };
  if (of.case) return { scope: 'Case', case: (await openTwice(unit, Case, of.case)).id };
  const { scope, person, victim, offender, case: file } = await ownOrder(unit, of.order ?? missing());
  return { scope: scope ?? missing(), person, victim, offender, case: file };
}

/** Looks again when the row is locked: of two who seal one row at once, the second finds nothing. */
async function openTwice<R extends AnyRecord>(unit: Unit, record: R, id: Id): Promise<Readonly<RowOf<R>>> {
  const row = await unit.open(record, id);
  await unit.visible(record, id);
  return row;
}

function missing(): never {
  throw new CodedError('BAD_REQUEST');
}

/**
 * Planting decoys: an invented victim is registered as any victim is, by an officer who may, and marked in the same transaction
 * in a place that nobody reads. Its history and its entries in the log are those of a registration.
 */
import type { AuditLog } from '#audit';
import type { Change } from '#change';
import type { Id } from '#kernel';
import { actorOf } from '#disclosure';

import type { Given } from '../giving/given.js';
import { VictimCommands, type RegisterVictim } from '../victim/victim.commands.js';
import { Victim } from '../victim/victim.record.js';

export class DecoyCommands {
  private readonly victims: VictimCommands;

  constructor(change: Change, private readonly audit: AuditLog) {
    this.victims = new VictimCommands(change);
  }

  /**
   * @param invented nobody's facts. Those who might open it must be able to take it for somebody.
   * @returns the victim's id. @throws CodedError as `VictimCommands.register`.
   */
  plant(given: Given, invented: RegisterVictim): Promise<Id> {
    const { viewer, question } = given;
    return this.victims.register(given, invented, async (unit, victim) => {
      await unit.query('select decoy.plant($1, $2)', [Victim.name, victim]);
      // Shown to the auditor, and to the officer as his own act; to nobody else.
      await this.audit.append({
        act: 'CHANGE', outcome: 'ACCEPTED', actor: actorOf(viewer), purpose: viewer.purpose, question: { ...question, root: 'plantDecoy' },
        touched: [{ record: Victim.name, ids: [victim], disclosed: [], withheld: [] }],
      });
    });
  }
}

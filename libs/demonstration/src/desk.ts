/** The commands of casework, each asked by a login: the only way by which the demonstration writes. */
import { Corrections, type Row } from '#change';
import {
  Case, CaseCommands, ChargeCommands, corrections, CrimeCommands, LinkCommands, OffenderCommands, TaskingCommands, VerdictCommands, Victim, VictimCommands,
  type AssignTasking, type ChargeOffender, type DecideVictimStatus, type LinkParticipant, type OpenCase, type RecordVerdict, type RegisterOffender,
  type RegisterVictim, type ReportCrime,
} from '#casework';
import { CodedError, type Id } from '#kernel';

import type { Crew, DemonstrationParts } from './crew.js';

export class Desk {
  private readonly cases: CaseCommands;
  private readonly crimes: CrimeCommands;
  private readonly victims: VictimCommands;
  private readonly offenders: OffenderCommands;
  private readonly links: LinkCommands;
  private readonly charges: ChargeCommands;
  private readonly verdicts: VerdictCommands;
  private readonly taskings: TaskingCommands;
  private readonly corrections: Corrections;

  constructor(readonly crew: Crew, private readonly parts: DemonstrationParts) {
    const { change } = parts;
    this.cases = new CaseCommands(change);
    this.crimes = new CrimeCommands(change);
    this.victims = new VictimCommands(change);
    this.offenders = new OffenderCommands(change);
    this.links = new LinkCommands(change);
    this.charges = new ChargeCommands(change);
    this.verdicts = new VerdictCommands(change);
    this.taskings = new TaskingCommands(change);
    this.corrections = new Corrections(change, corrections);
  }

  async openCase(login: string, input: OpenCase): Promise<Id> {
    return this.cases.open(await this.crew.given(login, 'openCase'), input);
  }

  async reportCrime(login: string, input: ReportCrime): Promise<Id> {
    return this.crimes.report(await this.crew.given(login, 'reportCrime'), input);
  }

  async registerVictim(login: string, input: RegisterVictim): Promise<Id> {
    return this.victims.register(await this.crew.given(login, 'registerVictim'), input);
  }

  async registerOffender(login: string, input: RegisterOffender): Promise<Id> {
    return this.offenders.register(await this.crew.given(login, 'registerOffender'), input);
  }

  async decide(login: string, input: DecideVictimStatus): Promise<void> {
    await this.victims.decideStatus(await this.crew.given(login, 'decideVictimStatus'), input);
  }

  async link(login: string, input: LinkParticipant): Promise<void> {
    await this.links.link(await this.crew.given(login, 'linkParticipant'), input);
  }

  async charge(login: string, input: ChargeOffender): Promise<Id> {
    return this.charges.charge(await this.crew.given(login, 'charge'), input);
  }

  async recordVerdict(login: string, input: RecordVerdict): Promise<void> {
    await this.verdicts.record(await this.crew.given(login, 'recordVerdict'), input);
  }

  async task(login: string, whom: string, input: Omit<AssignTasking, 'officerId'>): Promise<Id> {
    return this.taskings.assign(await this.crew.given(login, 'assignTasking'), { ...input, officerId: this.crew.officer(whom) });
  }

  async endTasking(login: string, id: Id, reason: string): Promise<void> {
    await this.taskings.end(await this.crew.given(login, 'endTasking'), { id, reason });
  }

  async correctCase(login: string, id: Id, patch: Row, reason: string): Promise<void> {
    const given = await this.crew.given(login, 'correctCase');
    const { revision } = await this.parts.change.run(given.viewer, { ...given, command: 'correctRecord' }, (unit) => unit.visible(Case, id));
    await this.corrections.correct(given.viewer, Case, { id, revision, patch, reason }, given);
  }

  /** @returns the human behind a victim that the officer works with, so that a second facet can be hung on the same one. */
  async humanBehind(login: string, victim: Id): Promise<Id> {
    const given = await this.crew.given(login, 'registerOffender');
    const { person } = await this.parts.change.run(given.viewer, { ...given, command: 'registerOffender' }, (unit) => unit.open(Victim, victim));
    if (person === null) throw new CodedError('INTERNAL');
    return person;
  }
}

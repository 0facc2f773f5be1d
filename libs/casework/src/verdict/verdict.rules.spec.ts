import type { OffenderKind } from '../codes/index.js';
import { judgedStage, refuseVerdict, type VerdictFacts } from './verdict.rules.js';

const told = (change: Partial<VerdictFacts>, kind: OffenderKind = 'NaturalPerson'): string => {
  try {
    refuseVerdict({ outcome: 'Convicted', decidedOn: '2026-05', ...change }, '2026-05-20', kind);
    return 'allowed';
  } catch (error) {
    return (error as { rule: string }).rule;
  }
};

describe('a verdict', () => {
  it.each<[Partial<VerdictFacts>, OffenderKind, string]>([
    [{}, 'NaturalPerson', 'allowed'],
    [{ sanctions: ['Imprisonment', 'Fine', 'Confiscation'], imprisonmentMonths: 96, fineManats: 5000 }, 'NaturalPerson', 'allowed'],
    [{ sanctions: ['LiquidationOfLegalPerson', 'Fine'] }, 'LegalPerson', 'allowed'],
    [{ decidedOn: '2026-04' }, 'NaturalPerson', 'VERDICT_BEFORE_CHARGE'],
    [{ outcome: 'Acquitted', sanctions: ['Fine'] }, 'NaturalPerson', 'SANCTION_WITHOUT_CONVICTION'],
    [{ outcome: 'Dismissed', imprisonmentMonths: 1 }, 'NaturalPerson', 'SANCTION_WITHOUT_CONVICTION'],
    [{ sanctions: ['LiquidationOfLegalPerson'] }, 'NaturalPerson', 'SANCTION_OF_LEGAL_PERSON'],
    [{ sanctions: ['Imprisonment'] }, 'LegalPerson', 'SANCTION_OF_NATURAL_PERSON'],
    [{ sanctions: ['Fine'], imprisonmentMonths: 12 }, 'NaturalPerson', 'MONTHS_WITHOUT_IMPRISONMENT'],
    [{ sanctions: ['Imprisonment'], imprisonmentMonths: 0 }, 'NaturalPerson', 'MONTHS_OUT_OF_RANGE'],
    [{ sanctions: ['Imprisonment'], imprisonmentMonths: 3650 }, 'NaturalPerson', 'MONTHS_OUT_OF_RANGE'],
    [{ sanctions: ['Imprisonment'], fineManats: 100 }, 'NaturalPerson', 'MANATS_WITHOUT_FINE'],
    [{ sanctions: ['Fine'], fineManats: -1 }, 'NaturalPerson', 'MANATS_OUT_OF_RANGE'],
  ])('%j of a %s is %s', (change, kind, expected) => {
    expect(told(change, kind)).toBe(expected);
  });

  it('moves the stage, and a conviction stands while another holds', () => {
    expect(judgedStage('Convicted', false)).toBe('Convicted');
    expect(judgedStage('Acquitted', false)).toBe('Acquitted');
    expect(judgedStage('Dismissed', false)).toBe('Discharged');
    expect(judgedStage('Acquitted', true)).toBe('Convicted');
  });
});

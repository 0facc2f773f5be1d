import { VictimStatus } from '../codes/index.js';
import { refuseDecision } from './victim.rules.js';

const told = (from: VictimStatus, to: VictimStatus, reasons?: string): string => {
  try {
    refuseDecision(from, to, reasons);
    return 'allowed';
  } catch (error) {
    return (error as { rule: string }).rule;
  }
};

describe('decisions on the status of a victim', () => {
  it('go from one status to another as this table says, with reasons', () => {
    const table = VictimStatus.values.map((from) => [from, ...VictimStatus.values.map((to) => told(from, to, 'because'))]);
    expect(table).toEqual([
      //  from            Potential            Presumed            Recognised          NotRecognised
      ['Potential', 'STATUS_UNCHANGED', 'allowed', 'allowed', 'allowed'],
      ['Presumed', 'STATUS_TRANSITION', 'STATUS_UNCHANGED', 'allowed', 'allowed'],
      ['Recognised', 'STATUS_TRANSITION', 'allowed', 'STATUS_UNCHANGED', 'allowed'],
      ['NotRecognised', 'STATUS_TRANSITION', 'allowed', 'allowed', 'STATUS_UNCHANGED'],
    ]);
  });

  it('need reasons when they refuse or go back', () => {
    expect(told('Potential', 'Presumed')).toBe('allowed');
    expect(told('Presumed', 'Recognised')).toBe('allowed');
    for (const [from, to] of [['Potential', 'NotRecognised'], ['Presumed', 'NotRecognised'], ['Recognised', 'Presumed'], ['NotRecognised', 'Recognised']] as const) {
      expect(told(from, to)).toBe('DECISION_NEEDS_REASONS');
      expect(told(from, to, '  ')).toBe('DECISION_NEEDS_REASONS');
    }
  });
});

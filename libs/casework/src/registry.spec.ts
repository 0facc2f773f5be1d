import { ROLE_ORDER } from '#policy';

import { registry } from './registry.js';

describe('the registry', () => {
  it('holds every record of the first step', () => {
    expect(registry.records.map(({ name }) => name)).toEqual(expect.arrayContaining(['Crime', 'Case', 'Victim', 'Offender', 'Person', 'Tasking']));
  });

  it('decides every field for every role', () => {
    for (const role of ROLE_ORDER) {
      for (const record of registry.records) {
        for (const field of Object.keys(record.fields)) {
          expect(registry.policy.decide({ roles: [role], purposeStated: true }, record.name, field).kind).toMatch(/never|always|when/);
        }
      }
    }
  });
});

/**
 * The scope of a link was begun in SQL and thrown away when one of its ends never exists for the viewer. Its parameter stayed, and
 * PostgreSQL refuses a parameter that nothing uses: an error where there should have been no rows.
 */
import { registry } from '#casework';
import { ROLE_ORDER } from '#policy';

import { compile } from '../../libs/disclosure/src/plan/compile.js';

it('are none: every parameter of every plan is used', () => {
  for (const role of ROLE_ORDER) {
    for (const record of registry.records) {
      const node = { record, fields: [{ kind: 'withheld', key: 'withheld' }, { kind: 'revision', key: 'revision' }] } as const;
      const page = { node, filter: null, order: null, limit: 0, after: null, total: true, binding: '' };
      for (const root of [{ kind: 'page', page }, { kind: 'one', id: 0, node }] as const) {
        const { text, slots } = compile({ root, inputs: [1], shape: '' }, { registry, standing: { roles: [role], purposeStated: true } });
        expect(slots.map((_, at) => `$${at + 1}::`).filter((parameter) => !text.includes(parameter))).toEqual([]);
      }
    }
  }
});

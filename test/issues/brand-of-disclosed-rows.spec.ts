/** The brand's class can be reached from any row that was handed out, so whoever had a row could make more of them. */
import { Disclosed } from '#disclosure';

import { newAnswer } from '../../libs/disclosure/src/answer/disclosed.js';

it('cannot be put on a row outside the door', () => {
  const row = newAnswer();
  const Reached = row.constructor as new (key?: symbol) => object;
  expect(() => new Reached()).toThrow(TypeError);
  expect(() => new Reached(Symbol('the door'))).toThrow(TypeError);
  expect(() => Reflect.construct(Object, [], Reached) as unknown).not.toThrow();
  for (const forged of [Reflect.construct(Object, [], Reached), Object.create(Disclosed.prototype), Object.assign({}, row), structuredClone({ id: 1 }), Object.setPrototypeOf({}, row)] as unknown[]) {
    expect(Disclosed.is(forged)).toBe(false);
  }
  expect(Disclosed.is(row)).toBe(true);
});

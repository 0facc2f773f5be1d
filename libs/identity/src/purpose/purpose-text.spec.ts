/** attacks.md, row 76: a purpose that says nothing is none. */
import { newId } from '#kernel';
import { purposeOf } from './purpose-text.js';

const TEXT = 'Qurbanın həyatına təhlükə var';

it('is a tasking, or a reason with the officer\'s own words', () => {
  const tasking = newId();
  expect(purposeOf(`tasking:${tasking}`)).toEqual({ tasking });
  expect(purposeOf(`reason:ThreatToLife;  ${TEXT} `)).toEqual({ reason: 'ThreatToLife', text: TEXT });
  expect(purposeOf('reason:CourtRequest;a; b; c of order 12')).toEqual({ reason: 'CourtRequest', text: 'a; b; c of order 12' });
  expect(purposeOf(`reason:MissingPerson;ab${'🐎'.repeat(498)}`)).toMatchObject({ reason: 'MissingPerson' });
});

it.each([
  '', 'tasking:', 'tasking:1', `tasking:${newId().toUpperCase()}`, ` tasking:${newId()}`, `tasking:${newId()};`,
  'reason:', 'reason:ThreatToLife', 'reason:ThreatToLife;', 'reason:ThreatToLife;too short', `reason:ThreatToLife;${' '.repeat(50)}`,
  `reason:Training;${TEXT}`, `reason:toString;${TEXT}`, `reason:__proto__;${TEXT}`, `reason:threattolife;${TEXT}`, `Reason:ThreatToLife;${TEXT}`,
  `reason:ThreatToLife;${'a'.repeat(40)}`, 'reason:ThreatToLife;test test test', 'reason:ThreatToLife;Test, test! TEST...', 'reason:ThreatToLife;..............',
  'reason:ThreatToLife;' + 'abcdefghij '.repeat(40), `reason:ThreatToLife;x${TEXT.repeat(30)}`, `reason:ThreatToLife;${TEXT}\0`,
  `reason:ThreatToLife;${TEXT}\n${TEXT}x`, `reason:ThreatToLife;${TEXT}\u202e`, `reason:ThreatToLife;${TEXT}\ud800`,
])('refuses %j', (text) => {
  expect(() => purposeOf(text)).toThrow(expect.objectContaining({ code: 'BAD_REQUEST', rule: 'PURPOSE' }) as Error);
});

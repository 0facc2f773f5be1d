/** attacks.md, row 76: a purpose that says nothing is none. */
import { newId } from '#kernel';
import { purposeOf } from './purpose-text.js';

const TEXT = 'Qurbanın həyatına təhlükə var';

it('is a tasking, or a reason with the officer\'s own words', () => {
  const tasking = newId();
  expect(purposeOf(`tasking:${tasking}`)).toEqual({ tasking });
  expect(purposeOf(`reason:ThreatToLife;  ${TEXT} `)).toEqual({ reason: 'ThreatToLife', text: TEXT });
  expect(purposeOf('reason:CourtRequest;articles a; b; c of order 12')).toEqual({ reason: 'CourtRequest', text: 'articles a; b; c of order 12' });
  expect(purposeOf(`reason:MissingPerson;${TEXT}${'🐎'.repeat(500 - TEXT.length)}`)).toMatchObject({ reason: 'MissingPerson' });
});

it.each([
  '', 'tasking:', 'tasking:1', `tasking:${newId().toUpperCase()}`, ` tasking:${newId()}`, `tasking:${newId()};`,
  'reason:', 'reason:ThreatToLife',
  `reason:Training;${TEXT}`, `reason:toString;${TEXT}`, `reason:__proto__;${TEXT}`, `reason:threattolife;${TEXT}`, `Reason:ThreatToLife;${TEXT}`,
  'reason:ThreatToLife;' + `${TEXT} `.repeat(20), `reason:ThreatToLife;x${TEXT.repeat(30)}`, `reason:ThreatToLife;${TEXT}\0`,
  `reason:ThreatToLife;${TEXT}\n${TEXT}x`, `reason:ThreatToLife;${TEXT}\u202e`, `reason:ThreatToLife;${TEXT}\ud800`,
])('refuses %j', (text) => {
  expect(() => purposeOf(text)).toThrow(expect.objectContaining({ code: 'BAD_REQUEST', rule: 'PURPOSE' }) as Error);
});

it.each(['', 'too short', ' '.repeat(50), '..............', 'a'.repeat(40), 'yes, it is'.slice(0, 9)])('is told what its words lack: %j', (words) => {
  expect(() => purposeOf(`reason:ThreatToLife;${words}`)).toThrow(expect.objectContaining({ code: 'BAD_REQUEST', rule: 'REASON_TOO_SHORT' }) as Error);
});

it.each(['test test test', 'Test, test! TEST...', 'qwertyuiop asdfghjkl zxcvbnm', 'threat to life, or health', 'ThreatToLife: threat to life', 'Həyata, sağlamlığa təhlükə', `${TEXT} ${TEXT}`])(
  'is told that its words say nothing: %j', (words) => {
    expect(() => purposeOf(`reason:ThreatToLife;${words}`)).toThrow(expect.objectContaining({ code: 'BAD_REQUEST', rule: 'REASON_EMPTY_WORDS' }) as Error);
  });

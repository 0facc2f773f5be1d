/**
 * attacks.md, rows 42 to 46 and 48, over HTTP: commands tell nothing their giver may not read, take nothing but what they declare, and act
 * on the very row that was allowed. After every refusal all that is stored is as it was.
 */
import { newId } from '#kernel';
import { isInputObjectType, buildSchema } from 'graphql';
import { readFileSync } from 'node:fs';

import { startApi, type Api, type ApiAnswer, type Client } from '../support/api.js';
import { makeCase, PURPOSE, stored, type SmallCase } from '../support/case-over-http.js';

const HIDDEN = 'CNRY-Gizlinzadə';
const REASON = 'düzəliş üçün əsas var';

let api: Api;
let mine: Client;
let theirs: Client;
let police: Client;
let own: SmallCase;
let hidden: SmallCase;
beforeAll(async () => {
  api = await startApi({ QALXAN_DEMO: 'no' });
  await Promise.all([api.officer('mine', 'INVESTIGATOR'), api.officer('theirs', 'INVESTIGATOR'), api.officer('police', 'LOCAL_POLICE')]);
  [mine, theirs, police] = await Promise.all([api.signIn('mine'), api.signIn('theirs'), api.signIn('police')]);
  own = await makeCase(mine);
  hidden = await makeCase(theirs, HIDDEN);
});
afterAll(() => api.close());

const give = (client: Client, command: string, input: object, back = 'id'): Promise<ApiAnswer> => {
  const type = `${command.charAt(0).toUpperCase()}${command.slice(1)}Input`;
  return client.ask(`mutation Give($input: ${type}!) { ${command}(input: $input) { ${back} } }`, { input }, PURPOSE);
};
const codesOf = ({ errors }: ApiAnswer): unknown[] => errors.map(({ extensions }) => [extensions?.['code'], extensions?.['rule']].filter(Boolean).join(' '));
/** All of an answer but what says which row was made and the receipts. */
const shapeOf = ({ status, text }: ApiAnswer): string => `${status} ${text.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{64}|"number":\d+/g, '*')}`;
const nothingStored = async (work: () => Promise<void>): Promise<void> => {
  const before = await stored(api);
  await work();
  expect(await stored(api)).toEqual(before);
};

describe('row 42: what exists and is hidden', () => {
  it('is not told by registering it again: same document, same name, or never seen', async () => {
    const register = (client: Client, documentNumber: string, familyName: string) =>
      give(client, 'registerVictim', { documentNumber, familyName, ...(client === mine && { crimeId: own.crime }) }, 'id victim { id documentNumber }');
    for (const client of [mine, police]) {
      const known = await register(client, 'AZE-90000001', HIDDEN);
      expect([known.status, known.errors]).toEqual([200, []]);
      expect(shapeOf(known).replace('AZE-90000001', '?')).toBe(shapeOf(await register(client, 'AZE-77777777', 'Heçkimov')).replace('AZE-77777777', '?'));
    }
  });

  it('is not told by pointing at it: hidden, absent, of another type and no id are one answer, and nothing is stored', () => nothingStored(async () => {
    const [{ id: hiddenPerson }] = (await api.behind('select person_id as id from records.victim where id = $1', [hidden.victim])) as [{ id: string }];
    const bad = [hidden, { caseId: newId(), crime: newId(), victim: newId(), offender: newId() }, { caseId: own.victim, crime: own.offender, victim: own.caseId, offender: own.crime },
      { caseId: 'x', crime: 'x', victim: 'x', offender: 'x' }];
    const commands: [string, (to: SmallCase) => object][] = [
      ['reportCrime', (to) => ({ caseId: to.caseId })],
      ['registerVictim', (to) => ({ crimeId: to.crime })], ['registerVictim', (to) => ({ personId: to === hidden ? hiddenPerson : to.victim })],
      ['registerOffender', (to) => ({ kind: 'NaturalPerson', crimeId: to.crime })], ['registerOffender', (to) => ({ kind: 'NaturalPerson', personId: to === hidden ? hiddenPerson : to.offender })],
      ['decideVictimStatus', (to) => ({ victimId: to.victim, status: 'Recognised', decidedOn: '2024-05-01' })],
      ['linkParticipant', (to) => ({ victimInCrime: { victimId: to.victim, crimeId: own.crime } })], ['linkParticipant', (to) => ({ victimInCrime: { victimId: own.victim, crimeId: to.crime } })],
      ['linkParticipant', (to) => ({ offenderInCrime: { offenderId: to.offender, crimeId: own.crime } })], ['linkParticipant', (to) => ({ victimAndOffender: { victimId: own.victim, offenderId: to.offender } })],
      ['linkParticipant', (to) => ({ crimeInCase: { crimeId: own.crime, caseId: to.caseId } })],
      ['charge', (to) => ({ caseId: to.caseId, offenderId: own.offender, article: 'Art144_1', chargedOn: '2024-05-01' })],
      ['charge', (to) => ({ caseId: own.caseId, offenderId: to.offender, article: 'Art144_1', chargedOn: '2024-05-01' })],
      ['correctVictim', (to) => ({ id: to.victim, revision: 'x', patch: { familyName: 'X' }, reason: REASON })],
      ['correctCrime', (to) => ({ id: to.crime, revision: 'x', patch: { acts: [] }, reason: REASON })],
    ];
    for (const [command, input] of commands) {
      const answers = await Promise.all(bad.map(async (to) => shapeOf(await give(mine, command, input(to)))));
      for (const answer of answers) expect([command, answer]).toEqual([command, answers[0]]);
      expect([command, answers[0]]).toEqual([command, expect.stringContaining('"code":"NOT_FOUND"')]);
    }
  }));
});

describe('row 43: what a command gives back', () => {
  it('to whoever may write and not read is the id alone, by any path', async () => {
    const { data, text } = await give(police, 'registerVictim', { familyName: 'CNRY-polis', phone: '+994501234567', account: 'CNRY-söz' }, 'id victim { familyName phone account crimes { totalCount } withheld { field } }');
    expect(data).toEqual({ registerVictim: { id: expect.any(String) as string, victim: null } });
    expect(text).not.toContain('CNRY');
    const reported = await give(police, 'reportCrime', { summary: 'CNRY-nə olub' }, 'id crime { summary case { number } victims { edges { node { familyName } } } }');
    expect([reported.data, reported.text.includes('CNRY')]).toEqual([{ reportCrime: { id: expect.any(String) as string, crime: null } }, false]);
  });

  it('to whoever reads obeys the read policy, purpose included', async () => {
    const input = { crimeId: own.crime, familyName: 'CNRY-payload' };
    const made = await mine.ask('mutation Give($input: RegisterVictimInput!) { registerVictim(input: $input) { victim { familyName status withheld { field reason } } } }', { input });
    expect(made.text).not.toContain('CNRY');
    expect(made.data).toMatchObject({ registerVictim: { victim: { familyName: null, status: 'Presumed', withheld: expect.arrayContaining([{ field: 'familyName', reason: 'PURPOSE_REQUIRED' }]) as unknown } } });
  });

  it('never leads over a link to rows of others', async () => {
    const { text } = await give(mine, 'reportCrime', { caseId: own.caseId }, 'id crime { case { crimes { edges { node { victims { edges { node { id } } } } } } } }');
    expect(text).toContain(own.victim);
    expect(text).not.toContain(hidden.victim);
  });
});

describe('row 44: what nobody gives', () => {
  const schema = buildSchema(readFileSync(new URL('../../schema/api.graphql', import.meta.url), 'utf8'));
  const FOREIGN = ['id', 'minor', 'sealed', 'evidential', 'pseudonym', 'recordedAt', 'collectedFrom', 'number', 'revision', 'ownerId', 'role', 'person', '__proto__'];

  it('is refused by every command in the input and in the patch, before anything happens', () => nothingStored(async () => {
    let tried = 0;
    for (const { name, args } of Object.values(schema.getMutationType()!.getFields())) {
      const input = args.find((arg) => arg.name === 'input');
      const type = input && schema.getType(String(input.type).replace('!', ''));
      if (!isInputObjectType(type) || name === 'signIn') continue;
      const patch = schema.getType(String(type.getFields()['patch']?.type).replace('!', ''));
      for (const key of FOREIGN) {
        const inputs = [...(key in type.getFields() ? [] : [`{"${key}":null}`]), ...(isInputObjectType(patch) && !(key in patch.getFields()) ? [`{"id":"${own.victim}","revision":"x","reason":"${REASON}","patch":{"${key}":true}}`] : [])];
        const declared = String(input!.type);
        const leaf = /Payload/.test(String(schema.getMutationType()!.getFields()[name]!.type)) ? '{ id }' : name === 'createOfficer' ? '{ officer }' : '';
        const query = JSON.stringify(`mutation Give($input: ${declared}) { ${name}(input: $input) ${leaf} }`);
        await Promise.all(inputs.map(async (given) => {
          const answer = await api.post(`{"query":${query},"variables":{"input":${given}}}`, { authorization: `Bearer ${mine.token}` });
          expect([name, given, answer.status, codesOf(answer)]).toEqual([name, given, 400, ['BAD_REQUEST']]);
          tried += 1;
        }));
      }
    }
    expect(tried).toBeGreaterThan(250);
  }));

  const seen = async (client: Client, victim: string): Promise<{ revision: string }> =>
    (await client.ask('query ($id: ID!) { victim(id: $id) { revision } }', { id: victim }, PURPOSE)).data!['victim'] as { revision: string };

  it('a field that is written and not read is neither corrected nor shown, nor taken away with null', () => nothingStored(async () => {
    const { revision } = await seen(mine, own.victim);
    for (const patch of [{ health: 'CNRY-yeni' }, { health: null }, { familyName: 'X', health: null }]) {
      const answer = await give(mine, 'correctVictim', { id: own.victim, revision, patch, reason: REASON }, 'id victim { familyName health }');
      expect([answer.data, codesOf(answer)]).toEqual([null, ['FORBIDDEN']]);
      expect(answer.text).not.toMatch(/CNRY|Uydurma/);
    }
    // The same fields without a purpose: identity is withheld, so it is not corrected either.
    const bare = (await mine.ask('query ($id: ID!) { victim(id: $id) { revision } }', { id: own.victim })).data!['victim'] as { revision: string };
    const answer = await mine.ask('mutation Give($input: CorrectVictimInput!) { correctVictim(input: $input) { id } }', { input: { id: own.victim, revision: bare.revision, patch: { familyName: null }, reason: REASON } });
    expect(codesOf(answer)).toEqual(['FORBIDDEN']);
  }));

  it('a patch of nothing, of undefined or null where a value is needed is refused', () => nothingStored(async () => {
    const { revision } = await seen(mine, own.victim);
    for (const patch of [{}, null, [], { status: null }]) {
      expect(codesOf(await give(mine, 'correctVictim', { id: own.victim, revision, patch, reason: REASON }))).toEqual(['BAD_REQUEST']);
    }
  }));

  it('an allowed correction answers what it made and not what was', async () => {
    const { revision } = await seen(mine, own.victim);
    const answer = await give(mine, 'correctVictim', { id: own.victim, revision, patch: { givenName: null }, reason: REASON }, 'victim { givenName familyName }');
    expect(answer.data).toEqual({ correctVictim: { victim: { givenName: null, familyName: 'Uydurmazadə' } } });
    expect(answer.text).not.toContain('Nərgiz');
    expect(codesOf(await give(mine, 'correctVictim', { id: own.victim, revision, patch: { givenName: 'Y' }, reason: REASON }))).toEqual(['CONFLICT']);
  });
});

describe('row 45: the row that was allowed is the row that changes', () => {
  it('an id of another type, or of a row of the same case that is no such row, is absent', () => nothingStored(async () => {
    const wrong: [string, string[], object][] = [
      ['correctVictim', [own.offender, own.crime, own.caseId], { familyName: 'X' }], ['correctOffender', [own.victim, own.crime], { familyName: 'X' }],
      ['correctCrime', [own.caseId, own.victim], { acts: [] }], ['correctCase', [own.crime], { articles: [] }], ['correctCharge', [own.caseId], { article: 'Art144_1' }],
      ['correctVictimInvolvement', [own.victim, own.crime], { proceduralRole: null }],
    ];
    for (const [command, ids, patch] of wrong) {
      for (const id of ids) expect([command, codesOf(await give(mine, command, { id, revision: 'x', patch, reason: REASON }))]).toEqual([command, ['NOT_FOUND']]);
    }
    expect(codesOf(await give(mine, 'recordVerdict', { chargeId: own.offender, decidedOn: '2024-06-01', outcome: 'Convicted' }))).toEqual(['FORBIDDEN']);
  }));

  it('an offender of one case is not charged in another, though both are one\'s own', async () => {
    const second = await makeCase(mine);
    await nothingStored(async () => {
      const answer = await give(mine, 'charge', { caseId: second.caseId, offenderId: own.offender, article: 'Art144_1', chargedOn: '2024-05-01' });
      expect(codesOf(answer)[0]).toMatch(/^REJECTED /);
    });
  });

  it('two rows cannot be named where one is meant', () => nothingStored(async () => {
    const two = { victimInCrime: { victimId: own.victim, crimeId: own.crime }, crimeInCase: { crimeId: own.crime, caseId: own.caseId } };
    expect(codesOf(await give(mine, 'linkParticipant', two))).toEqual(['BAD_REQUEST']);
    expect(codesOf(await give(mine, 'decideVictimStatus', { victimId: [own.victim, hidden.victim], status: 'Recognised', decidedOn: '2024-05-01' }))).toEqual(['BAD_REQUEST']);
  }));
});

describe('row 48: commands of the house', () => {
  it('are no part of the language: import, bootstrap, migration, a role or reader of the caller\'s choosing', async () => {
    const before = await stored(api);
    for (const query of ['mutation { importRecords(file: "/etc/passwd") { id } }', 'mutation { bootstrapAdministrator(login: "x") }', '{ victims(viewer: "SYSTEM") { totalCount } }', '{ victims(asRole: ADMINISTRATOR) { totalCount } }', 'subscription { victims { totalCount } }']) {
      expect(codesOf(await mine.ask(query))).toEqual(['BAD_REQUEST']);
    }
    for (const header of ['x-hasura-admin-secret', 'x-qalxan-roles', 'x-role', 'x-internal', 'x-forwarded-user', 'x-original-user']) {
      const answer = await api.post({ query: '{ me { roles } victims(filter: { documentNumber: { eq: "AZE-90000001" } }) { totalCount } }', extensions: { roles: ['ANALYST'] } }, { authorization: `Bearer ${police.token}`, [header]: 'ADMINISTRATOR' });
      expect(codesOf(answer)).toEqual(['BAD_REQUEST']);
    }
    expect(await stored(api)).toEqual(before);
  });
});

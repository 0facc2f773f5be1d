/**
 * A victim of whom everything sealed is known, registered and corrected over HTTP by her investigator, for tests of what the
 * database then holds and what is shown of it. She does not exist.
 */
import { newId, type Id } from '#kernel';

import { startApi, type Api, type ApiAnswer, type Client } from './api.js';
import { makeCase, PURPOSE, type SmallCase } from './case-over-http.js';

/** Each value occurs nowhere else. */
export const KNOWN = {
  familyName: 'Kanarəyeva-Gizli', givenName: 'Sarıbülbül', patronymic: 'Qumruquşu', otherNames: 'Torağay', birthDate: '1987-11-29', documentNumber: 'AZE 5566-7788Q',
  phone: '+994557778899', email: 'Kanarya.Gizli@Example.org', address: 'Uydurma küçəsi 77771', account: 'Gizlicə danışılan söhbət 88812',
} as const;

/** What was there before the correction. */
export const FORMER_ADDRESS = 'Köhnə dalan 99913';

/** Everything of a victim that this asks for is sealed, but for the pseudonym. */
export const VICTIM = `query($id: ID!) { victim(id: $id) { pseudonym revision familyName givenName patronymic otherNames birthDate documentNumber phone email address account withheld { field } } }`;
export const HISTORY = 'query($id: ID!) { history(record: Victim, id: $id, first: 100) { totalCount edges { node { field before after } } } }';

export interface SealedCase {
  readonly api: Api;
  readonly investigator: Client;
  readonly made: SmallCase;
  readonly victim: Id;
  /** Whose key seals her. */
  readonly person: Id;
  /** Asks as the investigator, with a purpose. */
  ask(query: string, variables?: Readonly<Record<string, unknown>>): Promise<ApiAnswer>;
  /** @returns ids of the victims that the filter finds. */
  found(filter: object): Promise<string[]>;
  /** Registers another victim of the same crime. */
  another(input: object): Promise<Id>;
}

export async function openSealedCase(): Promise<SealedCase> {
  const api = await startApi({ QALXAN_DEMO: 'no' });
  const login = `muestentiq-${newId().slice(0, 8)}`;
  await api.officer(login, 'INVESTIGATOR');
  const investigator = await api.signIn(login);
  const made = await makeCase(investigator);
  const ask: SealedCase['ask'] = (query, variables = {}) => investigator.ask(query, variables, PURPOSE);
  const another: SealedCase['another'] = async (input) => {
    const answer = await ask('mutation($input: RegisterVictimInput!) { registerVictim(input: $input) { id } }', { input: { crimeId: made.crime, ...input } });
    const given = answer.data?.['registerVictim'] as { id: Id } | undefined;
    if (!given) throw new Error(answer.text);
    return given.id;
  };
  const victim = await another({ ...KNOWN, address: FORMER_ADDRESS });
  const { revision } = (await ask(VICTIM, { id: victim })).data?.['victim'] as { revision: string };
  const corrected = await ask('mutation($input: CorrectVictimInput!) { correctVictim(input: $input) { id } }', {
    input: { id: victim, revision, patch: { address: KNOWN.address }, reason: 'ünvan sənədlə tutuşdurulub' },
  });
  if (!corrected.data) throw new Error(corrected.text);
  const [row] = await api.behind('select person_id from records.victim where id = $1', [victim]);
  return {
    api, investigator, made, victim, ask, another, person: row?.['person_id'] as Id,
    found: async (filter) => {
      const answer = await ask('query($filter: VictimFilter) { victims(filter: $filter) { edges { node { id } } } }', { filter });
      const page = answer.data?.['victims'] as { edges: { node: { id: string } }[] } | undefined;
      if (!page) throw new Error(answer.text);
      return page.edges.map(({ node }) => node.id);
    },
  };
}

/**
 * Found by a Coordinator with a second account as head of a unit: a review has to be by somebody else, and his other account was
 * somebody else. So he broke the glass, reviewed it himself and broke it again, as often as he liked.
 */
import type { Id } from '#kernel';
import type { Role } from '#policy';

import { startApi, type Api, type ApiAnswer, type Client } from '../support/api.js';
import { makeCase, PURPOSE, type SmallCase } from '../support/case-over-http.js';

const BREAK = 'mutation Break($input: BreakGlassInput!) { breakGlass(input: $input) { id } }';
const REVIEW = 'mutation Review($input: ReviewBreakGlassInput!) { reviewBreakGlass(input: $input) { id } }';
const REASON = 'Dünən gecə sərhəddə saxlanılıb, kimliyi dərhal lazımdır';

let api: Api;
let made: SmallCase;
const hired = async (login: string, role: Role): Promise<Client> => {
  await api.officer(login, role);
  return api.signIn(login);
};
beforeAll(async () => {
  api = await startApi();
  made = await makeCase(await hired('finder', 'INVESTIGATOR'), 'Yanğınzadə');
}, 60_000);
afterAll(() => api.close());

const review = (by: Client, id: Id): Promise<ApiAnswer> => by.ask(REVIEW, { input: { id, outcome: 'Justified', words: 'Növbətçi ilə yoxlanıldı, hal həqiqətən təcili idi' } });

it('nobody reviews his own emergency with another account of his, not by SQL either', async () => {
  const coordinator = await hired('anna', 'NATIONAL_COORDINATOR');
  const [second, head] = [await hired('anna+head', 'UNIT_HEAD'), await hired('ben', 'UNIT_HEAD')];
  const { data } = await coordinator.ask(BREAK, { input: { victim: made.victim, reason: REASON } }, PURPOSE);
  const { id } = data?.['breakGlass'] as { id: Id };
  expect((await review(second, id)).text).toContain('REVIEW_OF_ONESELF');
  await expect(api.behind('update records.emergency_opening set reviewed_by_id = $2 where id = $1', [id, second.officer])).rejects.toThrow('reviewed by another human');
  expect((await review(head, id)).data).toEqual({ reviewBreakGlass: { id } });
});

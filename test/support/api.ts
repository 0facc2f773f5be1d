/**
 * The whole API over a fresh database, listening on a port of its own: for tests that ask as a client does, over HTTP, signed in,
 * with a purpose stated.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assemble, type Assembly } from '#assembly';
import { CONFIRM_SIGN_IN_DOCUMENT, SIGN_IN_STEPS_DOCUMENT } from '#identity';
import { newId, type Id } from '#kernel';
import { withClient } from '#persistence';
import { needsSecondFactor, type Role } from '#policy';
import { openLog } from '#telemetry';
import argon2 from 'argon2';

import { buildApi } from '../../apps/api/src/serve.js';
import { Authenticator, HOLD_DEVICE } from './authenticator.js';
import { freshDatabase, type FreshDatabase } from './database.js';
import { humanOf } from './human.js';
import { testKeyFile } from './vault.js';

export const API_PASSWORD = 'düzgün at batareya';

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** The body as it came. */
  readonly text: string;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> }[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** Somebody who asks: a token, and a way to ask with it. */
export interface Client {
  readonly token: string;
  readonly officer: Id;
  /** @param purpose as the header says it: `tasking:<id>` or `reason:<code>;<words>`. @param approval the id of an approval to use. */
  ask(query: string, variables?: Readonly<Record<string, unknown>>, purpose?: string, approval?: string): Promise<ApiAnswer>;
}

export interface Api {
  readonly url: string;
  readonly database: FreshDatabase;
  readonly assembly: Assembly;
  /** A data folder of this API alone. */
  readonly folder: string;
  /** What the process logged, line by line. */
  readonly logged: readonly string[];
  /**
   * Adds an active officer with API_PASSWORD, by SQL, with a device where the roles demand a second factor; see `humanOf` for which
   * human it is. @returns the officer's id.
   */
  officer(login: string, ...roles: Role[]): Promise<Id>;
  /** Signs in over HTTP, with the officer's device or the given code where a second factor is held. @throws Error when the answer holds no token. */
  signIn(login: string, password?: string, code?: string): Promise<Client>;
  /** Asks as nobody. */
  post(body: unknown, headers?: Readonly<Record<string, string>>): Promise<ApiAnswer>;
  /** Runs one statement as superuser. */
  behind(text: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

/**
 * @param env settings beside those of a test; `QALXAN_DEMO: 'no'` for an API without demonstration. Nobody anchors the log
 *   of a test, so its age is not asked for unless `QALXAN_ANCHOR_MAX_AGE_S` says so.
 * @param given a database of the test's own, when it is to be stopped or broken with its server.
 */
export async function startApi(env: Readonly<Record<string, string>> = {}, given?: FreshDatabase): Promise<Api> {
  const database = given ?? await freshDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'qalxan-api-'));
  const assembly = await assemble({
    env: { NODE_ENV: 'test', QALXAN_DATA: folder, QALXAN_KEY_FILE: testKeyFile(folder), QALXAN_ANCHOR_MAX_AGE_S: '0', ...env }, process: 'api', access: database.access,
  });
  const logged: string[] = [];
  const { app, stop } = await buildApi(assembly, openLog({ destination: { write: (line) => logged.push(line) } }));
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  const devices = new Map<string, Authenticator>();
  let agency: Promise<Id> | undefined;
  let passwordHash: Promise<string> | undefined;

  const behind: Api['behind'] = (text, values = []) =>
    withClient(database.adminUrl, async (client) => (await client.query<Record<string, unknown>>(text, [...values])).rows);
  const post: Api['post'] = async (body, headers = {}) => answerOf(await fetch(`${url}/graphql`, {
    method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...headers },
  }));
  return {
    url, database, assembly, folder, logged, behind, post,
    officer: async (login, ...roles) => {
      passwordHash ??= argon2.hash(API_PASSWORD.normalize('NFC'), { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
      agency ??= behind(`insert into records.agency (id, name, role) values ($1, 'Agency', 'Police') returning id`, [newId()]).then(([row]) => String(row?.['id']));
      const officer = newId();
      await behind(`insert into records.officer (id, name, agency_id, active) values ($1, 'Officer', $2, true)`, [officer, await agency]);
      await behind('insert into identity.credential (officer_id, login, password_hash, password_set_at, personnel_number) values ($1, $2, $3, now(), $4)', [officer, login, await passwordHash, humanOf(login)]);
      for (const role of roles) {
        await behind('insert into identity.officer_role (id, officer_id, role, granted_at) values ($1, $2, $3, now())', [newId(), officer, role]);
      }
      if (needsSecondFactor(roles)) {
        const device = new Authenticator(assembly.settings.origin!, false);
        await behind(HOLD_DEVICE, [newId(), officer, device.credentialId, device.publicKey]);
        devices.set(login, device);
      }
      return officer;
    },
    signIn: async (login, password = API_PASSWORD, code?: string) => {
      let answer = await post({ query: SIGN_IN_STEPS_DOCUMENT, variables: { input: { login, password } } });
      const first = answer.data?.['signIn'] as { pending: string | null; deviceOptions: string | null } | undefined;
      if (first?.pending != null) {
        const proof = code === undefined ? { webauthn: devices.get(login)?.get(first.deviceOptions ?? '{}') } : { code };
        answer = await post({ query: CONFIRM_SIGN_IN_DOCUMENT, variables: { input: { pending: first.pending, ...proof } } });
      }
      const opened = (answer.data?.['confirmSignIn'] ?? answer.data?.['signIn']) as { token: string; officer: Id } | undefined;
      if (!opened) throw new Error(`${login} cannot sign in: ${answer.text}`);
      return {
        ...opened,
        ask: (query, variables = {}, purpose, approval) => post({ query, variables }, {
          authorization: `Bearer ${opened.token}`, ...(purpose !== undefined && { 'x-qalxan-purpose': encodeURIComponent(purpose) }),
          ...(approval !== undefined && { 'x-qalxan-approval': approval }),
        }),
      };
    },
    close: async () => {
      await stop.stop();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** @returns the answer with its body read. */
export async function answerOf(response: Response): Promise<ApiAnswer> {
  const text = await response.text();
  const body = JSON.parse(text) as Partial<Pick<ApiAnswer, 'data' | 'errors' | 'extensions'>>;
  return { status: response.status, headers: response.headers, text, data: body.data ?? null, errors: body.errors ?? [], extensions: body.extensions ?? {} };
}

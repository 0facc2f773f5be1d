/** How a question is put to each of the servers, for the load and for comparing answers. */
import { CAST, tokenOf } from './accounts.js';
import type { Size } from './dataset.js';
import type { Workload } from './workloads.js';

export type ServerKind = 'bare' | 'common' | 'product';

export interface Question {
  readonly path: string;
  readonly body: string;
}

/** The purpose every question states (LED article 25); only the product reads it. */
export const PURPOSE = 'reason:DataQuality;measuring the speed of answers';

/** @returns the n-th question of a workload as that server takes it. */
export function questionFor(kind: ServerKind, workload: Workload, n: number, size: Size): Question {
  const variables = workload.variables(n, size);
  if (kind === 'bare') return { path: `/${workload.key}`, body: JSON.stringify(variables) };
  return { path: '/graphql', body: JSON.stringify({ query: workload.document, variables }) };
}

/** @returns the headers of a signed-in officer. */
export function headersOf(officer: number): Record<string, string> {
  return {
    'content-type': 'application/json', accept: 'application/json', authorization: `Bearer ${tokenOf(officer)}`,
    'x-qalxan-purpose': PURPOSE,
  };
}

/** Asks once. @returns the answer's data. @throws Error when there is an error in the answer. */
export async function answerOf(kind: ServerKind, url: string, workload: Workload, n: number, size: Size, officer = CAST[workload.asker][0]): Promise<unknown> {
  const { path, body } = questionFor(kind, workload, n, size);
  const response = await fetch(url + path, { method: 'POST', headers: headersOf(officer), body });
  const text = await response.text();
  const answer = text.startsWith('{') ? JSON.parse(text) as { data?: unknown; errors?: unknown } : {};
  if (response.status !== 200 || answer.errors !== undefined) throw new Error(`${kind} answered ${workload.key} with ${response.status}: ${text.slice(0, 300)}`);
  return answer.data;
}

/** Four eyes in a test: one asks, another approves, the first carries it out. Over HTTP, or straight at the commands. */
import type { ApprovalDesk } from '#identity';
import { ApprovalRequired, type Id } from '#kernel';
import type { Viewer } from '#policy';

import type { ApiAnswer, Client } from './api.js';

/** What was carried out, by which approval, and the second half of the password where one was made up. */
export interface Approved<T> {
  readonly answer: T;
  readonly approval: Id;
  readonly passwordPart: string | null;
}

export const APPROVE = 'mutation ($id: ID!) { approve(id: $id) { passwordPart approval { id state } } }';

/** @returns the approval an answer waits for. @throws Error when it waits for none. */
export function approvalIn(answer: ApiAnswer): Id {
  const extensions = answer.errors[0]?.extensions;
  if (extensions?.['code'] !== 'APPROVAL_REQUIRED') throw new Error(`no approval is asked for: ${answer.text}`);
  return String(extensions['approval']);
}

/** Gives a mutation for the requester, with the approver's approval. */
export async function withApproval(
  requester: Client, approver: Client, mutation: string, variables: Readonly<Record<string, unknown>> = {}, purpose?: string,
): Promise<Approved<ApiAnswer>> {
  const approval = approvalIn(await requester.ask(mutation, variables, purpose));
  const given = await approver.ask(APPROVE, { id: approval });
  if (!given.data) throw new Error(`it is not approved: ${given.text}`);
  const { passwordPart } = given.data['approve'] as { passwordPart: string | null };
  return { answer: await requester.ask(mutation, variables, purpose, approval), approval, passwordPart };
}

/** The same without HTTP. @param command carries it out for the viewer it is given. */
export async function approved<T>(desk: ApprovalDesk, requester: Viewer, approver: Viewer, command: (viewer: Viewer) => Promise<T>): Promise<Approved<T>> {
  const approval = await requested(command(requester));
  const { passwordPart } = await desk.approve(approver, approval);
  return { answer: await command({ ...requester, approval }), approval, passwordPart };
}

/** @returns the approval a command waits for. @throws whatever else became of it. */
export async function requested(command: Promise<unknown>): Promise<Id> {
  const error = await command.then(() => new Error('it was carried out'), (reason: unknown) => reason);
  if (error instanceof ApprovalRequired) return error.approval;
  throw error;
}

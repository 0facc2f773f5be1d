/** From the viewer of one request to what is compiled once for all who stand as they do. */
import type { Standing, Viewer } from '#policy';

/** @returns the standing that plans and policies are compiled for. */
export function standingOf({ roles, purpose }: Viewer): Standing {
  return { roles, purposeStated: purpose !== null };
}

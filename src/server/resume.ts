// In a script that is bound to its sheet an unfinished job continues within a minute or two, by a trigger that fires once.
import { afterMinutes, hasOwn, isBound } from '../google/triggers';
import type { Job } from '../jobs/job';
import { UserError } from '../shared/errors';

/** The top-level function that the trigger runs (main.ts). */
export const RESUME = 'carryOn';
/** The platform may take a minute longer. */
const MINUTES = 1;

/** Leaves a trigger where a job is to continue. In a published add-on the hourly one must do. */
export function resumeLater({ state }: Pick<Job, 'state'>): void {
  if ((state.kind !== 'running' && state.kind !== 'waiting') || !isBound()) return;
  try {
    if (!hasOwn(RESUME)) afterMinutes(RESUME, MINUTES);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
}

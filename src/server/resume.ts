// In a script that is bound to its sheet an unfinished job continues within a minute or two, by a trigger that fires once.
import type { User } from '../google/connection';
import { clock } from '../google/document';
import { afterMinutes, isBound, removeOwn } from '../google/triggers';
import type { Job } from '../jobs/job';
import { unlessRefused } from '../shared/errors';
import { momentsOf } from './context';

/** The top-level function that the trigger runs (main.ts). */
export const RESUME = 'carryOn';
/** The platform may take a minute longer. */
const MINUTES = 1;
/** A trigger that has not fired by then never will, listed or not, in milliseconds (docs/facts/apps-script.md#disabled-triggers). */
const DEAD_MS = 10 * 60_000;

/** Leaves a trigger where a job is to continue. In a published add-on the hourly one must do. */
export function resumeLater(user: User, { state }: Pick<Job, 'state'>): void {
  if ((state.kind !== 'running' && state.kind !== 'waiting') || !isBound()) return;
  const moments = momentsOf(user);
  if (clock.now() - moments.seen('resume') < DEAD_MS) return;
  unlessRefused(() => {
    afterMinutes(RESUME, MINUTES);
    moments.note('resume', clock.now());
  });
}

/** Removes the trigger. */
export function resumeNever(user: User): void {
  removeOwn(RESUME);
  momentsOf(user).note('resume', 0);
}

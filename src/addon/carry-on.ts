// In a script that is bound to its sheet an unfinished job is carried on within a minute or two, by a trigger that fires once.
import { loadUser } from '../google/connection';
import { clock, documentStore, hasDocument } from '../google/document';
import { afterMinutes, authorisationMissing, hasOwn, isBound, removeOwn } from '../google/triggers';
import { type JobRecord, load } from '../jobs/record';
import { Refusal } from '../wire/failure';
import { endOf, goOn, isUnfinished } from './unfinished';

/** The top-level function that the trigger runs (main.ts). */
export const CARRY_ON = 'carryOn';
/** The platform may take a minute longer. */
const MINUTES = 1;

/** Leaves a trigger where a job is to go on. In a published add-on the hourly one must do. */
export function carryOnLater({ phase }: JobRecord): void {
  if ((phase !== 'running' && phase !== 'waiting') || !isBound()) return;
  try {
    if (!hasOwn(CARRY_ON)) afterMinutes(CARRY_ON, MINUTES);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

/** Goes on with the user's job, unless somebody does already. */
export function runCarryOn(): void {
  const startedAt = clock.now();
  if (authorisationMissing() || !hasDocument()) return;
  removeOwn(CARRY_ON);
  const user = loadUser();
  const { record: job } = load(documentStore());
  if (!isUnfinished(job, user)) return;
  const leased = job.lease !== null && startedAt < job.lease.until;
  // The next one is there before this one works: it may be cut off.
  carryOnLater(leased ? { ...job, phase: 'running' } : job);
  if (leased) return;
  try {
    goOn(user, job, startedAt, endOf(startedAt));
  } catch (error) {
    // Why it pauses stands in the job, where the sidebar shows it.
    if (!(error instanceof Refusal)) throw error;
  }
  const { record: after } = load(documentStore());
  if (isUnfinished(after, user) && after.phase !== 'paused') carryOnLater(after);
  else removeOwn(CARRY_ON);
}

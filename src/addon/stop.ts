// Stop the running job: asks a running execution to stop, and ends a job that nobody runs.

import { loadUser } from '../google/connection';
import { say } from '../google/dialogs';
import { clock, documentStore } from '../google/document';
import { askToStop, load } from '../jobs/record';
import { Refusal } from '../wire/failure';
import { createCodes } from './create';

/** @throws Refusal `no-job`, `job-of-colleague`. */
export function stopJob(): void {
  const store = documentStore();
  const { record } = load(store);
  if (!record || record.phase === 'ended')
    throw new Refusal('no-job', 'No job is under way in this document.');
  if (record.owner !== loadUser().id)
    throw new Refusal('job-of-colleague', 'The job belongs to a colleague: only they can stop it.');
  askToStop(store, record.id);
  if (record.lease && clock.now() < record.lease.until) {
    say('The job stops after the chunk that is being sent. Rows that wait are marked as stopped.');
    return;
  }
  // Nobody runs it: one more slice looks up what is in doubt, and ends it.
  createCodes(() => false);
}

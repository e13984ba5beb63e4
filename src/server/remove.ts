// Takes away what the add-on keeps of a user, and on request what it keeps in the document.
import { forgetUser, loadUser } from '../google/connection';
import { deleteOwnTabs } from '../google/tabs';
import { removeOwn } from '../google/triggers';
import { forgetScheduleOf } from '../jobs/automation/schedule';
import { isEnded, type Job } from '../jobs/job';
import { forgetJobOf, load } from '../jobs/record';
import type { Input } from '../shared/contract/methods';
import { UserError } from '../shared/errors';
import { alone, HOURLY, storeOf } from './context';
import { RESUME } from './resume';
import * as words from './words';

/** Properties of the document that are nobody's own. Schedules, and what a colleague is to be told, are their owner's. */
const OF_ALL = /^qrius\.(?:job\.|stop$|chart$|columns\.)/;

/**
 * The key goes last: whatever fails before it can be tried again.
 * @throws UserError `job-busy`, `job-of-colleague`, `sheet-protected`
 */
export function removeEverything({ tabs }: Input<'removeEverything'>): void {
  alone(() => {
    const user = loadUser();
    const store = storeOf(user);
    refuseOpen(load(store).job, user.id, tabs);
    if (tabs) deleteOwnTabs();
    forgetScheduleOf(store);
    forgetJobOf(store);
    const shared = tabs ? Object.keys(store.all()).filter((key) => OF_ALL.test(key)) : [];
    for (const key of shared) store.delete(key);
    for (const handler of [HOURLY, RESUME]) removeOwn(handler);
    forgetUser();
  });
}

function refuseOpen(job: Job | null, user: string, tabs: boolean): void {
  if (!job || isEnded(job)) return;
  if (job.owner === user) throw new UserError('job-busy', words.ownJobOpen);
  if (tabs) throw new UserError('job-of-colleague', words.theirJobOpen);
}

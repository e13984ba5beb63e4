// Running the document's job from the sidebar: beginning one of any kind, its slices, and stopping it.
import { loadUser, type User } from '../../google/connection';
import { clock, documentStore } from '../../google/document';
import { loadPicks } from '../../google/picks';
import { activeSheetId } from '../../google/selection';
import { noJob, type Order, runJob } from '../../jobs/job';
import type { AnyOrder } from '../../jobs/order';
import { askToStop, forgetLost, load } from '../../jobs/record';
import type { Row } from '../../table/rows';
import type { JobView } from '../../wire/contract';
import { Refusal } from '../../wire/failure';
import { carryOnLater } from '../carry-on';
import { connectionOf, portsOf } from '../ports';
import { currentJob } from './home';

/** How long a slice of the sidebar works, in milliseconds: progress stays alive, and nothing is lost when the sidebar closes. */
const SIDEBAR_SLICE_MS = 20_000;

/** Begins a job in the sheet that the user looks at. @param wish what is special to its kind. */
export function begin<O extends Order>(
  wish: Omit<O, Exclude<keyof AnyOrder, 'wanted'>>,
  sheetId: number = activeSheetId(),
): JobView {
  const user = loadUser();
  const { account, plan, name } = connectionOf(user);
  // The result of the last job has been seen: it told of codes without a row.
  const { record: job, lost } = load(documentStore());
  if (job === null || job.phase === 'ended')
    forgetLost(
      documentStore(),
      lost.filter(({ owner }) => owner === user.id).map(({ key }) => key),
    );
  const who = { owner: user.id, ownerName: name, account, plan };
  return slice(user, { ...wish, ...who, sheetId, picks: loadPicks(sheetId) } as unknown as O);
}

/** Goes on with the unfinished job. */
export const work = (): JobView => slice(loadUser(), null);

/** Asks the job to stop; where nobody runs it, ends it at once. */
export function stop(): JobView {
  const store = documentStore();
  const user = loadUser();
  const { record: job } = load(store);
  if (!job || job.phase === 'ended') throw noJob();
  if (job.owner !== user.id)
    throw new Refusal('job-of-colleague', 'The job belongs to a colleague: only they can stop it.');
  askToStop(store, job.id);
  if (job.lease && clock.now() < job.lease.until) return view(user);
  try {
    return slice(user, null);
  } catch (error) {
    // It was cut off while it began, and its end is all there is to show.
    if (error instanceof Refusal && error.failure.code === 'no-job') return view(user);
    throw error;
  }
}

function slice(user: User, order: Order | null): JobView {
  const startedAt = clock.now();
  const connection = connectionOf(user);
  const who = { owner: user.id, account: connection.account };
  const { record, rows } = runJob(portsOf(connection, startedAt), who, order, startedAt + SIDEBAR_SLICE_MS);
  carryOnLater(record);
  return view(user, rows);
}

function view(user: User, rows: readonly Row[] | null = null): JobView {
  const job = currentJob(user.id, rows);
  if (!job) throw noJob();
  return job;
}

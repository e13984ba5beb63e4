// What came out of the demo, as data: what the sheet shows, what the service holds, and what it took.
import type { Account, Code, State } from '../sim/qrius/state';
import { shortUrlOf } from '../sim/qrius/views';
import type { Counts, Course } from './act';
import type { DemoJob } from './jobs';
import { type ShownRow, shownRows } from './rows';
import type { Stage } from './stage';

/** A code as the simulator holds it. */
export type AccountCode = Pick<Code, 'id' | 'name' | 'destinationUrl' | 'slug' | 'tags' | 'paused'> & {
  shortUrl: string;
};

export interface Result {
  job: DemoJob;
  /** The counts of the job's last run; null where it gave none. */
  counts: Counts | null;
  rows: ShownRow[];
  /** All codes of the account, oldest first. */
  account: AccountCode[];
  /** IDs of codes whose row is gone and that the user was told of. */
  reported: string[];
  /** Requests that left the add-on, and how many of them were refused with 429. */
  requests: { sent: number; refused: number };
  /** Calls of Google's services that left the script. */
  googleCalls: number;
  /** How long it took on the world's clock. */
  seconds: number;
  /** Executions that worked on the job. */
  slices: number;
}

function accountCodes(state: State): AccountCode[] {
  const { codeIds } = state.accounts[0] as Account;
  return codeIds.map((codeId) => {
    const code = state.codes[codeId] as Code;
    const { id, name, destinationUrl, slug, tags, paused } = code;
    return { id, name, destinationUrl, slug, shortUrl: shortUrlOf(state, code), tags, paused };
  });
}

/** What had been used up at some moment; times in epoch milliseconds of the world's clock. */
export interface Used {
  at: number;
  sent: number;
  refused: number;
  googleCalls: number;
}

/** What has been used up by now. */
export const usedSoFar = ({ world, traffic: { sent, refused } }: Pick<Stage, 'world' | 'traffic'>): Used => ({
  at: world.now(),
  sent,
  refused,
  googleCalls: Object.values(world.totals()).reduce((sum, calls) => sum + calls, 0),
});

/** @param since what had been used up when the job began. */
export async function resultOf(
  { world, traffic, snapshot, overrides }: Stage,
  job: DemoJob,
  course: Course,
  since: Used,
): Promise<Result> {
  const used = usedSoFar({ world, traffic });
  return {
    job,
    counts: course.counts,
    rows: shownRows(world.table(), overrides),
    account: accountCodes(await snapshot()),
    reported: course.reported,
    requests: { sent: used.sent - since.sent, refused: used.refused - since.refused },
    googleCalls: used.googleCalls - since.googleCalls,
    seconds: (used.at - since.at) / 1000,
    slices: course.slices,
  };
}

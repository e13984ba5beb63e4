// What came out of the demo, as data: what the sheet shows, what the service holds, and what it took.
import type { Account, Code, State } from '../sim/qrius/state';
import { shortUrlOf } from '../sim/qrius/views';
import type { Course } from './act';
import { type ShownRow, shownRows } from './rows';
import type { Stage } from './stage';

/** A code as the simulator holds it. */
export type AccountCode = Pick<Code, 'id' | 'name' | 'destinationUrl' | 'slug' | 'tags'> & {
  shortUrl: string;
};

export interface Result {
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
    const { id, name, destinationUrl, slug, tags } = code;
    return { id, name, destinationUrl, slug, shortUrl: shortUrlOf(state, code), tags };
  });
}

/** @param startedAt when the document was open, in epoch milliseconds of the world's clock. */
export async function resultOf(
  { world, traffic, snapshot }: Stage,
  course: Course,
  startedAt: number,
): Promise<Result> {
  return {
    rows: shownRows(world.table()),
    account: accountCodes(await snapshot()),
    reported: course.reported,
    requests: { sent: traffic.sent, refused: traffic.refused },
    googleCalls: Object.values(world.totals()).reduce((sum, calls) => sum + calls, 0),
    seconds: (world.now() - startedAt) / 1000,
    slices: course.slices,
  };
}

// The sweep, the API: every fault of an answer at every request of a run.
import { ANSWERS } from './api-faults';
import { createJob } from './create-job';
import { violations } from './invariants';
import { disturbed } from './run';

const job = createJob();
/** Requests of an undisturbed run: the account and its codes, one a row, and one more for the slug that is taken. */
const REQUESTS = 2 + 12 + 1;
const undisturbedRun = { kind: 'throw', message: 'never' } as const;

test.each(ANSWERS)('an answer that $title, at any request, leaves nothing lost or doubled', ({ what }) => {
  const faults = Array.from({ length: REQUESTS + 2 }, (_, index) => index + 1).flatMap((nth) =>
    violations(disturbed(job, null, undisturbedRun, [{ at: { nth }, do: what }])).map(
      (fault) => `request ${nth}: ${fault}`,
    ),
  );
  expect(faults).toEqual([]);
});

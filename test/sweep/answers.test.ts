// The sweep, the API: every fault of an answer at every request of a run; and the proof that the sweep has teeth.
import type { World } from '../../sim/apps-script/world';
import { ANSWERS } from './api-faults';
import { without } from './broken';
import { createJob } from './create-job';
import { violations } from './invariants';
import { type Call, disturbed, type SweepJob, undisturbed } from './run';

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

/** What goes wrong in a sweep, call by call, until it is what is looked for. */
function wrong(broken: SweepJob, run: (call: Call) => string[], pattern: RegExp): string {
  const found: string[] = [];
  for (const call of undisturbed(broken)) {
    found.push(...told(() => run(call)));
    if (pattern.test(found.join('\n'))) break;
  }
  return found.join('\n');
}

/** A broken job may never come to rest. */
function told(run: () => string[]): string[] {
  try {
    return run();
  } catch (error) {
    return [String(error)];
  }
}

const sort = (world: World) => world.user.sortRange('Sheet1', 'A:H', 'A', false);

describe('the sweep has teeth', () => {
  test('without the look-up of requests in doubt it finds codes made twice', () => {
    const broken = createJob(without('match', 'return /* @__PURE__ */ new Map();'));
    const pattern = /the account holds qr_\w+ .* which no row shows/;
    const found = wrong(
      broken,
      ({ execution, k }) =>
        violations(
          disturbed(broken, { execution, k, when: 'after' }, { kind: 'kill', pendingWrites: 'applied' }),
        ),
      pattern,
    );
    expect(found).toMatch(pattern);
  });

  test('with rows remembered by their number it finds short URLs beside the wrong rows', () => {
    const byNumber = without(
      'locate',
      'return flights.map((flight) => ({ index: flight.inputs.index, edited: false, copies: [], stale: [] }));',
    );
    const broken = createJob(
      byNumber
        .replace(/function (reconcile|putBack)\([^)]*\)\s*\{/g, '$& return /* @__PURE__ */ new Map();')
        .replace(
          /function confirm\([^)]*\)\s*\{/,
          '$& return { lost: [], patches: /* @__PURE__ */ new Map() };',
        ),
    );
    const pattern = /shows the code of/;
    const found = wrong(
      broken,
      ({ execution, k }) =>
        violations(disturbed(broken, { execution, k, when: 'before' }, { kind: 'edit', edit: sort })),
      pattern,
    );
    expect(found).toMatch(pattern);
  });

  test('with a log that is not read when a slice begins it finds lines twice', () => {
    const broken = createJob(without('openJobLog', 'return newJobLog(arguments[0], arguments[1]);'));
    const pattern = /the log has 2 lines of qr_/;
    const found = wrong(
      broken,
      ({ execution, k }) =>
        violations(
          disturbed(broken, { execution, k, when: 'after' }, { kind: 'kill', pendingWrites: 'applied' }),
        ),
      pattern,
    );
    expect(found).toMatch(pattern);
  });

  test('without the comparison of what was written with what is read it finds them too', () => {
    const broken = createJob(without('reconcile', 'return /* @__PURE__ */ new Map();'));
    const pattern = /shows the code of|no code|no word|left as/;
    const found = wrong(
      broken,
      ({ execution, k }) =>
        violations(disturbed(broken, { execution, k, when: 'before' }, { kind: 'edit', edit: sort })),
      pattern,
    );
    expect(found).toMatch(pattern);
  });
});

// The sweep, the API: every fault of an answer at every request of a run; and the proof that the sweep has teeth.
import { join } from 'node:path';
import { buildBundle } from '../../scripts/bundle';
import type { World } from '../../sim/apps-script/world';
import type { FaultAction } from '../../sim/qrius/faults';
import { builtCode } from '../../sim/trial';
import { violations } from './invariants';
import { type Call, disturbed, undisturbed } from './run';

const code = builtCode();
/** Requests of an undisturbed run: the account and its codes, one a row, and one more for the slug that is taken. */
const REQUESTS = 2 + 12 + 1;
const undisturbedRun = { kind: 'throw', message: 'never' } as const;

const answers: Array<{ title: string; what: FaultAction }> = [
  { title: 'comes after 40 s, when nobody waits any more', what: { kind: 'delay', ms: 40_000 } },
  { title: 'is a 500 before the work', what: { kind: 'status', status: 500 } },
  { title: 'is a 500 after the work', what: { kind: 'status', status: 500, after: true } },
  { title: 'is a gateway’s page before the work', what: { kind: 'status', status: 502, html: true } },
  {
    title: 'is a gateway’s page after the work',
    what: { kind: 'status', status: 502, html: true, after: true },
  },
  { title: 'is cut in the middle', what: { kind: 'cutBody' } },
  { title: 'is empty', what: { kind: 'emptyBody' } },
  { title: 'is a connection dropped before the work', what: { kind: 'dropBefore' } },
  { title: 'is a connection dropped after the work', what: { kind: 'dropAfter' } },
  { title: 'is a 429 that nobody expected', what: { kind: '429', retryAfter: 3 } },
];

test.each(answers)('an answer that $title, at any request, leaves nothing lost or doubled', ({ what }) => {
  const faults = Array.from({ length: REQUESTS + 2 }, (_, index) => index + 1).flatMap((nth) =>
    violations(disturbed(code, null, undisturbedRun, [{ at: { nth }, do: what }])).map(
      (fault) => `request ${nth}: ${fault}`,
    ),
  );
  expect(faults).toEqual([]);
});

/** The bundle, with names that can be found in it. */
const readable = buildBundle(join(__dirname, '..', '..', 'src', 'addon', 'main.ts'), 'kept').code;

/** The same with the body of one function replaced. */
function without(name: string, body: string): string {
  const head = new RegExp(`function ${name}\\(([^)]*)\\)\\s*\\{`);
  expect(readable).toMatch(head);
  return readable.replace(head, (found) => `${found}\n${body}`);
}

/** How many runs of a sweep over every call go wrong, by the words of what went wrong. */
function wrong(broken: string, run: (call: Call) => string[]): string {
  return undisturbed(broken).flatMap(run).join('\n');
}

const sort = (world: World) => world.user.sortRange('Sheet1', 'A:H', 'A', false);

describe('the sweep has teeth', () => {
  test('without the look-up of requests in doubt it finds codes made twice', () => {
    const broken = without('match', 'return /* @__PURE__ */ new Map();');
    const found = wrong(broken, ({ execution, k }) =>
      violations(
        disturbed(broken, { execution, k, when: 'after' }, { kind: 'kill', pendingWrites: 'applied' }),
      ),
    );
    expect(found).toMatch(/the account holds qr_\w+ .* which no row shows/);
  });

  test('with rows remembered by their number it finds short URLs beside the wrong rows', () => {
    const byNumber = without(
      'locate',
      'return flights.map((flight) => ({ index: flight.inputs.index, edited: false, copies: [], stale: [] }));',
    );
    const broken = byNumber
      .replace(/function reconcile\([^)]*\)\s*\{/, '$& return /* @__PURE__ */ new Map();')
      .replace(
        /function confirm\([^)]*\)\s*\{/,
        '$& return { lost: [], patches: /* @__PURE__ */ new Map() };',
      );
    const found = wrong(broken, ({ execution, k }) =>
      violations(disturbed(broken, { execution, k, when: 'before' }, { kind: 'edit', edit: sort })),
    );
    expect(found).toMatch(/shows the code of/);
  });

  test('with a log that is not read when a slice begins it finds lines twice', () => {
    const broken = without('openJobLog', 'return newJobLog(arguments[0], arguments[1]);');
    const found = wrong(broken, ({ execution, k }) =>
      violations(
        disturbed(broken, { execution, k, when: 'after' }, { kind: 'kill', pendingWrites: 'applied' }),
      ),
    );
    expect(found).toMatch(/the log has 2 lines of qr_/);
  });

  test('without the comparison of what was written with what is read it finds them too', () => {
    const broken = without('reconcile', 'return /* @__PURE__ */ new Map();');
    const found = wrong(broken, ({ execution, k }) =>
      violations(disturbed(broken, { execution, k, when: 'before' }, { kind: 'edit', edit: sort })),
    );
    expect(found).toMatch(/shows the code of|no code|no word|left as/);
  });
});

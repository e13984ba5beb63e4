// Refreshing 1,000 codes on each plan: every row has its turn, a run keeps to its time and to the rate limit, and no request is wasted.

import { type Desk, HOUR, hours, MINUTE } from '../../support/desk';
import { home, logLines, setSchedule, sheetOfCodes, statsOf } from './helper';

const CODES = 1_000;
/** Google's triggers run 90 minutes a day for each user: 24 runs of 3.5 minutes fit (docs/facts/apps-script.md#daily-trigger-time). */
const RUN_MS = 3.5 * MINUTE;

/** When each code was asked for, as Qrius logged it; refused requests are not among them. */
function turns(made: Desk): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const { path, at, status } of statsOf(made)) {
    const id = path.split('/')[2] ?? '';
    if (status === 200) found.set(id, [...(found.get(id) ?? []), at]);
  }
  return found;
}

const SCAN_HEADERS = ['Scans', 'Unique scans', 'Last scan', 'Change since last refresh', 'Scans as of'];

/** Gives each row the time of its last refresh, in hours before now; null for never. */
function refreshedBefore(made: Desk, hoursAgo: Array<number | null>): void {
  const text = (ago: number) =>
    new Date(made.world.now() - ago * HOUR).toISOString().slice(0, 16).replace('T', ' ');
  made.world.user.setCells('Sheet1', 'H1', [SCAN_HEADERS]);
  made.world.user.setCells(
    'Sheet1',
    'L2',
    hoursAgo.map((ago) => [ago === null ? '' : text(ago)]),
  );
}

describe.each([
  // In 3.25 minutes four windows open: so many rows a run.
  { plan: 'FREE', perRun: 40, runs: 3 },
  { plan: 'PRO', perRun: 400, runs: 3 },
  { plan: 'BUSINESS', perRun: 1_000, runs: 2 },
] as const)('on $plan, in the middle of its rounds,', ({ plan, perRun, runs }) => {
  const fair = Math.ceil(CODES / perRun);
  const made = sheetOfCodes(CODES, { qrius: { plan } });
  // Rows in no order: their turns lie in the last rounds, so many in each hour.
  const place = made.ids.map((_, index) => (index * 389) % CODES);
  const ago = place.map((turn) => fair - 1 - Math.floor(turn / perRun));
  refreshedBefore(made, ago);
  const from = made.world.now();
  setSchedule(made.world, { kind: 'hour' });
  made.qrius.log.length = 0;
  const executions = hours(made, runs).filter(({ functionName }) => functionName === 'onTheHour');
  const all = turns(made);

  test('each run works for at most 3.5 minutes', () => {
    expect(executions).toHaveLength(runs);
    expect(Math.max(...executions.map(({ startedAt, endedAt }) => endedAt - startedAt))).toBeLessThan(RUN_MS);
  });

  test('requests are as many as rows refreshed, and none is refused', () => {
    const outcomes = statsOf(made).map(({ status }) => status);
    expect(outcomes).toEqual(Array(runs * perRun).fill(200));
    expect(made.qrius.log).toHaveLength(outcomes.length);
    expect(home(made.world).schedule?.lastOutcome).toBe(`${perRun} rows refreshed.`);
    expect(logLines(made)).toEqual([]);
  });

  test('no row waits more than twice the fair interval, and none is asked for again before all were', () => {
    const waits = made.ids.flatMap((id, index) => {
      const times = [from - (ago[index] ?? 0) * HOUR, ...(all.get(id) ?? []), made.world.now()];
      return times.slice(1).map((at, before) => (at - (times[before] ?? 0)) / HOUR);
    });
    expect(Math.max(...waits)).toBeLessThanOrEqual(2 * fair);
    const times = made.ids.map((id) => all.get(id)?.length ?? 0);
    const whole = Math.floor((runs * perRun) / CODES);
    expect([Math.min(...times), Math.max(...times)]).toEqual([whole, Math.ceil((runs * perRun) / CODES)]);
    // In a round that is not whole yet it was the turn of those that were first in the last one.
    const asked = place.filter((_, index) => (times[index] ?? 0) > whole).sort((a, b) => a - b);
    expect(whole > 0 || asked.at(-1) === asked.length - 1).toBe(true);
  });
});

test('rows refreshed longest ago come first, wherever they are, and what a run did not reach is first in the next', () => {
  const made = sheetOfCodes(100, { qrius: { plan: 'FREE' } });
  // Row n was refreshed n days ago; three never were.
  const never = [17, 50, 99];
  refreshedBefore(
    made,
    made.ids.map((_, index) => (never.includes(index) ? null : (index + 1) * 24)),
  );
  setSchedule(made.world, { kind: 'hour' });
  hours(made, 1);
  const first = [...turns(made).keys()].map((id) => made.ids.indexOf(id));
  const oldest = made.ids.map((_, index) => 99 - index).filter((index) => !never.includes(index));
  expect(first).toEqual([...never, ...oldest.slice(0, 37)]);
  made.world.user.shuffleRows('Sheet1', 3);
  made.qrius.log.length = 0;
  hours(made, 1);
  const second = [...turns(made).keys()].map((id) => made.ids.indexOf(id));
  expect(second).toEqual(oldest.slice(37, 77));
});

test('a code without a proper answer is asked for last in the next run, and keeps nobody waiting', () => {
  const made = sheetOfCodes(100, { qrius: { plan: 'FREE' } });
  setSchedule(made.world, { kind: 'hour' });
  const bad = made.ids[0] ?? '';
  for (const nth of [1, 2, 3])
    made.qrius.faults.push({
      at: { nth, method: 'GET', path: `/qr/${bad}/stats/export` },
      do: { kind: 'status', status: 500 },
    });
  hours(made, 1);
  expect(home(made.world).schedule?.lastOutcome).toBe('40 rows refreshed, 1 without scan data.');
  made.qrius.log.length = 0;
  hours(made, 1);
  const asked = statsOf(made).map(({ path }) => path.split('/')[2]);
  expect([asked.length, asked.indexOf(bad)]).toEqual([40, -1]);
  hours(made, 1);
  expect(turns(made).get(bad)).toHaveLength(1);
});

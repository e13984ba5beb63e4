// The sweep of the hourly run: at its service calls it is killed, or a service fails, and the hours that follow are undisturbed.
import type { FaultAction } from '../../../sim/apps-script/faults';
import type { World } from '../../../sim/apps-script/world';
import type { State } from '../../../sim/qrius/state';
import { scansOf } from '../../../sim/qrius/stats';
import { inProcess } from '../../../sim/qrius/transport';
import { ask } from '../../../sim/sidebar';
import { DAY, HOUR, hours, MINUTE, SHEETS_FAILED, shownRows, talks } from '../../support/desk';
import { home, logLines, setSchedule, sheetOfCodes, triggersOf } from './helper';

const NEXT = 'https://example.com/next';
/** Day 0 of a sheet's dates in epoch milliseconds, where its zone is UTC. */
const DAY_ZERO = Date.UTC(1899, 11, 30);

/** A minute before the hour: two switches and a refresh are due, and a job of three rows has made only some. */
function before(): { world: World; qrius: State; ids: string[] } {
  const made = sheetOfCodes(3, {
    plans: [1, 2].map((n) => [`${NEXT}-${n}`, '2027-01-04 09:30'] as const),
    qrius: { requestsPerMinute: 4 },
  });
  setSchedule(made.world, { kind: 'hour' }, true);
  made.world.user.setCells('Sheet1', 'A5', talks(3).slice(1));
  ask(made.world, 'createCodes', { scope: 'sheet', conflict: 'suffix', images: false, most: null });
  made.world.advance(58 * MINUTE);
  return made;
}
const first = before();

/** The same moment again. */
function again(): { world: World; qrius: State } {
  const qrius = structuredClone(first.qrius);
  return { world: first.world.clone(inProcess(qrius)), qrius };
}

/** The service calls of the undisturbed run that reach a service, and those of them that write or read cells back. */
const trips = (() => {
  const { world } = again();
  const [run] = world.advance(2 * MINUTE);
  return (run?.calls ?? []).filter(({ trip }) => trip);
})();
const calls = trips.map(({ k }) => k);
const ofCells = trips.filter(({ name }) => /^Range\.setValues$|\.flush$/.test(name)).map(({ k }) => k);

/** @returns a sentence for each thing that does not hold. */
function violations(made: { world: World; qrius: State }): string[] {
  const { world, qrius } = made;
  const { job, schedule } = home(world);
  const rows = shownRows(world, 'Sheet1');
  const grid = world.values('Sheet1');
  const [headers = []] = grid;
  const faults: string[] = [];
  const demand = (holds: boolean, sentence: string) => void (holds || faults.push(sentence));

  demand(job?.phase === 'ended', `the job is ${job?.phase}`);
  demand(schedule?.pausedWhy === null && !schedule.overdue, `the schedule is dead: ${schedule?.pausedWhy}`);
  demand(/refreshed/.test(schedule?.lastOutcome ?? ''), `the last outcome is ${schedule?.lastOutcome}`);
  demand(triggersOf(made).join() === 'onTheHour', `the triggers are ${triggersOf(made)}`);
  const ids = rows.map((row) => row['QR ID'] ?? '');
  demand(new Set(ids).size === 6 && !ids.includes(''), `the rows have the codes ${ids}`);
  demand(Object.keys(qrius.codes).length === 6, `the account has ${Object.keys(qrius.codes).length} codes`);
  rows.forEach((row, index) => {
    const code = qrius.codes[ids[index] ?? ''];
    const url = index < 2 ? `${NEXT}-${index + 1}` : row.URL;
    const shows = `${row.Name}: ${row.URL}, ${row['Next destination']}, ${row['Switch on']}, ${row.Status}`;
    demand(code?.destinationUrl === url && row.URL === url && code?.name === row.Name, shows);
    demand(row['Next destination'] === '' && row['Switch on'] === '', shows);
    demand(/^(Created|Switched to its next destination)$/.test(row.Status ?? ''), shows);
    const asOf = grid[index + 1]?.[headers.indexOf('Scans as of')];
    const at = typeof asOf === 'object' ? DAY_ZERO + asOf.serial * DAY : 0;
    demand(world.now() - at < 2 * HOUR, `${row.Name} was refreshed at ${new Date(at).toISOString()}`);
    const range = code ? [at - MINUTE, at].map((time) => scansOf(qrius, code, time).totalScans) : [];
    const scans = Number(row.Scans);
    demand(
      scans >= (range[0] ?? 0) && scans <= (range[1] ?? -1),
      `${row.Name} has ${scans} scans of ${range}`,
    );
  });
  const lines = logLines(made);
  for (const [index, id] of ids.entries()) {
    const own = lines
      .filter((line) => line['QR ID'] === id && line.Result === 'done')
      .map(({ Action }) => Action);
    const expected = index < 2 ? ['Switch'] : index > 2 ? ['Create'] : [];
    demand(own.join() === expected.join(), `the log says of row ${index + 2}: ${own}`);
  }
  return faults;
}

test('an undisturbed run does all of it', () => {
  const made = again();
  hours(made, 1);
  expect(calls.length).toBeGreaterThan(80);
  expect(violations(made)).toEqual([]);
});

const disturbances: Array<[title: string, when: 'before' | 'after', what: FaultAction]> = [
  ['is killed', 'before', { kind: 'kill', pendingWrites: 'lost' }],
  ['is killed after the call, what it wrote is applied', 'after', { kind: 'kill', pendingWrites: 'applied' }],
  ['meets a failing service', 'before', { kind: 'throw', message: SHEETS_FAILED }],
  ['meets a service that works and then fails', 'after', { kind: 'throw', message: SHEETS_FAILED }],
];

test.each(disturbances)('a run that %s leaves nothing undone or done twice', (title, when, what) => {
  // Every fifth call, each with another disturbance, and every write with all: a run takes 50 ms, and there are some hundred calls.
  const offset = disturbances.findIndex(([other]) => other === title);
  const found = calls
    .filter((k, index) => index % (5 * disturbances.length) === 5 * offset || ofCells.includes(k))
    .flatMap((k) => {
      const made = again();
      made.world.faults.push({ at: { k }, execution: made.world.state.executions + 1, when, do: what });
      hours(made, 4);
      const missed = made.world.faults.length > 0 ? ['the disturbance never happened'] : [];
      return [...missed, ...violations(made)].map((sentence) => `call ${k}: ${sentence}`);
    });
  expect(found).toEqual([]);
});

// Sheets fails in the run of a schedule, once or for days: nobody is locked out, the schedule continues or pauses, and the log does not fill up.

import { copyOf } from '../../../sim/copy';
import { inProcess } from '../../../sim/qrius/transport';
import { ask, get } from '../../../sim/sidebar';
import {
  AFTER_LEASE_MS,
  COLLEAGUE,
  colleague,
  type Desk,
  HOUR,
  hours,
  logLines,
  SHEETS_FAILED,
  shownRows,
} from '../../support/desk';
import { begun, jobOf } from '../kinds';
import { isOver, rest, words } from '../rest';
import { home, setSchedule, sheetOfCodes } from './helper';

const ROWS = 3;

/** A schedule that refreshes each hour, and a colleague with a key of the same account. One run went well. */
const ready = (() => {
  const made = sheetOfCodes(ROWS);
  colleague(made);
  setSchedule(made.world, { kind: 'hour' });
  hours(made, 2);
  return made;
})();

const again = (): Desk => {
  const qrius = structuredClone(ready.qrius);
  return { ...ready, qrius, batches: [], world: ready.world.clone(inProcess(qrius)) };
};

/** What a colleague cannot do who begins a job of their own. */
function colleagueFaults({ world }: Pick<Desk, 'world'>): string[] {
  const hand = world.asUser(COLLEAGUE);
  const course = rest({ world }, () => ask(hand, 'refreshScans', { scope: 'sheet' }), hand);
  return isOver(course) ? [] : [`the colleague’s refresh: ${words(course)}`];
}

/** What is left of a job that nobody works on. */
function openFaults({ world }: Pick<Desk, 'world'>): string[] {
  const seen = ask(world.asUser(COLLEAGUE), 'getJob', null);
  if (!seen?.ok) return ['the job cannot be seen'];
  const { phase = 'ended', failure = null, busy = false } = seen.value ?? {};
  const rests = phase === 'ended' || (phase === 'paused' && failure !== null);
  return rests && !busy ? [] : [`the job is ${phase}${busy ? ', busy' : ''}`];
}

const refreshedAt = ({ world }: Pick<Desk, 'world'>): string[] =>
  shownRows(world, 'Sheet1').map((row) => row['Scans as of'] ?? '');

/** Service calls of an hourly run. */
const calls = (() => {
  const made = again();
  const [run] = hours(made, 1);
  return (run?.calls ?? []).filter(({ trip }) => trip);
})();

const THROWS = { kind: 'throw', message: SHEETS_FAILED } as const;

describe('one failing call', () => {
  test.each(['before', 'after'] as const)(
    '(%s it had its effect) leaves no job open in the next hour',
    (when) => {
      expect(calls.length).toBeGreaterThan(20);
      const own = calls.filter((_, at) => at % 2 === Number(when === 'after'));
      const found = own.flatMap(({ k, name }) => {
        const made = again();
        made.world.faults.push({ at: { k }, execution: made.world.state.executions + 1, when, do: THROWS });
        hours(made, 1);
        if (made.world.faults.length > 0) throw new Error('The fault never happened.');
        made.world.advance(AFTER_LEASE_MS);
        // Where only Sheets failed, what is noted can be put right at once; else the next run must do it.
        const soon = /^(Range|Sheet|SpreadsheetApp)\./.test(name) ? colleagueFaults(copyOf(made)) : [];
        const stale = refreshedAt(made);
        hours(made, 2);
        const { lastOutcome, pausedWhy } = home(made.world).schedule ?? {};
        const later = [...openFaults(made), ...colleagueFaults(made)];
        const fresh = refreshedAt(made).every((text, n) => text > (stale[n] ?? ''));
        return [
          ...soon.map((fault) => `soon after, ${fault}`),
          ...later.map((fault) => `hours later, ${fault}`),
          ...(pausedWhy ? [`the schedule is paused: ${pausedWhy}`] : []),
          ...(fresh ? [] : [`nothing was refreshed; the schedule says ${lastOutcome}`]),
        ].map((fault) => `call ${k}, ${name}: ${fault}`);
      });
      expect(found).toEqual([]);
    },
  );
});

/** Lets hours pass in which each call of a name fails, in whatever run. */
function failingFor(made: Pick<Desk, 'world'>, count: number, names: readonly string[]): void {
  for (let hour = 0; hour < count; hour += 1) {
    made.world.faults.length = 0;
    for (const name of names)
      for (let nth = 1; nth <= 20; nth += 1)
        made.world.faults.push({ at: { name, nth }, when: 'before', do: THROWS });
    made.world.advance(HOUR);
  }
  made.world.faults.length = 0;
}

const LASTING: string[][] = [
  ['Range.setValues'],
  ['Range.getValues'],
  ['Range.getDataRange', 'Sheet.getDataRange'],
  ['SpreadsheetApp.flush'],
  ['Range.setNumberFormat', 'RangeList.setNumberFormat'],
];
const DAYS = 3;
/** Three failed runs, and what is said when it pauses. */
const MOST_LINES = 5;

describe('calls that fail for days', () => {
  test.each(LASTING.map((names) => [names.join(' and '), names] as const))(
    '(%s) pause the schedule, free the document, and add no line each hour',
    (_, names) => {
      const made = again();
      made.world.user.deleteColumn('Sheet1', 'L');
      const lines = logLines(made).length;
      failingFor(made, 24 * DAYS, names);
      const { schedule } = home(made.world);
      const failed = schedule?.lastOutcome !== `${ROWS} rows refreshed.`;
      expect(failed ? schedule?.pausedWhy : 'it did not need them').toMatch(/^it did not|paused/);
      // Nothing is protected here, and nobody could act on being told so.
      expect(schedule?.pausedWhy ?? '').not.toMatch(/protected/);
      expect(logLines(made).length - lines).toBeLessThanOrEqual(MOST_LINES);
      made.world.advance(AFTER_LEASE_MS);
      expect([...openFaults(made), ...colleagueFaults(made)]).toEqual([]);
      setSchedule(made.world, { kind: 'hour' });
      hours(made, 2);
      expect(home(made.world).schedule).toMatchObject({
        lastOutcome: `${ROWS} rows refreshed.`,
        pausedWhy: null,
      });
    },
  );

  test.each(['create', 'changed', 'refresh', 'import'] as const)(
    'add no line each hour for a job of the user’s own (%s), which says why it does not continue',
    (kind) => {
      const job = jobOf(kind);
      const made = job.set();
      begun(job, made);
      failingFor(made, 24 * DAYS, ['Range.getFormulasR1C1', 'Range.getValues']);
      const told = logLines(made).filter(({ Action }) => Action === 'Schedule');
      expect(told.length).toBeLessThanOrEqual(MOST_LINES);
      expect(get(made.world, 'getJob', null)).toMatchObject({
        phase: expect.stringMatching(/^(paused|ended)$/),
        failure: { message: expect.stringMatching(/\w/) },
      });
      // What was cut off continues when Sheets answers again.
      const copy = copyOf(made);
      copy.qrius.faults.length = 0;
      const course = rest(copy, () => ask(copy.world, 'continueJob', null));
      expect([words(course), ...job.wrong(copy, 0).slice(0, 1)]).toEqual(['ended, done']);
    },
  );
});

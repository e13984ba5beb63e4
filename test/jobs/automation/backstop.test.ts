// What continues automatically: jobs whose sidebar was closed, whose execution died, or which wait for tomorrow, of each kind.
import { ask, get, type Hand } from '../../../sim/sidebar';
import type { JobView } from '../../../src/shared/contract/job';
import { type Desk, hours, logLines, MINUTE, NEW, shownRows, talks } from '../../support/desk';
import { changesOf, home, leadsTo, sheetOfCodes, statsOf, triggersOf } from './helper';

type Made = ReturnType<typeof sheetOfCodes>;

interface Kind {
  begin: (hand: Hand) => { ok: boolean; value?: JobView } | null;
  /** What is to be seen of it when it is done. */
  isDone: (made: Made) => boolean;
}
/** Twelve rows with a code and twelve without, on a limit of ten a minute: a slice of the sidebar ends before the job. */
const KINDS: Record<string, Kind> = {
  create: {
    begin: (hand) =>
      ask(hand, 'createCodes', { scope: 'sheet', conflict: 'suffix', images: false, most: null }),
    isDone: (made) => {
      const ids = shownRows(made.world, 'Sheet1').map((row) => row['QR ID']);
      return ids.length === 24 && new Set(ids).size === 24 && Object.keys(made.qrius.codes).length === 24;
    },
  },
  change: {
    begin: (hand) =>
      ask(hand, 'changeCodes', {
        request: { kind: 'column' },
        scope: 'sheet',
        hidden: false,
        deletes: null,
        targetFingerprint: null,
      }),
    isDone: (made) =>
      leadsTo(made).every((url) => url.startsWith(`${NEW}/`)) && new Set(leadsTo(made)).size === 12,
  },
  refresh: {
    begin: (hand) => ask(hand, 'refreshScans', { scope: 'sheet' }),
    isDone: (made) => shownRows(made.world, 'Sheet1').filter(({ Scans }) => Scans !== '').length >= 12,
  },
};

function sheet(kind: string, options: Parameters<typeof sheetOfCodes>[1] = {}): Made {
  const made = sheetOfCodes(12, { qrius: { requestsPerMinute: 6 }, ...options });
  if (kind === 'create') made.world.user.setCells('Sheet1', 'A14', talks(12).slice(1));
  if (kind === 'change')
    for (let n = 1; n <= 12; n += 1) made.world.user.setCell('Sheet1', `B${n + 1}`, `${NEW}/${n}`);
  return made;
}
const begun = (made: Made, kind: string) => KINDS[kind]?.begin(made.world);
const isDone = (made: Made, kind: string): boolean => KINDS[kind]?.isDone(made) ?? false;
const job = (made: Desk) => home(made.world).job;

describe.each(Object.keys(KINDS))('a job of the kind %s', (kind) => {
  test('whose sidebar was closed continues at the next hour, and then the trigger goes', () => {
    const made = sheet(kind);
    expect(begun(made, kind)?.value?.phase).toMatch(/running|waiting/);
    expect(triggersOf(made)).toEqual(['onTheHour']);
    hours(made, 1);
    expect(isDone(made, kind)).toBe(true);
    expect(job(made)).toMatchObject({ phase: 'ended', ending: 'done', waiting: 0, failed: 0 });
    hours(made, 1);
    expect(triggersOf(made)).toEqual([]);
  });

  test('is carried on within two minutes in a script that is bound to its sheet', () => {
    const made = sheet(kind, { kind: 'bound' });
    begun(made, kind);
    expect(triggersOf(made).sort()).toEqual(['carryOn', 'onTheHour']);
    const [first] = made.world.advance(2 * MINUTE);
    expect(first).toMatchObject({ functionName: 'carryOn', outcome: 'returned' });
    made.world.advance(10 * MINUTE);
    expect(isDone(made, kind)).toBe(true);
    expect(triggersOf(made)).toEqual(['onTheHour']);
    hours(made, 2);
    expect(triggersOf(made)).toEqual([]);
  });

  test('whose execution died continues automatically', () => {
    const calls = undisturbed(kind);
    const early = calls.slice(0, -18).filter((_, index) => index % 16 === 8);
    const late = calls.slice(-18).filter((_, index) => index % 3 === 0);
    const continued = [...early, ...late].map((k) => continuesAfterKill(kind, k));
    expect(continued.filter((yes) => yes).length).toBeGreaterThan(1);
  });

  test('that waits for tomorrow’s quota tries each hour, and continues when it can', () => {
    const made = sheet(kind);
    begun(made, kind);
    for (let times = 0; times < 3; times += 1)
      made.world.faults.push({
        at: { name: 'UrlFetchApp.fetchAll', nth: 1 },
        when: 'before',
        do: { kind: 'throw', message: 'Service invoked too many times for one day: urlfetch.' },
      });
    hours(made, 3);
    expect(job(made)).toMatchObject({ phase: 'paused', failure: { code: 'fetch-quota' } });
    expect(logLines(made).filter(({ Action }) => Action === 'Schedule')).toHaveLength(1);
    hours(made, 2);
    expect(isDone(made, kind)).toBe(true);
    expect(triggersOf(made)).toEqual([]);
  });
});

/** The service calls of the first slice of an undisturbed job. */
function undisturbed(kind: string): number[] {
  const made = sheet(kind);
  begun(made, kind);
  return (made.world.history.at(-1)?.calls ?? []).flatMap(({ k, name, trip }) =>
    // In an add-on the second trigger is refused: nothing comes after that call.
    trip && name !== 'ClockTriggerBuilder.create' ? [k] : [],
  );
}

/** Kills the first slice after a call. False where the job had only begun: then nothing was changed, and it begins again. */
function continuesAfterKill(kind: string, k: number): boolean {
  const made = sheet(kind);
  made.world.faults.push({
    at: { k },
    execution: made.world.state.executions + 1,
    when: 'after',
    do: { kind: 'kill', pendingWrites: 'lost' },
  });
  expect([k, begun(made, kind)]).toEqual([k, null]);
  const sent = changesOf(made).length;
  hours(made, 2);
  // One that had only begun is given up, and its rows are told.
  const continues = job(made) !== null && job(made)?.ending !== 'given-up';
  if (!continues) {
    expect([k, sent]).toEqual([k, 0]);
    // Where the log was being made, its user goes back to their sheet.
    made.world.user.select(['A1'], 'Sheet1');
    begun(made, kind);
    hours(made, 1);
  }
  expect([k, isDone(made, kind), job(made)?.phase]).toEqual([k, true, 'ended']);
  hours(made, 1);
  expect([k, triggersOf(made)]).toEqual([k, []]);
  return continues;
}

test('in a bound script it is carried on again where the execution that did so died', () => {
  const made = sheet('create', { kind: 'bound' });
  begun(made, 'create');
  made.world.faults.push({
    at: { name: 'UrlFetchApp.fetchAll', nth: 2 },
    when: 'after',
    do: { kind: 'kill', pendingWrites: 'lost' },
  });
  const [died] = made.world.advance(3 * MINUTE);
  expect(died).toMatchObject({ functionName: 'carryOn', outcome: 'killed' });
  // Its lease ends with Google's six minutes.
  made.world.advance(12 * MINUTE);
  expect(isDone(made, 'create')).toBe(true);
  expect(triggersOf(made)).toEqual(['onTheHour']);
});

test('in an add-on the second trigger is refused, and nothing breaks', () => {
  const made = sheet('create');
  expect(begun(made, 'create')).toMatchObject({ ok: true });
  expect(get(made.world, 'continueJob', null).phase).toMatch(/running|waiting/);
  expect(triggersOf(made)).toEqual(['onTheHour']);
});

test('where Google lets no trigger be made the job begins all the same', () => {
  const made = sheet('refresh');
  made.world.faults.push({
    at: { name: 'ClockTriggerBuilder.create', nth: 1 },
    when: 'before',
    do: { kind: 'throw', message: 'A server error occurred.' },
  });
  expect(begun(made, 'refresh')).toMatchObject({ ok: true });
});

describe('a job stays for the sidebar', () => {
  test('where the trigger is handed no document', () => {
    const made = sheet('refresh', { world: { clockTriggerDocument: 'null' } });
    begun(made, 'refresh');
    const asked = statsOf(made).length;
    expect(hours(made, 3).map(({ outcome }) => outcome)).toEqual(Array(3).fill('returned'));
    expect([statsOf(made).length, triggersOf(made).length]).toEqual([asked, 1]);
    expect(get(made.world, 'continueJob', null)).toMatchObject({ phase: 'ended', done: 12 });
  });

  test('where the user must allow the add-on again: nothing is sent', () => {
    const made = sheet('create');
    begun(made, 'create');
    made.world.state.unauthorised.push('owner');
    made.qrius.log.length = 0;
    hours(made, 3);
    expect(made.qrius.log).toEqual([]);
    expect(job(made)?.phase).toMatch(/running|waiting/);
    made.world.state.unauthorised.length = 0;
    hours(made, 1);
    expect(isDone(made, 'create')).toBe(true);
  });

  test.each([
    [
      'the key was refused',
      (made: Made) => {
        for (const key of made.qrius.keys) key.revoked = true;
      },
      'key-refused',
    ],
    ['the key was forgotten', (made: Made) => void get(made.world, 'forgetKey', null), 'not-connected'],
  ])('where %s: it pauses, says so once in the log, and asks Qrius no more', (_, harm, code) => {
    const made = sheet('create');
    begun(made, 'create');
    harm(made);
    hours(made, 1);
    expect(job(made)).toMatchObject({ phase: 'paused', failure: { code } });
    const asked = made.qrius.log.length;
    hours(made, 3);
    expect(made.qrius.log.length).toBe(asked);
    const lines = logLines(made).filter(({ Action }) => Action === 'Schedule');
    expect(lines.map(({ Who, Result }) => [Who, Result])).toEqual([['Ada', job(made)?.failure?.message]]);
  });

  test('where its sheet was deleted it is given up, and says so', () => {
    const made = sheet('refresh');
    begun(made, 'refresh');
    made.world.user.edit({ kind: 'insertSheet', name: 'Other' });
    made.world.user.deleteSheet('Sheet1');
    hours(made, 1);
    expect(job(made)).toMatchObject({
      phase: 'ended',
      ending: 'given-up',
      failure: { code: 'sheet-deleted' },
    });
    hours(made, 1);
    expect(triggersOf(made)).toEqual([]);
  });
});

test('a trigger that fires while a job begins in the sidebar stays', () => {
  const made = sheet('change');
  begun(made, 'change');
  hours(made, 1);
  expect(triggersOf(made)).toEqual(['onTheHour']);
  made.world.user.setCell('Sheet1', 'B2', NEW);
  made.world.faults.push({
    at: { name: 'UrlFetchApp.fetchAll', nth: 1 },
    when: 'before',
    do: { kind: 'run', functionName: 'onTheHour' },
  });
  begun(made, 'change');
  expect(made.world.faults).toEqual([]);
  expect(triggersOf(made)).toEqual(['onTheHour']);
  expect(changesOf(made).length).toBeGreaterThan(12);
});

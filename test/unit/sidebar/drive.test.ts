// Driving a job: what the page calls next, and what it says of progress.

import type { JobView } from '../../../src/shared/contract/job';
import { announcement } from '../../../src/sidebar/job/announce';
import type { JobCall } from '../../../src/sidebar/job/calls';
import {
  type Drive,
  type DriveEvent,
  due,
  IDLE,
  isActive,
  POLL_MS,
  reduce,
  SLICE_GAP_MS,
  STOP_AGAIN_MS,
} from '../../../src/sidebar/job/drive';
import { pageFault } from '../../../src/sidebar/rpc/faults';

const running: JobView = {
  id: 'a',
  kind: 'create',
  what: null,
  mine: true,
  mayEnd: false,
  owner: 'Anna',
  phase: 'running',
  ending: null,
  failure: null,
  fingerprint: '',
  busy: false,
  busyMs: 0,
  sheetId: 0,
  total: 50,
  done: 10,
  already: 0,
  failed: 0,
  invalid: 0,
  waiting: 40,
  withdrawn: 0,
  waitMs: 0,
  leftMs: null,
  faults: [],
  faultCount: 0,
  orphans: [],
};
const ended: JobView = { ...running, phase: 'ended', ending: 'done', done: 50, waiting: 0 };
const later = 1_000_000;

/** What is known after some events. */
function driveAfter(...events: Array<DriveEvent | ((drive: Drive) => DriveEvent)>): Drive {
  return events.reduce<Drive>(
    (drive, event) => reduce(drive, typeof event === 'function' ? event(drive) : event),
    IDLE,
  );
}
const sent = (call: JobCall, now: number): DriveEvent => ({
  kind: 'sent',
  call,
  now,
});
const answered =
  (call: JobCall, job: JobView | null, now: number) =>
  (drive: Drive): DriveEvent => ({ kind: 'answered', call, job, turn: drive.turn, now });
const failed = (call: JobCall, fault = pageFault('offline')): DriveEvent => ({
  kind: 'failed',
  call,
  fault,
  now: 0,
});
const seen =
  (job: JobView | null, now = 0) =>
  ({ turn }: Pick<Drive, 'turn'>): DriveEvent => ({ kind: 'seen', job, turn, now });

describe('what is due', () => {
  test('a home that was asked for before a job began says nothing of it', () => {
    const done = driveAfter(
      seen(ended),
      sent('changeCodes', 5),
      answered('changeCodes', { ...ended, id: 'new' }, 9),
    );
    expect(reduce(done, seen(ended, 10)(IDLE)).job?.id).toBe('new');
  });

  test('only a running job of the user continues when the page opens', () => {
    expect(due(IDLE, later)).toBeNull();
    expect(due(driveAfter(seen(running)), later)).toBe('continueJob');
    expect(due(driveAfter(seen({ ...running, mine: false })), later)).toBeNull();
    expect(due(driveAfter(seen({ ...running, phase: 'paused' })), later)).toBeNull();
    expect(due(driveAfter(seen(ended)), later)).toBeNull();
  });

  test('while a slice is under way its progress is looked up, by one poll at a time', () => {
    const working = driveAfter(seen(running), sent('continueJob', 0));
    expect(due(working, POLL_MS - 1)).toBeNull();
    expect(due(working, POLL_MS)).toBe('getJob');
    const polling = reduce(working, sent('getJob', POLL_MS));
    expect(due(polling, later)).toBeNull();
    const polled = reduce(polling, answered('getJob', { ...running, done: 20 }, POLL_MS)(polling));
    expect(polled.job?.done).toBe(20);
    expect(due(polled, 2 * POLL_MS)).toBe('getJob');
  });

  test('slices follow each other, but a server that answers at once is not hammered', () => {
    const next = driveAfter(seen(running), sent('continueJob', 0), answered('continueJob', running, 10));
    expect(due(next, SLICE_GAP_MS - 1)).toBeNull();
    expect(due(next, SLICE_GAP_MS)).toBe('continueJob');
  });

  test('a wait is waited out on the page’s clock', () => {
    const waiting = driveAfter(seen({ ...running, phase: 'waiting', waitMs: 42_000 }, 100));
    expect(due(waiting, 42_099)).toBeNull();
    expect(due(waiting, 42_100)).toBe('continueJob');
  });

  test('a job that somebody else works on is followed until it is free', () => {
    const busy = driveAfter(seen({ ...running, busy: true }));
    expect(due(busy, POLL_MS)).toBe('getJob');
    const refused = driveAfter(
      seen(running),
      sent('continueJob', 0),
      failed('continueJob', { code: 'job-busy', message: 'The job is being worked on.' }),
    );
    expect(refused.fault).toBeNull();
    expect(due(refused, POLL_MS)).toBe('getJob');
    const free = reduce(refused, answered('getJob', running, POLL_MS)(refused));
    expect(due(free, later)).toBe('continueJob');
  });
});

describe('a stop', () => {
  test('waits for the slice that is under way, and then takes one more step to tidy up', () => {
    const asked = driveAfter(seen(running), sent('continueJob', 0), sent('stopJob', 5));
    expect(due(asked, later)).toBeNull();
    const heard = reduce(asked, answered('stopJob', { ...running, busy: true }, 10)(asked));
    expect(due(heard, later)).toBe('getJob');
    const free = reduce(heard, answered('continueJob', running, 20)(heard));
    expect(due(free, later)).toBe('continueJob');
    const over = reduce(free, answered('continueJob', { ...ended, ending: 'stopped' }, 30)(free));
    expect([over.stop, isActive(over), due(over, later)]).toEqual(['no', false, null]);
  });

  test('ends a wait at once', () => {
    const waiting = { ...running, phase: 'waiting', waitMs: 60_000 } as const;
    expect(due(driveAfter(seen(waiting), sent('stopJob', 1), answered('stopJob', waiting, 2)), 5_000)).toBe(
      'continueJob',
    );
  });

  test('that fails is shown, and the job continues', () => {
    const drive = driveAfter(seen(running), sent('stopJob', 1), failed('stopJob'));
    expect(drive.fault).toEqual({ call: 'stopJob', fault: pageFault('offline') });
    expect(due(drive, later)).toBe('continueJob');
  });
});

describe('a stop before the job is known', () => {
  const unknown = { code: 'no-job', message: 'No job is under way.' } as const;
  const early = driveAfter(
    seen(ended),
    sent('createCodes', 0),
    sent('stopJob', 5),
    failed('stopJob', unknown),
  );

  test('is asked for again until the server knows the job', () => {
    expect([early.fault, announcement(early)]).toEqual([null, 'Stopping the job.']);
    expect(due(early, 5 + STOP_AGAIN_MS - 1)).toBeNull();
    expect(due(early, 5 + STOP_AGAIN_MS)).toBe('stopJob');
    const told = reduce(early, answered('getJob', { ...running, busy: true }, 2_000)(early));
    expect(due(told, 2_000)).toBe('stopJob');
    const heard = reduce(
      reduce(told, sent('stopJob', 2_000)),
      answered('stopJob', { ...running, busy: true }, 2_100)(told),
    );
    expect(heard.stop).toBe('heard');
  });

  test('is told as soon as the slice answers, and spent where the job is over or did not begin', () => {
    expect(due(reduce(early, answered('createCodes', running, 1_500)(early)), 1_500)).toBe('stopJob');
    expect(reduce(early, answered('createCodes', ended, 1_500)(early)).stop).toBe('no');
    expect(reduce(early, failed('createCodes')).stop).toBe('no');
  });
});

describe('answers', () => {
  test('a poll sent before the slice answered is outdated', () => {
    const drive = driveAfter(
      seen(running),
      sent('continueJob', 0),
      sent('getJob', 1),
      answered('continueJob', ended, 2),
    );
    const late = reduce(drive, { kind: 'answered', call: 'getJob', job: running, turn: 0, now: 3 });
    expect(late.job).toEqual(ended);
    expect(isActive(late)).toBe(false);
  });

  test('while a job is begun, the one before it does not show', () => {
    const begun = driveAfter(
      seen(ended),
      sent('createCodes', 0),
      sent('getJob', 5),
      answered('getJob', ended, 6),
    );
    expect(isActive(begun)).toBe(true);
    expect(announcement(begun)).toBe('Starting the job.');
    const other = { ...running, id: 'b' };
    expect(driveAfter(sent('createCodes', 0), sent('getJob', 5), answered('getJob', other, 6)).job).toEqual(
      other,
    );
  });

  test('a begin whose answer was lost is found again through home', () => {
    const lost = driveAfter(sent('createCodes', 0), failed('createCodes'));
    expect([isActive(lost), due(lost, later)]).toEqual([false, null]);
    const found = reduce(lost, seen(running)(lost));
    expect([found.fault, due(found, later)]).toEqual([null, 'continueJob']);
  });

  test('a slice that fails halts the job until the user tries again', () => {
    const halted = driveAfter(seen(running), sent('continueJob', 0), failed('continueJob'));
    expect(due(halted, later)).toBeNull();
    expect(announcement(halted)).toBe('Job paused.');
    expect(due(reduce(halted, { kind: 'again' }), later)).toBe('continueJob');
  });

  test('a poll that fails matters only where no slice will answer', () => {
    expect(
      driveAfter(seen(running), sent('continueJob', 0), sent('getJob', 5), failed('getJob')).fault,
    ).toBeNull();
    expect(
      driveAfter(seen({ ...running, busy: true }), sent('getJob', 5), failed('getJob')).fault,
    ).not.toBeNull();
  });

  test('a job that is gone or a colleague’s by now is let go', () => {
    const gone = driveAfter(
      seen(running),
      sent('continueJob', 0),
      failed('continueJob', { code: 'no-job', message: 'No job is under way.' }),
    );
    expect([isActive(gone), gone.fault]).toEqual([false, null]);
  });
});

test('a screen reader hears progress at every tenth', () => {
  const heard = [0, 1, 4, 5, 9, 10, 50].map((done) =>
    announcement(driveAfter(seen({ ...running, done, waiting: 50 - done }))),
  );
  expect(new Set(heard).size).toBe(4);
  expect(heard[3]).toBe('10 percent of 50 rows finished.');
  expect(announcement(driveAfter(seen({ ...running, phase: 'waiting', waitMs: 60_000 })))).toMatch(
    /in 1 minute\.$/,
  );
  expect(announcement(driveAfter(seen(ended)))).toBe('');
});

// The pure parts of the page: driving a job, numbers and times, errors and replies, equal faults.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JobView } from '../../../src/shared/contract/job';
import { headlineOf, planSentence } from '../../../src/sidebar/create/plan';
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
import { pageFault, thrownFault } from '../../../src/sidebar/rpc/faults';
import { parseReply } from '../../../src/sidebar/rpc/reply';
import {
  clockHour,
  countdown,
  counted,
  documentTime,
  duration,
  moment,
  number,
  parseCount,
} from '../../../src/sidebar/ui/format';
import { asSentence, groupRows } from '../../../src/sidebar/ui/row-groups';

const STYLES = join(__dirname, '..', '..', '..', 'src', 'sidebar', 'ui', 'style');

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

test('lengths of time read naturally, and are never too short', () => {
  expect([0, 5_000, 9_000, 42_000, 60_000, 61_000, 3_600_000, 4_800_000].map(duration)).toEqual([
    '5 seconds',
    '5 seconds',
    '10 seconds',
    '50 seconds',
    '1 minute',
    '2 minutes',
    '1 hour',
    '1 hour 20 minutes',
  ]);
  expect([50_000, 50_001].map(duration)).toEqual(['50 seconds', '1 minute']);
  expect([-5, 0, 1, 42_000, 60_000, 3_599_001, 3_600_000, 45_296_000].map(countdown)).toEqual([
    '0:00',
    '0:00',
    '0:01',
    '0:42',
    '1:00',
    '1:00:00',
    '1:00:00',
    '12:34:56',
  ]);
  expect([counted(1, 'code'), counted(2, 'code'), counted(2, 'row needs', 'rows need')]).toEqual([
    '1 code',
    '2 codes',
    '2 rows need',
  ]);
});

describe('the user’s locale', () => {
  /** Intl puts narrow spaces into some times. */
  const plain = (text: string) => text.replace(/\s/g, ' ');

  test('writes numbers, dates and hours', () => {
    expect([number(1_200, 'en-US'), number(1_200, 'de-DE')]).toEqual(['1,200', '1.200']);
    expect([clockHour(7, 'en-US'), clockHour(19, 'de-DE')].map(plain)).toEqual(['7:00 AM', '19:00']);
    expect(plain(moment(Date.UTC(2027, 0, 4, 12), 'en-US'))).toMatch(/^Jan 4, 2027, \d+:00 [AP]M$/);
  });

  test('writes the document’s times without moving them to another time zone', () => {
    expect(plain(documentTime('2027-01-05 07:00', 'moment', 'en-US'))).toBe('Jan 5, 2027, 7:00 AM');
    expect(documentTime('2027-01-05 07:00', 'date', 'de-DE')).toBe('05.01.2027');
    expect(documentTime('soon')).toBe('soon');
  });

  test('reads a count with any separators', () => {
    expect(['1200', '1,200', '1.200', '1 200', '1’200', '12 codes', ''].map(parseCount)).toEqual([
      ...[1_200, 1_200, 1_200, 1_200, 1_200, null, null],
    ]);
  });
});

describe('rows with a sentence each', () => {
  const grouped = (...sentences: string[]) =>
    groupRows(sentences.map((sentence, index) => ({ row: index + 2, name: '', sentence }))).map(
      ({ sentence, rows }) => [sentence, rows.map((row) => `${row.row} ${row.sentence}`.trim())],
    );

  test('share it where it is the same', () => {
    expect(grouped('The name is missing.', 'Failed: no.', 'The name is missing.')).toEqual([
      ['The name is missing.', ['2', '4']],
      ['Failed: no.', ['3 Failed: no.']],
    ]);
    expect(grouped('Slow. Try again.', 'Slow. Try again.')).toEqual([['Slow. Try again.', ['2', '3']]]);
  });

  test('begin with a capital, where they are no values of the user', () => {
    const row = { row: 2, name: 'a', sentence: 'the name is missing.' };
    expect(asSentence(row)).toEqual({ ...row, sentence: 'The name is missing.' });
    const styles = readdirSync(STYLES).map((file) => readFileSync(join(STYLES, file), 'utf8'));
    expect(styles.join('\n')).not.toMatch(/::first-letter|text-transform: (capitalize|uppercase)/);
  });

  test('share its beginning, and keep what each adds', () => {
    expect(grouped('Incomplete. Did you mean a?', 'Incomplete. Did you mean b?')).toEqual([
      ['Incomplete.', ['2 Did you mean a?', '3 Did you mean b?']],
    ]);
    expect(grouped('Incomplete. Did you mean a?')).toEqual([
      ['Incomplete. Did you mean a?', ['2 Incomplete. Did you mean a?']],
    ]);
  });
});

test.each([
  [
    { valid: 12, capacity: 5 },
    '5 of 12 codes will be created',
    'Your FREE plan has room for 5 of these 12 codes. Create the first 5, or upgrade. If Qrius has raised your limit, you can create them all.',
  ],
  [
    { valid: 12, capacity: 0 },
    'No room for 12 codes',
    'Your FREE plan is full. Upgrade it to create these 12 codes. If Qrius has raised your limit, you can create them all.',
  ],
])('a plan with too little room: %j', (part, headline, sentence) => {
  const checked = {
    already: 0,
    hidden: 0,
    deleted: 0,
    unconfirmed: 0,
    example: null,
    fingerprint: 'seen',
    invalid: [],
    invalidCount: 0,
    plan: 'FREE',
    runMs: 0,
    doubtful: 0,
    fixes: [],
    skipped: [],
    skippedCount: 0,
    repeated: [],
    repeatedCount: 0,
  };
  expect([headlineOf({ ...checked, ...part }), planSentence({ ...checked, ...part })]).toEqual([
    ...[headline, sentence],
  ]);
});

test.each([
  [
    'We’re sorry, a server error occurred while reading from storage. Error code PERMISSION_DENIED.',
    'several-accounts',
  ],
  ['Authorization is required to perform that action.', 'authorisation-lost'],
  ['Authorisation is required to perform that action.', 'authorisation-lost'],
  ['NetworkError: Connection failure due to HTTP 0', 'offline'],
  ['NetworkError: Connection failure due to HTTP 429', 'google-limit'],
  ['There are too many scripts running simultaneously for this Google user account.', 'google-limit'],
  ['Exceeded maximum execution time', 'late'],
  ['Script function not found: call', 'garbled-reply'],
  ['We’re sorry, a server error occurred. Please wait a bit and try again.', 'server-error'],
  ['Ein Serverfehler ist aufgetreten.', 'server-error'],
])('“%s” is shown as %s, in the add-on’s own words', (message, code) => {
  const fault = thrownFault(message, true);
  expect(fault.code).toBe(code);
  expect(fault.message).not.toContain(message);
  expect(fault.message).toMatch(/^[A-Z].*\.$/);
});

test('without a network an unknown error is put down to it', () => {
  expect(thrownFault('undefined', false).code).toBe('offline');
});

test('a reply is a Result of the method or a fault, never anything else', () => {
  expect(parseReply('getJob', '{"ok":true,"value":null}')).toEqual({ ok: true, value: null });
  expect(parseReply('countImportable', '{"ok":true,"value":{"codes":3}}')).toEqual({
    ok: true,
    value: { codes: 3 },
  });
  const failure = { code: 'no-job', message: 'No job is under way.' };
  expect(parseReply('continueJob', JSON.stringify({ ok: false, failure }))).toEqual({
    ok: false,
    fault: failure,
  });
  for (const empty of [null, undefined, '', 'null']) {
    expect(parseReply('continueJob', empty)).toEqual({ ok: false, fault: pageFault('empty-reply') });
  }
  for (const odd of [
    '<html>',
    '{"ok":true',
    '{"ok":true}',
    '{"ok":true,"value":null}',
    '{"ok":true,"value":{"progress":1}}',
    '{"ok":false}',
    '[]',
    '7',
    7,
    {},
    '{"ok":"yes"}',
  ]) {
    expect(parseReply('continueJob', odd)).toEqual({ ok: false, fault: pageFault('garbled-reply') });
  }
});

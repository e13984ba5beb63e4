// The pure parts of the page: numbers and times, errors and replies, equal faults.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyIn } from '../../../src/sidebar/connect/pasted-key';
import { headlineOf, planSentence } from '../../../src/sidebar/create/plan';
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

test.each([
  'qrius_abc-123',
  ' qrius_abc-123\n',
  'Bearer qrius_abc-123',
  'Authorization: Bearer qrius_abc-123',
  '“qrius_abc-123”',
  '"Bearer qrius_abc-123"',
  'bearer “qrius_abc-123”\u00a0',
  '\u200bqrius_abc-123\ufeff',
  "'qrius_abc-123'",
])('the key in %j is the key alone', (pasted) => {
  expect(keyIn(pasted)).toBe('qrius_abc-123');
});

test('what is inside a key stays, and nothing but quotes is no key', () => {
  expect(keyIn('qrius_abc 123')).toBe('qrius_abc 123');
  expect(keyIn(' “” ')).toBe('');
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

  test('share values of the user only where all of them is the same', () => {
    const values = [
      'Old. One → New',
      'Old. Two → New',
      'Old. One → New',
      '29 nov. 2026 → a',
      '29 nov. 2026 → b',
    ];
    const rows = values.map((sentence, index) => ({ row: index + 2, name: '', sentence }));
    expect(
      groupRows(rows, true).map(({ sentence, rows: own }) => [sentence, own.map(({ row }) => row)]),
    ).toEqual([
      ['Old. One → New', [2, 4]],
      ['Old. Two → New', [3]],
      ['29 nov. 2026 → a', [5]],
      ['29 nov. 2026 → b', [6]],
    ]);
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
    beside: [],
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

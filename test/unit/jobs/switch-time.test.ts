// When a row's code is switched, and why it is not.
import fc from 'fast-check';
import { LATE_MS, type SwitchState, switchState } from '../../../src/jobs/automation/switch-time';
import type { CellValue } from '../../../src/table/cells';
import { berlin, HOUR_MS } from './zones';

const NEXT = 'https://a.example/room-2';
/** 14 March 2026, 15:30 in Berlin; the last run was 50 minutes before. */
const SWITCH_NOW = Date.UTC(2026, 2, 14, 14, 30);
const LAST = SWITCH_NOW - 50 * 60_000;
const state = (next: string, on: CellValue, now = SWITCH_NOW, lastRun = LAST) =>
  switchState({ next, on, destination: 'https://example.com/now' }, now, lastRun, berlin);
const sentence = (found: SwitchState) => (found.kind === 'fault' ? found.sentence : found.kind);

test.each([
  ['', '', { kind: 'none' }],
  ['', '  ', { kind: 'none' }],
  [NEXT, '2026-03-14 15:09', { kind: 'due', at: Date.UTC(2026, 2, 14, 14, 9) }],
  [NEXT, ' 2026-03-14T15:09 ', { kind: 'due', at: Date.UTC(2026, 2, 14, 14, 9) }],
  [NEXT, '2026-03-14 15:30', { kind: 'due', at: SWITCH_NOW }],
  [NEXT, '2026-03-14 15:31', { kind: 'later', at: SWITCH_NOW + 60_000 }],
  [NEXT, { date: SWITCH_NOW }, { kind: 'due', at: SWITCH_NOW }],
  [NEXT, { date: SWITCH_NOW + 1 }, { kind: 'later', at: SWITCH_NOW + 1 }],
  // Summer time begins on 29 March at 02:00: 02:30 is not on the wall and counts as 03:30.
  [NEXT, '2026-03-29 02:30', { kind: 'later', at: Date.UTC(2026, 2, 29, 1, 30) }],
  // It ends on 25 October: 02:30 comes twice, and the first is meant.
  [NEXT, '2026-10-25 02:30', { kind: 'later', at: Date.UTC(2026, 9, 25, 0, 30) }],
])('next destination %j, switch on %j: %j', (next, on, expected) => {
  expect(state(next, on)).toEqual(expected);
});

test.each([
  ['', '2026-03-14 15:09', 'there is a time in Switch on, but no next destination.'],
  [NEXT, '', 'the next destination has no time in Switch on. Write it as 2027-03-14 15:09.'],
  [NEXT, '3/4/26', 'the time in Switch on, “3/4/26”, can’t be read. Write it as 2027-03-14 15:09.'],
  [
    NEXT,
    '2026-02-30 10:00',
    'the time in Switch on, “2026-02-30 10:00”, can’t be read. Write it as 2027-03-14 15:09.',
  ],
  [
    NEXT,
    '2026-03-14 24:00',
    'the time in Switch on, “2026-03-14 24:00”, can’t be read. Write it as 2027-03-14 15:09.',
  ],
  [NEXT, '2026-03-14', 'the time in Switch on, “2026-03-14”, can’t be read. Write it as 2027-03-14 15:09.'],
  [NEXT, 46_095.63, 'the time in Switch on can’t be read. Write it as 2027-03-14 15:09.'],
  [NEXT, { date: Number.NaN }, 'the time in Switch on can’t be read. Write it as 2027-03-14 15:09.'],
  [
    NEXT,
    '2026-03-13 15:09',
    'the time in Switch on, 2026-03-13 15:09, is past. Write a time that is still to come, or change the destination itself.',
  ],
  [
    'a.example',
    '2026-03-20 15:09',
    'the next destination is missing https://. Did you mean https://a.example?',
  ],
  [
    'javascript:x',
    { date: SWITCH_NOW },
    'the next destination must begin with http:// or https://, not with “javascript:”. Only web addresses can become codes.',
  ],
])('next destination %j, switch on %j is refused with a sentence', (next, on, expected) => {
  expect(sentence(state(next, on))).toBe(expected);
});

test('a long text is quoted in part', () => {
  expect(sentence(state(NEXT, 'x'.repeat(50_000))).length).toBeLessThan(400);
});

test('a switch whose cells could not be cleared is done, however long its time is past', () => {
  const row = { next: NEXT, on: '2026-03-13 10:00', destination: NEXT };
  expect(switchState(row, SWITCH_NOW, LAST, berlin)).toEqual({ kind: 'none' });
});

describe('a time that is past', () => {
  test('is due where it passed since the last run, however many triggers were missed', () => {
    const lastRun = SWITCH_NOW - 72 * HOUR_MS;
    expect(state(NEXT, { date: lastRun + 1 }, SWITCH_NOW, lastRun).kind).toBe('due');
  });

  test('is due up to two hours before the last run, and a fault before that', () => {
    expect(LATE_MS).toBe(2 * HOUR_MS);
    expect(state(NEXT, { date: LAST - LATE_MS }).kind).toBe('due');
    expect(state(NEXT, { date: LAST - LATE_MS - 1 }).kind).toBe('fault');
  });

  test('is switched by the first run after it, whichever firings are missed', () => {
    const gaps = fc.array(fc.integer({ min: 60_000, max: 30 * HOUR_MS }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(gaps, fc.double({ min: 0, max: 1, noNaN: true }), (between, part) => {
        const runs = [SWITCH_NOW];
        let end = SWITCH_NOW;
        for (const gap of between) {
          end += gap;
          runs.push(end);
        }
        const at = SWITCH_NOW + 1 + Math.floor(part * (end - SWITCH_NOW - 1));
        const states = runs.slice(1).map((run, index) => state(NEXT, { date: at }, run, runs[index]).kind);
        const first = states.indexOf('due');
        expect(states.slice(0, first).every((kind) => kind === 'later')).toBe(true);
        expect(runs[first + 1]).toBe(runs.find((run) => run >= at));
      }),
    );
  });
});

// The pure parts of changing codes: what differs and what was chosen, how a preview and a job are worded.

import { choose, cutPair, keepOf, sumOf } from '../../src/sidebar/change/choices';
import { newDraft, usualReach, wishOf } from '../../src/sidebar/change/draft';
import { buttonOf, didOf, factsOf, headlineOf, warningOf } from '../../src/sidebar/change/preview-words';
import { headline, isUndoable, outcome } from '../../src/sidebar/job/kinds';
import type { DifferenceView, JobView, Preview } from '../../src/wire/contract';

const preview: Preview = {
  ...{ codes: 12, rows: 12, deletes: 0, unchanged: 0, withoutCode: 0, hidden: 0 },
  ...{ faults: [], faultCount: 0, differences: [], differenceCount: 0, undone: null },
  ...{ reached: 'a', requests: 1, runMs: 1_000 },
};
const difference = (id: string, side: DifferenceView['side'], row: number): DifferenceView => ({
  ...{ id, side, rows: [row], name: id, field: 'destination' },
  ...{ here: 'https://example.com/here', there: 'https://example.com/there' },
});
const differing = (...differences: DifferenceView[]): Preview => ({
  ...preview,
  ...{ codes: differences.filter(({ side }) => side === 'here').length, differences },
  differenceCount: differences.length,
});

describe('choices', () => {
  const here = difference('a', 'here', 2);
  const there = difference('b', 'there', 3);
  const both = difference('c', 'both', 4);
  const seen = differing(there, both, here);

  test('add up: what is sent, what is taken, what is left', () => {
    expect(sumOf(seen, [])).toEqual({ codes: 1, rows: 0, left: 2, mine: 0 });
    const chosen = choose(choose([], [there, both], 'theirs'), [both], 'mine');
    expect([keepOf(chosen, there), keepOf(chosen, both)]).toEqual(['theirs', 'mine']);
    expect(sumOf(seen, chosen)).toEqual({ codes: 2, rows: 1, left: 0, mine: 1 });
    expect(sumOf(seen, choose(chosen, [both], null)).left).toBe(1);
  });

  test('a code that is sent anyway is not counted twice', () => {
    const tags: DifferenceView = { ...difference('a', 'both', 2), field: 'tags' };
    expect(sumOf(differing(tags, here), choose([], [tags], 'mine')).codes).toBe(1);
  });

  test('are what the button says, and where there are none there is no button', () => {
    const open = differing(there);
    expect(buttonOf('changed', open, [])).toBeNull();
    expect(headlineOf('changed', open, [])).toBe('Choose what to keep.');
    expect(buttonOf('changed', open, choose([], [there], 'theirs'))).toBe('Update 1 row');
    expect(buttonOf('changed', open, choose([], [there], 'mine'))).toBe('Change 1 code');
    expect(warningOf('changed', open, choose([], [there], 'mine'))).toMatch(/within 5 minutes/);
    expect(warningOf('changed', open, choose([], [there], 'theirs'))).toBeNull();
  });
});

describe('two texts that differ', () => {
  test('are shown as they are where they are short', () => {
    expect(cutPair('a', '')).toEqual(['a', '']);
  });

  test('keep what differs where they are long', () => {
    const text = (middle: string) => `https://example.com/${'a'.repeat(300)}${middle}${'z'.repeat(300)}`;
    const [here, there] = cutPair(text('HERE'), text('THERE'));
    expect([here.includes('HERE'), there.includes('THERE')]).toEqual([true, true]);
    expect(Math.max(here.length, there.length)).toBeLessThan(200);
    const [long] = cutPair('x'.repeat(9_000), '');
    expect(long.length).toBeLessThan(300);
  });
});

describe('a preview', () => {
  test.each([
    ['destination', {}, 'Change 12 codes'],
    ['pause', { codes: 1 }, 'Pause 1 code'],
    ['activate', {}, 'Activate 12 codes'],
    ['delete', { codes: 3, deletes: 3 }, 'Delete 3 codes'],
    ['undo', {}, 'Undo for 12 codes'],
    ['undo', { deletes: 12 }, 'Delete 12 codes'],
    ['undo', { deletes: 2 }, 'Undo for 12 codes'],
    ['tags', { codes: 0 }, null],
  ] as const)('of %s with %j has the button “%s”', (what, part, label) => {
    expect(buttonOf(what, { ...preview, ...part }, [])).toBe(label);
  });

  test('counts every row that is not changed', () => {
    const seen = { ...preview, rows: 13, unchanged: 1, withoutCode: 2, hidden: 1 };
    expect(factsOf('destination', seen, [])).toEqual([
      'Takes a few seconds, with 1 request to Qrius',
      'They stand in 13 rows',
      '1 row leads there already',
      '2 rows have no code',
      '1 hidden row is left out',
    ]);
    expect(factsOf('pause', { ...preview, unchanged: 2 }, [])).toContain('2 rows are paused already');
  });

  test('without any code says where to find some', () => {
    const none = { ...preview, codes: 0, rows: 0 };
    expect(headlineOf('pause', none, [])).toBe('No code to change here.');
    expect(factsOf('pause', none, [])).toEqual([
      'Select cells in rows that have a QR ID, then come back here.',
    ]);
  });

  test('tells what deleted and paused codes do in print, and what undo takes back', () => {
    expect(warningOf('delete', { ...preview, deletes: 12 }, [])).toMatch(/leads nowhere/);
    expect(warningOf('undo', { ...preview, deletes: 1 }, [])).toMatch(/cannot be brought back/);
    expect(warningOf('pause', preview, [])).toMatch(/leads nowhere, in print too/);
    expect(didOf(['Create', 'Change tags', 'Rename'])).toBe('created codes, changed tags and renamed codes');
  });
});

describe('a draft', () => {
  test('asks nothing before its form is sent', () => {
    const draft = { ...newDraft('destination'), url: ' https://example.com ' };
    expect(wishOf(draft)).toBeNull();
    expect(wishOf({ ...draft, asked: true })).toEqual({ kind: 'destination', url: 'https://example.com' });
    expect(wishOf(newDraft('pause'))).toEqual({ kind: 'pause' });
  });

  test('is for the selection where more than one row is selected, and never for hidden rows', () => {
    expect([0, 1, 2].map((selected) => usualReach({ selected }))).toEqual([
      { scope: 'sheet', hidden: false },
      { scope: 'sheet', hidden: false },
      { scope: 'selection', hidden: false },
    ]);
  });
});

describe('a job', () => {
  const job = (part: Partial<JobView>): JobView => ({
    ...{ id: 'a', kind: 'change', what: 'destination', mine: true, owner: 'Ada', phase: 'ended' },
    ...{ ending: 'done', failure: null, busy: false, busyMs: 0, total: 43, done: 42, already: 0 },
    ...{ failed: 1, waiting: 0, left: 0, waitMs: 0, leftMs: null, faults: [], lost: [] },
    ...part,
  });

  test.each([
    [{}, '42 rows changed, 1 failed'],
    [{ what: 'pause', failed: 0 }, 'Codes of 42 rows paused'],
    [{ what: 'switch', done: 1, failed: 0 }, 'Code of 1 row switched'],
    [{ kind: 'refresh', what: null, failed: 0 }, '42 rows refreshed'],
    [{ kind: 'refresh', what: null, done: 0 }, 'No row was refreshed'],
    [{ kind: 'create', what: null, done: 1, failed: 0 }, '1 code created'],
    [{ kind: 'import', what: null, failed: 0 }, '42 codes brought in'],
    [{ what: 'delete', done: 0 }, 'No code was deleted'],
    [{ ending: 'stopped' }, 'The job was stopped'],
  ] as const)('with %j has the heading “%s”', (part, words) => {
    expect(headline(job(part))).toBe(words);
  });

  test('is told in one line, and undone unless it deleted, brought in or undid', () => {
    expect(outcome(job({ what: 'undo' }))).toBe('42 rows taken back, 1 failed');
    const undoable = [job({}), job({ kind: 'create', what: null })].every(isUndoable);
    const others = [
      { what: 'delete' },
      { what: 'undo' },
      { kind: 'import', what: null },
      { done: 0 },
    ] as const;
    expect([undoable, others.some((part) => isUndoable(job(part)))]).toEqual([true, false]);
  });
});

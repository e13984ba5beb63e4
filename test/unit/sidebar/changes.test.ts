// The pure parts of changing codes: differences and choices, and what a preview and a job say.

import type { DifferenceView, Preview } from '../../../src/shared/contract/change';
import type { JobView } from '../../../src/shared/contract/job';
import { choose, keepOf, sumOf } from '../../../src/sidebar/change/choices';
import { cutPair } from '../../../src/sidebar/change/cut-pair';
import { finalRequest, newDraft, requestOf, usualReach } from '../../../src/sidebar/change/draft';
import { changeHints } from '../../../src/sidebar/change/job-words';
import { buttonOf, factsOf, headlineOf, warningOf } from '../../../src/sidebar/change/preview';
import { didOf } from '../../../src/sidebar/change/preview-words';
import { isUndoable } from '../../../src/sidebar/job/kinds';
import { headline, lastJob } from '../../../src/sidebar/job/words';

const preview: Preview = {
  codes: 12,
  rows: 12,
  deletes: 0,
  unchanged: 0,
  withoutCode: 0,
  hidden: 0,
  changeCount: 0,
  faults: [],
  faultCount: 0,
  differences: [],
  differenceCount: 0,
  undone: null,
  changes: [],
  elsewhere: [],
  copied: 0,
  uncompared: [],
  targetFingerprint: 'a',
  requests: 1,
  runMs: 1_000,
};
const difference = (id: string, side: DifferenceView['side'], row: number): DifferenceView => ({
  id,
  side,
  rows: [row],
  name: id,
  field: 'destination',
  here: 'https://example.com/here',
  there: 'https://example.com/there',
});
const differing = (...differences: DifferenceView[]): Preview => ({
  ...preview,
  codes: differences.filter(({ side }) => side === 'here').length,
  differences,
  differenceCount: differences.length,
});

describe('choices', () => {
  const here = difference('a', 'here', 2);
  const there = difference('b', 'there', 3);
  const both = difference('c', 'both', 4);
  const seen = differing(there, both, here);

  test('add up: values sent, values taken, values undecided', () => {
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

  test('are what the button says; without any there is no button', () => {
    const open = differing(there);
    expect(buttonOf('changed', open, [])).toBeNull();
    expect(headlineOf('changed', open, [])).toBe('Choose which values to keep.');
    expect(buttonOf('changed', open, choose([], [there], 'theirs'))).toBe('Update 1 row');
    expect(buttonOf('changed', open, choose([], [there], 'mine'))).toBe('Update 1 code');
    expect(warningOf('changed', open, choose([], [there], 'mine'))).toMatch(/within 5 minutes/);
    expect(warningOf('changed', open, choose([], [there], 'theirs'))).toBeNull();
  });
});

describe('two texts that differ', () => {
  test('stay whole where they are short', () => {
    expect(cutPair('a', '')).toEqual(['a', '']);
  });

  test('keep their difference where they are long', () => {
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
    ['destination', {}, 'Point 12 codes to this URL'],
    ['column', {}, 'Update 12 codes'],
    ['tags', {}, 'Change tags of 12 codes'],
    ['pause', { codes: 1 }, 'Pause 1 code'],
    ['activate', {}, 'Reactivate 12 codes'],
    ['delete', { codes: 3, deletes: 3 }, 'Delete 3 codes'],
    ['undo', {}, 'Restore 12 codes'],
    ['undo', { deletes: 12 }, 'Delete 12 codes'],
    ['undo', { deletes: 2 }, 'Restore 12 codes'],
    ['tags', { codes: 0 }, null],
  ] as const)('of %s with %j has the button “%s”', (what, part, label) => {
    expect(buttonOf(what, { ...preview, ...part }, [])).toBe(label);
  });

  test('counts every row that is not changed', () => {
    const seen = { ...preview, rows: 13, unchanged: 1, withoutCode: 2, hidden: 1 };
    expect(factsOf('destination', seen, [])).toEqual([
      'About 5 seconds, 1 request to Qrius',
      'In 13 rows',
      '1 row already opens this URL',
      '2 rows have no code',
      '1 hidden row is skipped',
    ]);
    expect(factsOf('pause', { ...preview, unchanged: 2 }, [])).toContain('2 rows are already paused');
  });

  test('without any code says what to do', () => {
    const none = { ...preview, codes: 0, rows: 0 };
    expect(headlineOf('pause', none, [])).toBe('No codes selected.');
    expect(factsOf('pause', none, [])).toEqual(['Select rows that have a QR code.']);
  });

  test('warns about deleted and paused codes in print, and says what undo restores', () => {
    expect(warningOf('delete', { ...preview, deletes: 12 }, [])).toMatch(/Printed copies stop working/);
    expect(warningOf('undo', { ...preview, deletes: 1 }, [])).toMatch(/can’t be restored/);
    expect(warningOf('pause', preview, [])).toMatch(/won’t open a page until you reactivate/);
    expect(didOf(['Create', 'Change tags', 'Rename'])).toBe('created codes, changed tags and renamed codes');
  });
});

describe('a draft', () => {
  test('asks for no preview before its form is complete', () => {
    const draft = { ...newDraft('destination'), url: ' https://example.com ' };
    expect(requestOf(draft)).toBeNull();
    expect(requestOf({ ...draft, asked: true })).toEqual({ kind: 'destination', url: 'https://example.com' });
    expect(requestOf(newDraft('pause'))).toEqual({ kind: 'pause' });
    expect([requestOf(newDraft(null)), requestOf(newDraft('import'))]).toEqual([null, null]);
  });

  test('is sent with the choices that were made, and undoes the job that the preview showed', () => {
    const choices = choose([], [difference('a', 'both', 2)], 'mine');
    const draft = { ...newDraft('changed'), choices };
    expect(finalRequest({ kind: 'changed', choices: [] }, draft, preview)).toEqual({
      kind: 'changed',
      choices,
    });
    const undone = { job: 'j', who: 'Ada', when: 0, actions: [] };
    expect(finalRequest({ kind: 'undo', job: null }, draft, { ...preview, undone })).toEqual({
      kind: 'undo',
      job: 'j',
    });
    expect(finalRequest({ kind: 'pause' }, draft, preview)).toEqual({ kind: 'pause' });
  });

  test('starts with the selection where any row is selected, and without hidden rows', () => {
    expect([0, 1, 2].map((selected) => usualReach({ selected }))).toEqual([
      { scope: 'sheet', hidden: false },
      { scope: 'selection', hidden: false },
      { scope: 'selection', hidden: false },
    ]);
  });
});

describe('a job', () => {
  const job = (part: Partial<JobView>): JobView => ({
    id: 'a',
    kind: 'change',
    fingerprint: '',
    what: 'destination',
    mine: true,
    mayEnd: false,
    owner: 'Ada',
    phase: 'ended',
    ending: 'done',
    failure: null,
    busy: false,
    busyMs: 0,
    sheetId: 0,
    total: 43,
    done: 42,
    already: 0,
    failed: 1,
    invalid: 0,
    waiting: 0,
    withdrawn: 0,
    waitMs: 0,
    leftMs: null,
    faults: [],
    faultCount: 0,
    orphans: [],
    ...part,
  });

  test.each([
    [{}, '42 rows updated, 1 failed'],
    [{ what: 'pause', failed: 0 }, '42 codes paused'],
    [{ what: 'switch', done: 1, failed: 0 }, '1 code switched'],
    [{ kind: 'refresh', what: null, failed: 0 }, '42 rows refreshed'],
    [{ kind: 'refresh', what: null, done: 0, failed: 0 }, 'No rows refreshed'],
    [{ kind: 'create', what: null, done: 1, failed: 0 }, '1 code created'],
    [{ kind: 'import', what: null, failed: 0 }, '42 codes imported'],
    [{ what: 'delete', done: 0, failed: 0 }, 'No codes deleted'],
    [{ what: 'undo', failed: 0 }, '42 codes restored'],
    [{ what: 'undo', failed: 0, invalid: 1 }, '42 codes restored, 1 not changed'],
    [{ what: 'undo-create', failed: 0 }, '42 codes deleted'],
    [{ kind: 'create', what: null, done: 5, failed: 0, invalid: 5 }, '5 codes created, 5 not sent'],
    [{ ending: 'stopped', withdrawn: 3 }, 'Job stopped'],
    [{ ending: 'stopped', failed: 0 }, '42 rows updated'],
  ] as const)('with %j has the heading “%s”', (part, words) => {
    expect(headline(job(part))).toBe(words);
  });

  test.each([
    [1, 'The row stays in your sheet. To create a code for it again, go back to the first view.'],
    [2, 'The rows stay in your sheet. To create codes for them again, go back to the first view.'],
  ])('that deletes %i says that rows stay', (done, hint) => {
    expect(changeHints(job({ what: 'delete', done }))).toEqual([hint]);
  });

  test('fits in one line, and can be undone unless it deleted, imported or undid', () => {
    expect(lastJob(job({ what: 'undo' }))).toBe('Last job: 42 codes restored, 1 failed.');
    expect(lastJob(job({ ending: 'stopped', failed: 0 }))).toBe('Last job, stopped: 42 rows updated.');
    const undoable = [job({}), job({ kind: 'create', what: null })].every(isUndoable);
    const others = [
      { what: 'delete' },
      { what: 'undo' },
      { what: 'undo-create' },
      { kind: 'import', what: null },
      { done: 0 },
    ] as const;
    expect([undoable, others.some((part) => isUndoable(job(part)))]).toEqual([true, false]);
  });
});

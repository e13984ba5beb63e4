// Undo: takes back what the last job did, and nothing that was changed since; and the log that it reads.
import { ask, get } from '../../../sim/sidebar';
import { LOG_NAME, readLog } from '../../../src/table/log';
import { colleague, connected, createCodes, NEW, SHEET, talks } from '../../support/desk';
import { act, changing, code, coded, row, status } from './helper';

const undo = { request: { kind: 'undo', job: null } } as const;
const TARGET = { scope: 'sheet', hidden: false } as const;
const lines = ({ world }: ReturnType<typeof coded>) => readLog(world.table(LOG_NAME));

test('destinations go back, and an undo of the undo brings them again', () => {
  const made = coded(3);
  act(made, { request: { kind: 'destination', url: NEW } });
  expect(act(made, undo)).toBe('Done. 3 restored, 0 already there, 0 failed, 0 waiting, 0 left out.');
  expect([1, 2, 3].map((number) => code(made, number).destinationUrl)).toEqual(
    ['001', '002', '003'].map((number) => `https://example.com/${number}`),
  );
  expect(row(made, 2)[1]).toBe('https://example.com/001');
  act(made, undo);
  expect([code(made, 1).destinationUrl, row(made, 2)[1]]).toEqual([NEW, NEW]);
  expect(lines(made).map(({ action, before, after, result }) => [action, before, after, result])).toEqual(
    [1, 2, 1]
      .flatMap((way) =>
        (way === 1 ? ['001', '002', '003'] : ['003', '002', '001']).map((number) => {
          const old = `https://example.com/${number}`;
          return ['Change destination', ...(way === 1 ? [old, NEW] : [NEW, old]), 'done'];
        }),
      )
      .map((line, at) =>
        at < 6 ? line : ['Change destination', `https://example.com/00${at - 5}`, NEW, 'done'],
      ),
  );
});

test('tags and pauses go back, each code to what it had', () => {
  const made = coded(2);
  code(made, 2).tags = ['x'];
  act(made, { request: { kind: 'tags', action: 'add', tags: 'b' } });
  act(made, undo);
  expect([code(made, 1).tags, code(made, 2).tags, row(made, 2)[2]]).toEqual([['a'], ['x'], 'a']);
  code(made, 2).paused = true;
  act(made, { request: { kind: 'pause' } });
  act(made, undo);
  expect([code(made, 1).paused, code(made, 2).paused, status(made, 2)]).toEqual([false, true, 'Activated']);
});

test('a code that was changed since is left, with a word, also where another of its fields goes back', () => {
  const made = coded(2);
  createCodes(made);
  made.world.user.setCells(SHEET, 'A2', [
    ['One', `${NEW}/1`],
    ['Two', `${NEW}/2`],
  ]);
  const keep = made.ids.flatMap((id) => [
    { id, field: 'destination', keep: 'mine' } as const,
    { id, field: 'name', keep: 'mine' } as const,
  ]);
  act(made, { request: { kind: 'changed', choices: keep } });
  code(made, 1).destinationUrl = 'https://example.com/since';
  Object.assign(code(made, 2), { destinationUrl: 'https://example.com/since', name: 'Since' });
  expect(act(made, undo)).toBe('Done. 0 restored, 0 already there, 2 failed, 0 waiting, 0 left out.');
  expect(code(made, 1)).toMatchObject({ name: 'Talk 001', destinationUrl: 'https://example.com/since' });
  expect(code(made, 2)).toMatchObject({ name: 'Since', destinationUrl: 'https://example.com/since' });
  const word = 'Not changed: it was changed since, and is left as it is.';
  expect([status(made, 2), status(made, 3)]).toEqual([`${word} Restored: name`, word]);
});

test('of a job that created, just its codes are deleted, and only with their number', () => {
  const made = connected([...talks(3, ['Tags'], ['a']), ['', '', '']]);
  createCodes(made);
  const first = Object.keys(made.qrius.codes);
  made.world.user.setCells(SHEET, 'A5', [
    ['Later', 'https://example.com/later'],
    ['Later too', 'https://example.com/2'],
  ]);
  createCodes(made);
  const seen = get(made.world, 'previewChange', { ...undo, ...TARGET });
  expect(seen).toMatchObject({ codes: 2, deletes: 2, undone: { who: 'Ada', actions: ['Create'] } });
  expect(act(made, undo)).toMatch(/^This would delete 2 codes, which isn’t what you confirmed/);
  expect(act(made, { ...undo, deletes: 2 })).toMatch(/^Done\. 2 deleted/);
  expect(Object.keys(made.qrius.codes)).toEqual(first);
  expect(row(made, 5).slice(0, 2)).toEqual(['Later', 'https://example.com/later']);
  expect(row(made, 5).at(-1)).toBe('Deleted');
  // What was deleted does not come back.
  expect(act(made, undo)).toMatch(
    /^“Later” can’t be changed: a code that was deleted cannot be restored\. Create it again\.$/,
  );
});

test('where another job came between, the undo that was looked at is refused', () => {
  const made = coded(1);
  expect(act(made, undo)).toBe('There is no job to undo.');
  act(made, { request: { kind: 'pause' } });
  const { undone, targetFingerprint } = get(made.world, 'previewChange', { ...undo, ...TARGET });
  act(made, { request: { kind: 'activate' } });
  const late = {
    request: { kind: 'undo', job: undone?.job ?? '' },
    deletes: null,
    targetFingerprint,
    ...TARGET,
  } as const;
  expect(ask(made.world, 'changeCodes', late)).toMatchObject({
    ok: false,
    failure: { code: 'target-changed' },
  });
  expect(changing(made)).toHaveLength(2);
});

test('the history names the last jobs, and an earlier one can be undone as far as nothing came after it', () => {
  const made = coded(3);
  act(made, { request: { kind: 'tags', action: 'add', tags: 'b' } });
  made.world.user.select(['A2:A3']);
  act(made, { request: { kind: 'destination', url: NEW }, scope: 'selection' });
  act(made, { request: { kind: 'pause' } });
  const jobs = () => get(made.world, 'listJobs', null).jobs;
  const shown = () => jobs().map(({ actions, codes, undoable }) => [actions, codes, undoable]);
  expect(shown()).toEqual([
    [['Pause'], 3, true],
    [['Change destination'], 2, true],
    [['Change tags'], 3, true],
  ]);
  expect(jobs()[0]).toMatchObject({ who: 'Ada', when: expect.any(Number) });
  const undoJob = (job = '') => act(made, { request: { kind: 'undo', job } });
  expect(undoJob(jobs()[1]?.job)).toMatch(/^Done\. 2 restored/);
  expect(code(made, 1)).toMatchObject({
    destinationUrl: 'https://example.com/001',
    tags: ['a', 'b'],
    paused: true,
  });
  act(made, { request: { kind: 'tags', action: 'add', tags: 'c' }, scope: 'selection' });
  expect(shown()).toEqual([
    [['Change tags'], 2, true],
    [['Change destination'], 2, true],
    [['Pause'], 3, true],
    [['Change destination'], 2, false],
    [['Change tags'], 3, true],
  ]);
  // Of two codes the tags were changed again.
  expect(undoJob(jobs()[4]?.job)).toMatch(/^Done\. 1 restored, 0 already there, 2 failed/);
  act(made, { request: { kind: 'delete' }, deletes: 3 });
  expect(jobs().every(({ undoable }) => !undoable)).toBe(true);
});

test('a colleague sees the history, and can undo no job but their own', () => {
  const made = coded(1);
  act(made, { request: { kind: 'pause' } });
  const [job] = get(colleague(made), 'listJobs', null).jobs;
  expect(job).toMatchObject({ who: 'Ada', actions: ['Pause'], undoable: false });
});

test('the log never holds the key', () => {
  const made = coded(2);
  act(made, { request: { kind: 'destination', url: NEW } });
  act(made, undo);
  expect(lines(made)).toHaveLength(4);
  expect(made.world.table(LOG_NAME).flat().join()).not.toContain(made.qrius.accounts[0]?.key);
});

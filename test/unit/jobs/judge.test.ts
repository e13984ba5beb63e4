// What one answer means for a group of codes, and what each code that fails is told.
import { type Change, type Group, groupsOf } from '../../../src/jobs/change/changes';
import { afterList, verdict } from '../../../src/jobs/change/verdict';
import type { Outcome } from '../../../src/qrius/answers';

const PAUSE: Change = { kind: 'pause' };
const DELETE: Change = { kind: 'delete' };
const groupOf = (ids: string[], change: Change = PAUSE): Group =>
  groupsOf(ids.map((id) => ({ id, change })))[0] as Group;
const ABC = groupOf(['a', 'b', 'c']);
const counts = (updated: unknown, failed: unknown): Outcome => ({
  kind: 'done',
  data: { updated, failed },
  meta: undefined,
});
const rejected = (message: string): Outcome => ({ kind: 'rejected', message });
const OPEN = { done: [], failed: [], again: [], unclear: null, halt: null, limited: false };
const asked = (groups: readonly Group[]) => groups.map(({ ids }) => ids.join(' '));

/** Answers one after the other, each to the first group that is still open. */
function follow(group: Group, answers: ReadonlyArray<Outcome | null>) {
  const open = [group];
  const told: Record<string, string> = {};
  for (const answer of answers) {
    const next = open.shift();
    if (!next) throw new Error('Nothing is left to be asked.');
    const said = verdict(next, answer);
    for (const id of said.done) told[id] = 'done';
    for (const { id, sentence } of said.failed) told[id] = sentence;
    open.unshift(...said.again);
  }
  return { told, open: asked(open) };
}

describe('an answer', () => {
  test('with all codes changed is the end', () => {
    expect(verdict(ABC, counts(3, 0))).toEqual({ ...OPEN, done: ['a', 'b', 'c'] });
    const renamed = groupOf(['a'], { kind: 'rename', name: 'N' });
    expect(verdict(renamed, { kind: 'done', data: { id: 'a', name: 'N' }, meta: undefined }).done).toEqual([
      'a',
    ]);
  });

  test('with some changed tells of none which it was: they are asked in parts', () => {
    expect(follow(ABC, [counts(2, 1)])).toEqual({ told: {}, open: ['a', 'b', 'c'] });
  });

  test('that asks to wait costs no try', () => {
    expect(verdict(ABC, { kind: 'limited', retryAfterMs: 9_000 })).toEqual({
      ...OPEN,
      again: [ABC],
      limited: true,
    });
  });

  test.each<[Outcome, string, string]>([
    [
      { kind: 'key-refused' },
      'key-refused',
      'Qrius refused the API key. Set a key that works, then continue.',
    ],
    [
      { kind: 'plan-limit', message: 'Upgrade.' },
      'plan-limit',
      'Qrius does not allow this change: Upgrade. All that was changed stays.',
    ],
  ])('of the kind %j halts, and the group stays to be sent', (outcome, code, message) => {
    const { halt, again } = verdict(ABC, outcome);
    expect([halt?.failure, again]).toEqual([{ code, message }, [ABC]]);
  });

  test.each<[string, Outcome | null, string]>([
    ['none', null, 'Qrius gave no answer'],
    [
      'a fault',
      { kind: 'lost', why: 'Qrius had a fault of its own (HTTP 502)' },
      'Qrius had a fault of its own (HTTP 502)',
    ],
  ])('that is %s is asked for three times in all', (_, outcome, why) => {
    expect(follow(ABC, [outcome]).open).toEqual(['a b c']);
    expect(follow(ABC, [outcome, outcome]).open).toEqual(['a b c']);
    const sentence = `${why}, 3 times. It is not known whether the change was made; it can be sent again without harm.`;
    expect(follow(ABC, [outcome, outcome, outcome])).toEqual({
      told: { a: sentence, b: sentence, c: sentence },
      open: [],
    });
  });

  test.each([[counts(1, 1)], [counts(4, -1)], [counts('3', 0)]])(
    'with counts that cannot be right counts as lost where a code is alone: %j',
    (improper) => {
      const sentence =
        'Qrius answered with counts that cannot be right, 3 times. It is not known whether the change was made; it can be sent again without harm.';
      expect(follow(groupOf(['a']), [improper, improper, improper])).toEqual({
        told: { a: sentence },
        open: [],
      });
    },
  );
});

describe('a group that is refused', () => {
  test('of one code fails with the words of Qrius', () => {
    expect(follow(groupOf(['a']), [rejected('No.')]).told).toEqual({ a: 'No.' });
    expect(follow(groupOf(['a']), [{ kind: 'conflict', message: 'Locked.' }]).told).toEqual({ a: 'Locked.' });
    expect(follow(groupOf(['a']), [{ kind: 'missing' }]).told).toEqual({
      a: 'Qrius has no such code any more.',
    });
  });

  test('is asked for its first code, then its last; where they hear the same, so do all', () => {
    expect(follow(ABC, [rejected('No.')]).open).toEqual(['a']);
    expect(follow(ABC, [rejected('No.'), rejected('No.')]).open).toEqual(['c']);
    expect(follow(ABC, [rejected('No.'), rejected('a: No.'), rejected('c: No.')])).toEqual({
      told: {
        a: 'a: No.',
        b: 'It failed together with other codes. Two of them, tried alone, got this answer: c: No.',
        c: 'c: No.',
      },
      open: [],
    });
  });

  test('for one of its codes changes the others', () => {
    const refused = rejected('Locked.');
    expect(follow(ABC, [refused, refused, counts(1, 0), counts(1, 0)])).toEqual({
      told: { a: 'Locked.', b: 'done', c: 'done' },
      open: [],
    });
    expect(follow(ABC, [refused, counts(1, 0), refused, counts(1, 0), refused])).toEqual({
      told: { a: 'done', b: 'done', c: 'Locked.' },
      open: [],
    });
  });

  test('and then says that a code was not changed, blames that code alone', () => {
    expect(follow(ABC, [rejected('No.'), counts(0, 1)])).toEqual({
      told: { a: 'Qrius did not change it; the code may have been deleted.' },
      open: ['b c'],
    });
  });
});

describe('a delete', () => {
  const group = groupOf(['a', 'b', 'c'], DELETE);

  test.each<[string, Outcome | null]>([
    ['some codes failed', counts(2, 1)],
    ['all codes failed', counts(0, 3)],
    ['the counts are wrong', counts(1, 1)],
    ['there was no answer', null],
    ['there is no such code', { kind: 'missing' }],
  ])('where %s is looked up, and what is still there is deleted again', (_, outcome) => {
    const { unclear, ...rest } = verdict(group, outcome);
    expect(rest).toMatchObject({ done: [], failed: [], again: [] });
    const said = afterList(unclear as Group, new Set(['b', 'x']));
    expect([said.done, said.failed, asked(said.again)]).toEqual([['a', 'c'], [], ['b']]);
  });

  test('is given up after three tries, when the code is known to be there', () => {
    let open = groupOf(['a'], DELETE);
    for (const last of [false, false, true]) {
      const said = afterList(verdict(open, counts(0, 1)).unclear as Group, new Set(['a']));
      const sentence = 'Qrius did not delete it, 3 times. The code is still there.';
      expect(said.failed).toEqual(last ? [{ id: 'a', sentence }] : []);
      open = said.again[0] ?? open;
    }
  });
});

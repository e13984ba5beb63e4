// Codes that get the same change are sent together, and each of them ends with its own truth, in few requests.
import fc from 'fast-check';
import {
  type Change,
  type CodeChange,
  type Group,
  groupsOf,
  requestOf,
} from '../../../src/jobs/change/changes';
import { afterList, judge, type Unclear } from '../../../src/jobs/change/judge';
import { MAX_TRIES } from '../../../src/jobs/verdict';
import type { Outcome } from '../../../src/qrius/answers';
import { MOST_IDS } from '../../../src/qrius/requests';

const URL_A: Change = { kind: 'destination', url: 'https://a.example/' };
const URL_B: Change = { kind: 'destination', url: 'https://b.example/' };
const TAG: Change = { kind: 'tags', action: 'add', tags: ['x', 'y'] };
const PAUSE: Change = { kind: 'pause' };
const ACTIVATE: Change = { kind: 'activate' };
const DELETE: Change = { kind: 'delete' };

const idsOf = (count: number) => Array.from({ length: count }, (_, number) => `qr_${number}`);
const want = (id: string, change: Change): CodeChange => ({ id, change });
const counts = (updated: unknown, failed: unknown): Outcome => ({
  kind: 'done',
  data: { updated, failed },
  meta: undefined,
});
const shape = (groups: readonly Group[]) => groups.map(({ ids, change }) => [ids.join(' '), change.kind]);

describe('groups', () => {
  test.each<[string, CodeChange[], Array<[string, string]>]>([
    ['of nothing are none', [], []],
    [
      'hold what wants the same, in its order',
      [want('b', URL_A), want('a', URL_B), want('c', URL_A)],
      [
        ['b c', 'destination'],
        ['a', 'destination'],
      ],
    ],
    [
      'take tags for a set',
      [want('a', TAG), want('b', { kind: 'tags', action: 'add', tags: ['y', 'x', 'y'] })],
      [['a b', 'tags']],
    ],
    [
      'keep tag actions apart',
      [want('a', TAG), want('b', { kind: 'tags', action: 'set', tags: ['x', 'y'] })],
      [
        ['a', 'tags'],
        ['b', 'tags'],
      ],
    ],
    [
      'hold a code once that is in two rows',
      [want('a', URL_A), want('a', TAG), want('a', URL_A), want('a', TAG)],
      [
        ['a', 'destination'],
        ['a', 'tags'],
      ],
    ],
    [
      'of names hold one code each',
      [want('a', { kind: 'name', text: 'N' }), want('b', { kind: 'name', text: 'N' })],
      [
        ['a', 'name'],
        ['b', 'name'],
      ],
    ],
    [
      'leave the last of several changes of one code to be the last',
      [want('a', PAUSE), want('b', ACTIVATE), want('a', ACTIVATE), want('a', PAUSE), want('c', PAUSE)],
      [
        ['a c', 'pause'],
        ['b a', 'activate'],
        ['a', 'pause'],
      ],
    ],
    [
      'do not delete a code before its other changes',
      [want('b', DELETE), want('a', PAUSE), want('a', DELETE)],
      [
        ['b', 'delete'],
        ['a', 'pause'],
        ['a', 'delete'],
      ],
    ],
    [
      'are not torn apart by names between other changes',
      ['a', 'b'].flatMap((id) => [want(id, URL_A), want(id, { kind: 'name', text: id }), want(id, TAG)]),
      [
        ['a b', 'destination'],
        ['a', 'name'],
        ['a b', 'tags'],
        ['b', 'name'],
      ],
    ],
  ])('%s', (_, wants, expected) => expect(shape(groupsOf(wants))).toEqual(expected));

  test('hold at most a hundred codes: pausing 300 takes three requests', () => {
    const sizes = (count: number) =>
      groupsOf(idsOf(count).map((id) => want(id, PAUSE))).map(({ ids }) => ids.length);
    expect(sizes(300)).toEqual([100, 100, 100]);
    expect(sizes(101)).toEqual([100, 1]);
  });

  test('become the request of their change', () => {
    const changes: Change[] = [
      ...[URL_A, TAG, PAUSE, ACTIVATE, DELETE],
      { kind: 'name', text: 'N' },
      { kind: 'description', text: '' },
    ];
    expect(changes.map((change) => groupsOf([want('a', change)]).map(requestOf))).toEqual([
      [
        {
          method: 'POST',
          path: '/qr/bulk/update-destination',
          body: { qrCodeIds: ['a'], destinationUrl: URL_A.url },
        },
      ],
      [
        {
          method: 'POST',
          path: '/qr/bulk/tags',
          body: { qrCodeIds: ['a'], action: 'add', tags: ['x', 'y'] },
        },
      ],
      [{ method: 'POST', path: '/qr/bulk/pause', body: { qrCodeIds: ['a'] } }],
      [{ method: 'POST', path: '/qr/bulk/activate', body: { qrCodeIds: ['a'] } }],
      [{ method: 'POST', path: '/qr/bulk/delete', body: { qrCodeIds: ['a'] } }],
      [{ method: 'PATCH', path: '/qr/a', body: { name: 'N' } }],
      [{ method: 'PATCH', path: '/qr/a', body: { description: '' } }],
    ]);
  });
});

/** Sends groups until none is left, as a job does; `list` tells which codes exist. */
function drive(
  wants: readonly CodeChange[],
  answer: (group: Group) => Outcome | null,
  list: () => string[] = () => [],
) {
  const queue = groupsOf(wants);
  const done: string[] = [];
  const failed: string[] = [];
  let requests = 0;
  for (let group = queue.shift(); group; group = queue.shift()) {
    if (group.ids.length > MOST_IDS) throw new Error('A request names more than a hundred codes.');
    if (new Set(group.ids).size < group.ids.length) throw new Error('A request names a code twice.');
    requests += 1;
    let said = judge(group, answer(group));
    if (said.unclear) {
      const left = new Set(list());
      said = afterList(said.unclear, (id) => group?.change.kind === 'delete' && !left.has(id));
    }
    done.push(...said.done);
    failed.push(...said.failed.map(({ id }) => id));
    queue.unshift(...said.again);
  }
  return { done: done.sort(), failed: failed.sort(), requests };
}

const pick = (count: number) =>
  fc.uniqueArray(fc.nat(count - 1), { maxLength: Math.min(count, 12) }).map((all) => new Set(all));
const accounts = fc
  .integer({ min: 1, max: 350 })
  .chain((count) => fc.tuple(fc.constant(idsOf(count)), pick(count)))
  .map(([ids, picked]) => ({ ids, bad: new Set(ids.filter((_, number) => picked.has(number))) }));
const splitBy = (ids: string[], bad: Set<string>) => ({
  done: ids.filter((id) => !bad.has(id)).sort(),
  failed: ids.filter((id) => bad.has(id)).sort(),
});

describe('the codes of a group', () => {
  test('end with exactly the failing ones failed, in few requests', () => {
    const changes = fc.constantFrom(URL_A, URL_B, TAG, PAUSE, ACTIVATE);
    fc.assert(
      fc.property(accounts, fc.array(changes, { minLength: 1, maxLength: 3 }), ({ ids, bad }, wished) => {
        const wants = ids.map((id, number) => want(id, wished[number % wished.length] ?? PAUSE));
        const end = drive(wants, (group) => {
          const failed = group.ids.filter((id) => bad.has(id)).length;
          return counts(group.ids.length - failed, failed);
        });
        expect(end).toMatchObject(splitBy(ids, bad));
        expect(end.requests).toBeLessThanOrEqual(groupsOf(wants).length + bad.size * Math.log2(MOST_IDS) * 2);
      }),
    );
  });

  test('one of a hundred that fails is found in at most 14 requests', () => {
    const most = idsOf(100).map(
      (bad) =>
        drive(
          idsOf(100).map((id) => want(id, PAUSE)),
          ({ ids }) => (ids.includes(bad) ? counts(ids.length - 1, 1) : counts(ids.length, 0)),
        ).requests,
    );
    expect(Math.max(...most)).toBe(14);
  });

  test('that make the whole request be refused are found as well', () => {
    fc.assert(
      fc.property(accounts, ({ ids, bad }) => {
        const refusing = (group: Group): Outcome => {
          const culprit = group.ids.find((id) => bad.has(id));
          return culprit === undefined
            ? counts(group.ids.length, 0)
            : { kind: 'rejected', message: `${culprit} is locked.` };
        };
        const wants = ids.map((id) => want(id, PAUSE));
        // Where the first and the last of a group are both bad, they are taken for all.
        fc.pre(groupsOf(wants).every((group) => !bad.has(group.ids[0] ?? '')));
        const end = drive(wants, refusing);
        expect(end).toMatchObject(splitBy(ids, bad));
        expect(end.requests).toBeLessThanOrEqual(
          3 * groupsOf(wants).length + bad.size * Math.log2(MOST_IDS) * 2,
        );
      }),
    );
  });

  test.each<[string, (group: Group) => Outcome | null, number]>([
    ['reject', ({ ids }) => ({ kind: 'rejected', message: `${ids[0]}: no such address` }), 3],
    ['do not find', () => ({ kind: 'missing' }), 3],
    ['answer without counts', () => ({ kind: 'done', data: {}, meta: undefined }), 1 + MAX_TRIES + 1],
    ['do not answer', () => null, MAX_TRIES],
    ['answer that none was changed', ({ ids }) => counts(0, ids.length), 1],
  ])('all end with a sentence after a few requests that %s', (_, answer, requests) => {
    const end = drive(
      idsOf(100).map((id) => want(id, URL_A)),
      answer,
    );
    expect(end).toMatchObject({ done: [], failed: idsOf(100).sort(), requests });
  });

  test('that were to be deleted are told by what the account still has, whatever the answers were', () => {
    const faults = fc.array(fc.constantFrom('fine', 'lost before', 'lost after', 'limited', 'refused'), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(accounts, faults, ({ ids, bad }, script) => {
        const account = new Set(ids);
        const answers = [...script];
        const end = drive(
          ids.map((id) => want(id, DELETE)),
          (group) => {
            const fault = answers.shift();
            if (fault === 'limited') return { kind: 'limited', retryAfterMs: null };
            if (fault === 'refused') return { kind: 'rejected', message: 'Busy.' };
            if (fault === 'lost before') return null;
            const gone = group.ids.filter((id) => !bad.has(id) && account.delete(id)).length;
            return fault === 'lost after' ? null : counts(gone, group.ids.length - gone);
          },
          () => [...account],
        );
        expect(end.failed).toEqual([...account].sort());
        expect(end.done).toEqual(ids.filter((id) => !account.has(id)).sort());
      }),
    );
  });
});

const groupOf = (ids: string[], change: Change = PAUSE): Group =>
  groupsOf(ids.map((id) => ({ id, change })))[0] as Group;
const ABC = groupOf(['a', 'b', 'c']);
const rejected = (message: string): Outcome => ({ kind: 'rejected', message });
const OPEN = { done: [], failed: [], again: [], unclear: null, pause: null };
const asked = (groups: readonly Group[]) => groups.map(({ ids }) => ids.join(' '));

/** Answers one after the other, each to the first group that is still open. */
function follow(group: Group, answers: ReadonlyArray<Outcome | null>) {
  const open = [group];
  const told: Record<string, string> = {};
  for (const answer of answers) {
    const next = open.shift();
    if (!next) throw new Error('Nothing is left to be asked.');
    const said = judge(next, answer);
    for (const id of said.done) told[id] = 'done';
    for (const { id, sentence } of said.failed) told[id] = sentence;
    open.unshift(...said.again);
  }
  return { told, open: asked(open) };
}

describe('an answer', () => {
  test('with all codes changed is the end', () => {
    expect(judge(ABC, counts(3, 0))).toEqual({ ...OPEN, done: ['a', 'b', 'c'] });
    const renamed = groupOf(['a'], { kind: 'name', text: 'N' });
    expect(judge(renamed, { kind: 'done', data: { id: 'a', name: 'N' }, meta: undefined }).done).toEqual([
      'a',
    ]);
  });

  test('with some changed tells of none which it was: they are asked in parts', () => {
    expect(follow(ABC, [counts(2, 1)])).toEqual({ told: {}, open: ['a', 'b', 'c'] });
  });

  test('that asks to wait costs no try', () => {
    expect(judge(ABC, { kind: 'limited', retryAfterMs: 9_000 })).toEqual({ ...OPEN, again: [ABC] });
  });

  test.each<[Outcome, string, string]>([
    [{ kind: 'key-refused' }, 'key-refused', 'Qrius rejected your API key. Change the key to continue.'],
    [
      { kind: 'plan-limit', message: 'Upgrade.' },
      'plan-limit',
      'Qrius does not allow this change: Upgrade. What was changed so far stays changed.',
    ],
  ])('of the kind %j pauses the job, and the group stays to be sent', (outcome, code, message) => {
    const { pause, again } = judge(ABC, outcome);
    expect([pause?.info, again]).toEqual([{ code, message }, [ABC]]);
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
    // Then the account says what was changed.
    const sentence = `${why}, 3 times, and Qrius does not show the change.`;
    const { unclear, ...rest } = judge({ ...ABC, tries: 2 }, outcome);
    expect([rest, unclear?.sentence]).toEqual([{ ...rest, done: [], failed: [], again: [] }, sentence]);
    const said = afterList(unclear as Unclear, (id) => id === 'b');
    expect([said.done, said.failed, said.again]).toEqual([
      ['b'],
      ['a', 'c'].map((id) => ({ id, sentence })),
      [],
    ]);
  });

  test.each([[counts(1, 1)], [counts(4, -1)], [counts('3', 0)]])(
    'with counts that cannot be right counts as lost where a code is alone: %j',
    (improper) => {
      const sentence =
        'Qrius answered with counts that cannot be right, 3 times, and Qrius does not show the change.';
      const [once] = judge(groupOf(['a']), improper).again;
      const [twice] = judge(once as Group, improper).again;
      const { unclear } = judge(twice as Group, improper);
      expect(afterList(unclear as Unclear, () => false).failed).toEqual([{ id: 'a', sentence }]);
      expect(afterList(unclear as Unclear, () => true).done).toEqual(['a']);
    },
  );
});

describe('a group that is refused', () => {
  test('of one code fails with the words of Qrius', () => {
    expect(follow(groupOf(['a']), [rejected('No.')]).told).toEqual({ a: 'No.' });
    expect(follow(groupOf(['a']), [{ kind: 'conflict', message: 'Locked.' }]).told).toEqual({ a: 'Locked.' });
    expect(follow(groupOf(['a']), [{ kind: 'missing' }]).told).toEqual({
      a: 'this Qrius account does not list the code: it was deleted, is new, or belongs to another account.',
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
    const { unclear, ...rest } = judge(group, outcome);
    expect(rest).toMatchObject({ done: [], failed: [], again: [] });
    const said = afterList(unclear as Unclear, (id) => id !== 'b');
    expect([said.done, said.failed, asked(said.again)]).toEqual([['a', 'c'], [], ['b']]);
  });

  test('is given up after three tries, when the code is known to be there', () => {
    let open = groupOf(['a'], DELETE);
    for (const last of [false, false, true]) {
      const said = afterList(judge(open, counts(0, 1)).unclear as Unclear, () => false);
      const sentence = 'Qrius did not delete it, 3 times. The code is still there.';
      expect(said.failed).toEqual(last ? [{ id: 'a', sentence }] : []);
      open = said.again[0] ?? open;
    }
  });
});

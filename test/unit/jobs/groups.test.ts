// Codes that want the same change are sent together, and each of them ends with its own truth, in few requests.
import fc from 'fast-check';
import { type Change, type Group, groupsOf, requestOf, type Want } from '../../../src/jobs/change/changes';
import { afterList, MOST_TRIES, verdict } from '../../../src/jobs/change/verdict';
import type { Outcome } from '../../../src/qrius/answers';
import { MOST_IDS } from '../../../src/qrius/requests';

const URL_A: Change = { kind: 'destination', url: 'https://a.example/' };
const URL_B: Change = { kind: 'destination', url: 'https://b.example/' };
const TAG: Change = { kind: 'tags', action: 'add', tags: ['x', 'y'] };
const PAUSE: Change = { kind: 'pause' };
const ACTIVATE: Change = { kind: 'activate' };
const DELETE: Change = { kind: 'delete' };

const idsOf = (count: number) => Array.from({ length: count }, (_, number) => `qr_${number}`);
const want = (id: string, change: Change): Want => ({ id, change });
const counts = (updated: number, failed: number): Outcome => ({
  kind: 'done',
  data: { updated, failed },
  meta: undefined,
});
const shape = (groups: readonly Group[]) => groups.map(({ ids, change }) => [ids.join(' '), change.kind]);

describe('groups', () => {
  test.each<[string, Want[], Array<[string, string]>]>([
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
      'hold a code once that stands in two rows',
      [want('a', URL_A), want('a', TAG), want('a', URL_A), want('a', TAG)],
      [
        ['a', 'destination'],
        ['a', 'tags'],
      ],
    ],
    [
      'of renames hold one code each',
      [want('a', { kind: 'rename', name: 'N' }), want('b', { kind: 'rename', name: 'N' })],
      [
        ['a', 'rename'],
        ['b', 'rename'],
      ],
    ],
    [
      'leave the last of several wishes of one code to be the last',
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
      'are not torn apart by renames between other wishes',
      ['a', 'b'].flatMap((id) => [want(id, URL_A), want(id, { kind: 'rename', name: id }), want(id, TAG)]),
      [
        ['a b', 'destination'],
        ['a', 'rename'],
        ['a b', 'tags'],
        ['b', 'rename'],
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
    const changes: Change[] = [URL_A, TAG, PAUSE, ACTIVATE, DELETE, { kind: 'rename', name: 'N' }];
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
    ]);
  });
});

/** Sends groups until none is left, as a job does; `list` tells which codes exist. */
function drive(
  wants: readonly Want[],
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
    let said = verdict(group, answer(group));
    if (said.unclear) said = afterList(said.unclear, new Set(list()));
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
    ['answer without counts', () => ({ kind: 'done', data: {}, meta: undefined }), 1 + MOST_TRIES + 1],
    ['do not answer', () => null, MOST_TRIES],
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

// Who failed: Qrius tells two counts only, and yet each row ends with its own truth, in few requests.
import { removeCode } from '../../../sim/qrius/codes';
import type { Account } from '../../../sim/qrius/state';
import { NEW } from '../../support/desk';
import { act, type Coded, changing, code, coded, groups, status } from './helper';

/** Deletes codes, or gives them to somebody else, when the job has looked and before it sends anything. */
function lose(made: Coded, numbers: readonly number[]): void {
  made.world.faults.push({
    // The list of codes comes first, page by page.
    at: { name: 'UrlFetchApp.fetchAll', nth: 1 + Math.ceil(made.ids.length / 100) },
    when: 'before',
    do: {
      kind: 'act',
      act: () => {
        for (const number of numbers) {
          const lost = code(made, number);
          if (number % 2 === 0) lost.accountId = 'somebody else';
          else removeCode(made.qrius, made.qrius.accounts[0] as Account, lost);
        }
      },
    },
  });
}

test.each<[codes: number, lost: number[]]>([
  [100, [57]],
  [100, [1, 100]],
  [240, [3, 4, 150, 239]],
  [250, Array.from({ length: 10 }, (_, at) => 25 * at + 7)],
])('of %i codes these fail: %j', (count, lost) => {
  const made = coded(count, { qrius: { requestsPerMinute: 10_000 } });
  lose(made, lost);
  expect(act(made, { request: { kind: 'destination', url: NEW } })).toBe(
    `Done. ${count - lost.length} updated, 0 already there, ${lost.length} failed, 0 waiting, 0 left out.`,
  );
  const failed = made.ids
    .map((_, at) => at + 1)
    .filter((number) => status(made, number + 1).startsWith('Not changed: '));
  expect(failed).toEqual(lost);
  expect(status(made, (lost[0] ?? 0) + 1)).toBe(
    'Not changed: Qrius did not change it; the code may have been deleted.',
  );
  const others = made.ids.map((_, at) => at + 1).filter((number) => !lost.includes(number));
  expect(others.every((number) => code(made, number).destinationUrl === NEW)).toBe(true);
  expect(others.every((number) => status(made, number + 1) === 'Changed: destination')).toBe(true);
  const most = lost.length * Math.log2(100) * 2 + Math.ceil(count / 100);
  expect(changing(made).length).toBeLessThanOrEqual(most);
  for (const ids of groups(made)) expect(new Set(ids).size).toBe(ids.length);
});

test('a request that Qrius refuses as a whole is tried with two codes, and all are told the reason', () => {
  const made = coded(30);
  const message = 'This destination is blocked.';
  for (let nth = 1; nth <= 3; nth += 1)
    made.qrius.faults.push({
      at: { nth, method: 'POST' },
      do: { kind: 'status', status: 422, message },
    });
  expect(act(made, { request: { kind: 'destination', url: NEW } })).toMatch(
    /^Done\. 0 updated, .* 30 failed/,
  );
  expect(changing(made)).toHaveLength(3);
  expect(status(made, 2)).toBe(`Not changed: ${message}`);
  expect(status(made, 9)).toMatch(
    /^Not changed: It failed together with other codes\..*This destination is blocked\.$/,
  );
});

test.each([
  [1, 57],
  [1, 1],
  [2, 2],
  [2, 57],
])(
  'with a limit of %i requests a minute the job ends, and code %i is the one that failed',
  (limit, number) => {
    const box: { made?: Coded } = {};
    const made = coded(100, {
      qrius: { requestsPerMinute: limit },
      around: (inner) => (requests, now) => {
        const { made: open } = box;
        if (open && requests.some(({ body }) => body.includes('qrCodeIds'))) {
          removeCode(open.qrius, open.qrius.accounts[0] as Account, code(open, number));
          delete box.made;
        }
        return inner(requests, now);
      },
    });
    box.made = made;
    expect(act(made, { request: { kind: 'destination', url: NEW } })).toBe(
      'Done. 99 updated, 0 already there, 1 failed, 0 waiting, 0 left out.',
    );
    expect(status(made, number + 1)).toMatch(/^Not changed: /);
    // Down to one code in thirds, up again from each that is done.
    expect(changing(made).length).toBeLessThan(40);
  },
);

test('a change that Qrius refuses for each code ends as well where one request a minute leaves', () => {
  const made = coded(6, { qrius: { requestsPerMinute: 1 } });
  for (let nth = 1; nth <= 20; nth += 1)
    made.qrius.faults.push({
      at: { nth, method: 'POST' },
      do: { kind: 'status', status: 422, message: 'Blocked.' },
    });
  expect(act(made, { request: { kind: 'destination', url: NEW } })).toMatch(/^Done\. 0 updated, .* 6 failed/);
});

test('a change that Qrius answers without counts ends as well where one or five requests a minute leave', () => {
  for (const requestsPerMinute of [1, 5]) {
    const made = coded(6, { qrius: { requestsPerMinute, answers: { bulk: 'success' } } });
    expect(act(made, { request: { kind: 'destination', url: NEW } })).toMatch(/^Done\. 6 updated/);
  }
});

test.each<[string, boolean]>([
  ['was made', true],
  ['was not made', false],
])('where no answer can be understood, the account says whether a change %s', (_, after) => {
  const made = coded(3);
  for (let nth = 1; nth <= 3; nth += 1)
    made.qrius.faults.push({
      at: { nth, method: 'POST', path: '/qr/bulk/update-destination' },
      do: { kind: 'status', status: 500, after },
    });
  act(made, { request: { kind: 'destination', url: NEW } });
  expect(groups(made)).toHaveLength(3);
  expect([1, 2, 3].map((number) => code(made, number).destinationUrl === NEW)).toEqual([after, after, after]);
  expect([2, 3, 4].map((number) => status(made, number))).toEqual(
    Array(3).fill(
      after
        ? 'Changed: destination'
        : expect.stringMatching(/^Not changed: .*, 3 times, and Qrius does not show the change\.$/),
    ),
  );
});

test('where a list is older than a change whose answers were lost, nothing is said of how the code is', () => {
  const made = coded(1, { qrius: { lists: { lagMs: 600_000 } } });
  made.world.advance(600_000);
  for (let nth = 1; nth <= 3; nth += 1)
    made.qrius.faults.push({
      at: { nth, method: 'POST', path: '/qr/bulk/update-destination' },
      do: { kind: 'status', status: 500, after: true },
    });
  act(made, { request: { kind: 'destination', url: NEW } });
  expect(code(made, 1).destinationUrl).toBe(NEW);
  expect(status(made, 2)).toMatch(/^Not changed: .*, 3 times, and Qrius does not show the change\.$/);
});

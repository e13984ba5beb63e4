// Requests whose answer was lost: what exists is found and adopted, and nothing that is not theirs.
import fc from 'fast-check';
import { allCodes, match } from '../../../src/jobs/look-up';
import { SendFault } from '../../../src/jobs/ports';
import { CLOCK_SKEW_MS } from '../../../src/qrius/assumptions';
import type { Code } from '../../../src/qrius/readings';
import { UserError } from '../../../src/shared/errors';
import { sentHash } from '../../../src/table/fingerprint';
import { token } from '../../../src/table/status';
import { answer, desk, jobRecord, NOW } from './ports';

const URL_A = 'https://a.example/';
const code = (id: string, more: Partial<Code> = {}): Code => ({
  id,
  slug: `chosen-${id}`,
  name: 'A',
  destination: URL_A,
  shortUrl: `https://qrius.io/${id}`,
  imageUrl: '',
  createdAt: NOW,
  tags: null,
  paused: null,
  ...more,
});
const doubt = (nonce: string, name: string, slug = '') => ({
  token: token(nonce, sentHash(name, URL_A)),
  slug,
  inputs: { name },
});
const found = (...args: Parameters<typeof match>) =>
  Object.fromEntries([...match(...args)].map(([name, { id }]) => [name.slice(0, 4), id]));

describe('the code of a request in doubt', () => {
  const none = new Set<string>();

  test('is the one with its slug before the one with its name and destination', () => {
    const codes = [code('1'), code('2', { slug: 's' })];
    expect(found([doubt('aaaa', 'A', 's')], codes, none, NOW)).toEqual({ aaaa: '2' });
    expect(found([doubt('aaaa', 'A')], codes, none, NOW)).toEqual({ aaaa: '1' });
    expect(found([doubt('aaaa', 'A'), doubt('bbbb', 'A', 's')], codes, none, NOW)).toEqual({
      aaaa: '1',
      bbbb: '2',
    });
  });

  test('is found where the server wrote the destination or the slug a little differently', () => {
    const changed = code('1', { destination: 'HTTPS://A.example', slug: 's-1x2y' });
    expect(found([doubt('aaaa', 'A', 's')], [changed], none, NOW)).toEqual({ aaaa: '1' });
  });

  test('is known by its slug alone where the API does not tell what it was made from', () => {
    const bare = code('1', { name: null, destination: null, slug: 's' });
    expect(found([doubt('aaaa', 'A', 's')], [bare], none, NOW)).toEqual({ aaaa: '1' });
    // It may be the one that is looked for: nothing is made again on a guess.
    expect(() => found([doubt('aaaa', 'A')], [bare], none, NOW)).toThrow(
      /does not tell which codes were made/,
    );
  });

  test.each<[string, Code]>([
    ['leads elsewhere', code('1', { destination: 'https://b.example/' })],
    ['has another name', code('1', { name: 'B' })],
    ['has its slug but was made of something else', code('1', { name: 'B', slug: 's' })],
    ['was made long before', code('1', { createdAt: NOW - CLOCK_SKEW_MS - 1 })],
    ['stands in the sheet already', code('known')],
  ])('is none that %s', (_, other) => {
    expect(found([doubt('aaaa', 'A', 's')], [other], new Set(['known']), NOW)).toEqual({});
  });

  test('may be a little older by the clock of Qrius, or of unknown age', () => {
    for (const createdAt of [NOW - CLOCK_SKEW_MS, null])
      expect(found([doubt('aaaa', 'A')], [code('1', { createdAt })], none, NOW)).toEqual({ aaaa: '1' });
  });

  test('is given to one request only, and each request that made one gets one', () => {
    const names = fc.constantFrom('A', 'B', 'C');
    const made = fc.array(fc.record({ name: names, slug: fc.boolean(), made: fc.boolean() }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(made, fc.array(names, { maxLength: 3 }), (requests, others) => {
        const doubts = requests.map(({ name, slug }, nth) =>
          doubt(`000${nth}`, name, slug ? `slug-${nth}` : ''),
        );
        const codes = requests.flatMap(({ name, slug, made: exists }, nth) =>
          exists ? [code(`${nth}`, { name, slug: slug ? `slug-${nth}` : `chosen-${nth}` })] : [],
        );
        const known = others.map((name, nth) => code(`known-${nth}`, { name }));
        const matches = match(doubts, [...known, ...codes], new Set(known.map(({ id }) => id)), NOW);
        const ids = [...matches.values()].map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        expect([...ids].sort()).toEqual(codes.map(({ id }) => id).sort());
        for (const [name, { name: codeName, destination }] of matches)
          expect(name.slice(5)).toBe(sentHash(codeName ?? '', destination ?? ''));
      }),
    );
  });
});

/** A page of `GET /qr` out of so many codes. */
const listed = (total: number, tells: boolean) => (request: { path: string }) => {
  const page = Number(/page=(\d+)/.exec(request.path)?.[1]);
  const length = Math.max(0, Math.min(100, total - (page - 1) * 100));
  const data = Array.from({ length }, (_, nth) => ({ id: `${page}-${nth}`, shortUrl: 'https://qrius.io/x' }));
  return answer(tells ? { success: true, data, meta: { pagination: { page, limit: 100, total } } } : data);
};

const refusalOf = (action: () => unknown) => {
  try {
    action();
  } catch (error) {
    if (error instanceof Refusal) return error.failure.code;
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('all codes of an account', () => {
  test.each([
    [0, true],
    [1, true],
    [100, true],
    [101, true],
    [250, true],
    [0, false],
    [99, false],
    [250, false],
  ])('are read to the last page: %i, the total told: %p', (total, tells) => {
    const ports = desk(listed(total, tells));
    expect(allCodes(ports, jobRecord())).toHaveLength(total);
    expect(ports.sent).toHaveLength(tells ? Math.max(1, Math.ceil(total / 100)) : Math.ceil(total / 100) + 1);
  });

  test('are read under the rate limit: a 429 is waited out to the second', () => {
    const page = listed(250, true);
    const ports = desk((request, nth) => (nth === 2 ? answer({ retryAfter: 17 }, 429) : page(request)));
    expect(allCodes(ports, jobRecord())).toHaveLength(250);
    expect(ports.sent.map(({ at }) => at - NOW)).toEqual([0, 0, 17_000, 17_000]);
  });

  test('are asked for again where an answer was no proper one', () => {
    const page = listed(150, true);
    const faults = [answer('<html>', 502), answer('', 200)];
    const ports = desk((request, nth) => faults[nth - 1] ?? page(request));
    expect(allCodes(ports, jobRecord())).toHaveLength(150);
    expect(ports.sent).toHaveLength(4);
  });

  test.each<[string, Parameters<typeof desk>[0]]>([
    ['no-answer', () => answer('<html>', 502)],
    ['no-answer', () => answer({ message: 'No list.' }, 404)],
    ['no-answer', () => answer({ id: 'no list' })],
    ['key-refused', () => answer({ message: 'No.' }, 401)],
    [
      'no-answer',
      () => {
        throw new SendFault('network', 'unreachable');
      },
    ],
  ])('cannot be told: %s, and nothing is taken for all', (failure, reply) => {
    expect(refusalOf(() => allCodes(desk(reply), jobRecord()))).toBe(failure);
  });

  test('are not half a list, where a later page fails', () => {
    const page = listed(150, true);
    const reply = (request: { path: string }) =>
      request.path.includes('page=2') ? answer('', 500) : page(request);
    expect(refusalOf(() => allCodes(desk(reply), jobRecord()))).toBe('no-answer');
  });
});

describe('the pages of a server that does as it likes', () => {
  /** Serves `total` codes in pages of at most `cap`, whatever was asked for. */
  const capped = (total: number, cap: number, tells: boolean) => (request: { path: string }) => {
    const page = Number(/page=(\d+)/.exec(request.path)?.[1]);
    const length = Math.max(0, Math.min(cap, total - (page - 1) * cap));
    const data = Array.from({ length }, (_, nth) => ({
      id: `${page}-${nth}`,
      shortUrl: 'https://qrius.io/x',
    }));
    return answer(tells ? { success: true, data, meta: { pagination: { page, limit: cap, total } } } : data);
  };

  test.each([true, false])(
    'are read to the end where they are smaller than asked for; total told: %p',
    (tells) => {
      expect(allCodes(desk(capped(120, 50, tells)), jobRecord())).toHaveLength(120);
    },
  );
  test('end where the page number is ignored', () => {
    const first = capped(100, 100, false)({ path: '?page=1' });
    expect(
      allCodes(
        desk(() => first),
        jobRecord(),
      ),
    ).toHaveLength(100);
  });
  test('are not waited for longer than an execution may take', () => {
    const ports = desk(() => answer({ retryAfter: 86_000 }, 429));
    const before = ports.clock.now();
    expect(() => allCodes(ports, jobRecord())).toThrow(/asks to wait 1434 minutes/);
    expect(ports.clock.now() - before).toBeLessThan(60_000);
  });
});

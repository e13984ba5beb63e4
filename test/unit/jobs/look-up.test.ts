// Creating codes: which lost codes are adopted, by what Qrius lists.
import fc from 'fast-check';
import type { Request } from '../../../src/jobs/create/in-flight';
import { clockOffset, match, offsetBySlugs } from '../../../src/jobs/create/look-up';
import { CLOCK_SKEW_MS } from '../../../src/qrius/assumptions';
import type { Code } from '../../../src/qrius/readings';
import { textsBy } from '../../../src/shared/texts';
import { sentHash } from '../../../src/table/fingerprint';
import { token } from '../../../src/table/status';
import { code, NOW, URL_A } from './creating';

const unknown = (nonce: string, name: string, slug = ''): Request => ({
  token: token(nonce, sentHash(name, URL_A)),
  inputs: { name, destination: URL_A, shown: URL_A, slug, tags: [], ...textsBy(() => '') },
  slug,
  isRepeat: false,
  tries: 0,
});
const NOTHING = {
  known: new Set<string>(),
  sent: new Map(),
  history: new Map(),
  offset: null,
  isTorn: false,
  mayRefuse: false,
  isStopping: false,
};
const found = (
  requests: Request[],
  codes: Code[],
  known: ReadonlySet<string>,
  since: number,
  more: Partial<Parameters<typeof match>[1]> = {},
) =>
  Object.fromEntries(
    [...match(requests, { ...NOTHING, codes, known, since, ...more })].map(([name, { id }]) => [
      name.slice(0, 4),
      id,
    ]),
  );

describe('the code of a request whose outcome is unknown', () => {
  const none = new Set<string>();

  test('is the one with its slug before the one with its name and destination', () => {
    const codes = [code('1'), code('2', { slug: 's' })];
    expect(found([unknown('aaaa', 'A', 's')], codes, none, NOW)).toEqual({ aaaa: '2' });
    expect(found([unknown('aaaa', 'A')], codes, none, NOW)).toEqual({ aaaa: '1' });
    expect(found([unknown('aaaa', 'A'), unknown('bbbb', 'A', 's')], codes, none, NOW)).toEqual({
      aaaa: '1',
      bbbb: '2',
    });
  });

  test('is found where the server wrote the destination or the slug a little differently', () => {
    const changed = code('1', { destination: 'HTTPS://A.example', slug: 's-1x2y' });
    expect(found([unknown('aaaa', 'A', 's')], [changed], none, NOW)).toEqual({ aaaa: '1' });
  });

  test('is known by its slug alone where the API does not say what it was made from', () => {
    const bare = code('1', { name: null, destination: null, slug: 's' });
    expect(found([unknown('aaaa', 'A', 's')], [bare], none, NOW)).toEqual({ aaaa: '1' });
  });

  test('is the one with the slug that was made for it, whatever else it says, and none that looks alike', () => {
    const made = unknown('k3f9x2mpq', 'A');
    const own = { ...made, slug: 'k3f9x2mpq' };
    const rewritten = code('2', { slug: 'K3F9X2MPQ', name: 'Traduction', destination: null, createdAt: 0 });
    for (const request of [own, made])
      expect(found([request], [code('1'), rewritten], none, NOW)).toEqual({ k3f9: '2' });
    expect(found([own], [code('1')], none, NOW)).toEqual({});
    // Where Qrius chooses slugs, only what it was made from is left.
    expect(found([made], [code('1')], none, NOW)).toEqual({ k3f9: '1' });
  });

  test('is the one with the suffix that was made for it before the one that has the slug', () => {
    const codes = [code('1', { slug: 's' }), code('2', { slug: 's-aaaa' })];
    expect(found([unknown('aaaa', 'A', 's')], codes, none, NOW)).toEqual({ aaaa: '2' });
  });

  test.each<[string, Code]>([
    ['opens another page', code('1', { destination: 'https://b.example/' })],
    ['has another name', code('1', { name: 'B' })],
    ['has its slug but was made of something else', code('1', { name: 'B', slug: 's' })],
    ['was made long before', code('1', { createdAt: NOW - CLOCK_SKEW_MS - 1 })],
    ['is in the sheet already', code('known')],
  ])('is none that %s', (_, other) => {
    expect(found([unknown('aaaa', 'A', 's')], [other], new Set(['known']), NOW)).toEqual({});
  });

  test('may be a little older by the clock of Qrius, or of unknown age', () => {
    for (const createdAt of [NOW - CLOCK_SKEW_MS, null])
      expect(found([unknown('aaaa', 'A')], [code('1', { createdAt })], none, NOW)).toEqual({ aaaa: '1' });
  });

  test('may be of any age where it may have left in an earlier job', () => {
    const earlier = { ...unknown('aaaa', 'A'), isEarlier: true };
    const old = code('1', { createdAt: NOW - 2 * CLOCK_SKEW_MS });
    expect(found([earlier, unknown('bbbb', 'A')], [old], none, NOW)).toEqual({ aaaa: '1' });
  });

  describe('where the slug that was made for it is nobody’s', () => {
    const made = { ...unknown('k3f9x2mpq', 'A'), slug: 'k3f9x2mpq' };
    const sent = new Map([['1', { name: 'A', destination: URL_A }]]);
    const isOf = { k3f9: '1' };

    test.each([
      ['is that of the job’s own line in the log, as Qrius may have refused the slug', { sent }, isOf],
      ['is none where Qrius is known to take slugs', { sent, mayRefuse: false }, {}],
      ['is none that only looks alike, as the request can leave once more', {}, {}],
      ['is one that looks alike where the job is stopped', { isStopping: true }, isOf],
    ])('%s', (_, more, expected) => {
      expect(found([made], [code('1')], none, NOW, { mayRefuse: true, ...more })).toEqual(expected);
    });

    test.each([
      ['of unknown age', made, code('1', { createdAt: null })],
      ['that was made long before', made, code('1', { createdAt: NOW - CLOCK_SKEW_MS - 1 })],
      ['of an earlier job', { ...made, isEarlier: true }, code('1')],
    ])('is none %s that looks alike, stopped or not', (_, request, other) => {
      expect(found([request], [other], none, NOW, { mayRefuse: true, isStopping: true })).toEqual({});
    });
  });

  test('is given to one request only, and each request that made one gets one', () => {
    const names = fc.constantFrom('A', 'B', 'C');
    const made = fc.array(fc.record({ name: names, slug: fc.boolean(), made: fc.boolean() }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(made, fc.array(names, { maxLength: 3 }), (requests, others) => {
        const all = requests.map(({ name, slug }, nth) =>
          unknown(`000${nth}`, name, slug ? `slug-${nth}` : ''),
        );
        const codes = requests.flatMap(({ name, slug, made: exists }, nth) =>
          exists ? [code(`${nth}`, { name, slug: slug ? `slug-${nth}` : `chosen-${nth}` })] : [],
        );
        const known = others.map((name, nth) => code(`known-${nth}`, { name }));
        const matches = match(all, {
          codes: [...known, ...codes],
          ...NOTHING,
          known: new Set(known.map(({ id }) => id)),
          since: NOW,
        });
        const ids = [...matches.values()].map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        expect([...ids].sort()).toEqual(codes.map(({ id }) => id).sort());
        for (const [name, { name: codeName, destination }] of matches)
          expect(name.slice(5)).toBe(sentHash(codeName ?? '', destination ?? ''));
      }),
    );
  });
});

describe('the clock of Qrius, by codes whose slugs were made for requests of this job', () => {
  const [made, earlier] = [unknown('k3f9x2mpq', 'A'), { ...unknown('zzzzzzzzz', 'A'), isEarlier: true }];
  const requests = [earlier, made, unknown('aaaa', 'A', 'talks')];
  const LATER = NOW + 300_000;

  test.each([
    ['is behind where they are older than the requests', NOW - 60_000, -60_000],
    ['is ahead where they are younger than now', LATER + 90_000, 90_000],
    ['may be right where they were created between', NOW + 200_000, null],
  ])('%s', (_, createdAt, offset) => {
    const codes = [
      code('1', { slug: 'k3f9x2mpq', createdAt }),
      code('2', { slug: 'zzzzzzzzz', createdAt: NOW - 90_000 }),
      code('3', { slug: 'talks', createdAt: NOW - 90_000 }),
    ];
    expect(offsetBySlugs(requests, codes, NOW, LATER)).toBe(offset);
    expect(offsetBySlugs([earlier], codes, NOW, LATER)).toBeNull();
  });
});

describe('the clock of Qrius', () => {
  const line = (id: string, when: number, before = '') => ({ action: 'Create' as const, id, when, before });

  test('is read from codes that were logged as soon as they were created, and not from those found later', () => {
    const codes = [code('1', { createdAt: NOW - 5 }), code('2', { createdAt: NOW })];
    expect(clockOffset([line('1', NOW), line('2', NOW + 86_400_000, '(found later)')], codes)).toBe(-5);
    expect(clockOffset([line('2', NOW + 86_400_000, '(found later)')], codes)).toBeNull();
  });
});

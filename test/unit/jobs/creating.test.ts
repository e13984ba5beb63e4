// Creating codes: what is written for each result, what an interrupted execution left, and which lost codes are adopted.
import fc from 'fast-check';
import { interrupted, type Request, type Result } from '../../../src/jobs/create/in-flight';
import { afterLookUp, match } from '../../../src/jobs/create/look-up';
import { settle } from '../../../src/jobs/create/settle';
import { MAX_TRIES } from '../../../src/jobs/verdict';
import { CLOCK_SKEW_MS } from '../../../src/qrius/assumptions';
import type { Code } from '../../../src/qrius/readings';
import { findColumns } from '../../../src/table/columns';
import { sentHash } from '../../../src/table/fingerprint';
import { type Row, readRows } from '../../../src/table/rows';
import { COPY, creating, queued, token, unconfirmed } from '../../../src/table/status';

const HEADERS = ['Name', 'URL', 'Slug', 'QR ID', 'Short URL', 'QR code image', 'Status'];
const urlOf = (name: string) => `https://a.example/${name}`;
const tokenOf = (name: string, nonce = 'aaaa') => token(nonce, sentHash(name, urlOf(name)));

/** Rows of a name, a slug, an ID and a status. */
const rowsOf = (...rows: Array<[name: string, slug: string, id: string, status: string]>): Row[] => {
  const grid = [
    HEADERS,
    ...rows.map(([name, slug, id, status]) => [name, urlOf(name), slug, id, '', '', status]),
  ];
  return readRows(grid, findColumns(grid));
};
const marked = (name: string, slug = ''): [string, string, string, string] => [
  name,
  slug,
  '',
  creating(tokenOf(name), 0),
];
const request = (name: string, slug = '', tries = 0): Request => {
  const [inputs] = rowsOf([name, slug, '', '']);
  return { token: tokenOf(name), inputs: inputs as Row, slug, tries };
};
const CODE: Code = {
  id: '1',
  slug: 's1',
  name: 'A',
  destination: urlOf('A'),
  shortUrl: 'https://qrius.io/s1',
  imageUrl: 'https://api.qrius.io/1.png',
  createdAt: null,
  tags: null,
  description: null,
  paused: null,
};
const CELLS = {
  id: '1',
  shortUrl: CODE.shortUrl,
  image: { formula: '=IMAGE("https://api.qrius.io/1.png")' },
  status: 'Created',
};
const patchesOf = (result: Result, rows: Row[], open = request('A')) =>
  Object.fromEntries(settle([{ request: open, result }], rows, true).patches);
const created: Result = { kind: 'created', code: CODE };

describe('a code that was created', () => {
  test('is written beside its row with its slug, wherever the row is now', () => {
    expect(patchesOf(created, rowsOf(['B', '', '', ''], marked('A')))).toEqual({
      2: { ...CELLS, slug: 's1' },
    });
  });
  test('leaves the slug that the user asked for, and says so where Qrius took another', () => {
    expect(patchesOf(created, rowsOf(marked('A', 's1')), request('A', 's1'))).toEqual({ 1: CELLS });
    expect(patchesOf(created, rowsOf(marked('A', 's0')), request('A', 's0'))).toEqual({
      1: { ...CELLS, status: 'Created with the slug “s1”, because “s0” was taken' },
    });
  });
  test('says what it was created for, where the row was edited since', () => {
    const rows = rowsOf(['A2', '', '', creating(tokenOf('A'), 0)]);
    expect(patchesOf(created, rows)[1]?.status).toBe(
      'Created, but the row was edited since: the code is for “A” and opens https://a.example/A',
    );
  });
  test('goes to one of two copies, and the other says that it is one', () => {
    expect(patchesOf(created, rowsOf(marked('A'), marked('A')))).toEqual({
      1: { ...CELLS, slug: 's1' },
      2: { status: COPY },
    });
  });
  test('is written nowhere, where its row is gone', () => {
    expect(patchesOf(created, rowsOf(['B', '', '', queued(0)]))).toEqual({});
  });
});

describe('a request without a code', () => {
  const rows = () => rowsOf(marked('A'));

  test('that was refused says why; one that did not leave is queued again with its tries', () => {
    expect(patchesOf({ kind: 'failed', sentence: 'No.' }, rows())).toEqual({ 1: { status: 'Failed: No.' } });
    expect(patchesOf({ kind: 'unsent' }, rows(), request('A', '', 2))).toEqual({
      1: { status: 'Queued (try 3)' },
    });
  });
  test('whose outcome is unknown keeps its mark, as do its copies, until it is looked up', () => {
    const lost: Result = { kind: 'unknown', why: 'x', blame: 'itself' };
    const settled = settle([{ request: request('A'), result: lost }], rowsOf(marked('A'), marked('A')), true);
    expect(settled.unknown).toEqual([request('A')]);
    expect(settled.patches).toEqual(new Map());
  });
  test('gives a mark that a sort left beside another row back to the queue', () => {
    const misaligned = rowsOf(['B', '', '', creating(tokenOf('A'), 0)], ['A', '', '', queued(0)]);
    expect(patchesOf(created, misaligned)).toEqual({ 1: { status: queued(0) }, 2: { ...CELLS, slug: 's1' } });
  });
  test('is tried again after a look-up that found nothing, and fails with a sentence in the end', () => {
    const lookedUp = (tries: number, blame: 'itself' | 'batch' | 'nobody') =>
      afterLookUp(request('A', '', tries), undefined, 'Qrius gave no answer', blame);
    expect(lookedUp(0, 'itself')).toEqual({ request: request('A', '', 1), result: { kind: 'unsent' } });
    expect(lookedUp(MAX_TRIES - 1, 'itself').result).toEqual({
      kind: 'failed',
      sentence: 'Qrius gave no answer, 3 times. The code was not created.',
    });
    // Who failed with others, or was cut off, is not to blame.
    expect(lookedUp(MAX_TRIES, 'batch').result).toEqual({ kind: 'unsent' });
    expect(lookedUp(1, 'nobody')).toEqual({ request: request('A', '', 1), result: { kind: 'unsent' } });
    expect(afterLookUp(request('A'), CODE, '', 'itself').result).toEqual(created);
  });
});

describe('what an execution that was cut off left behind', () => {
  const left = (inFlight: string[], rows: Row[]) => {
    const { requests, presumed } = interrupted(inFlight, rows);
    return {
      requests: requests.map(({ token: name, inputs, tries }) => [name, inputs.name, tries]),
      presumed: Object.fromEntries(presumed),
    };
  };

  test('is each row that is marked as being created or unconfirmed, a copied one once', () => {
    const doubtful = tokenOf('B', 'bbbb');
    const rows = rowsOf(
      marked('A'),
      marked('A'),
      ['B', '', '', unconfirmed(doubtful, 1)],
      ['C', '', '', queued(0)],
    );
    expect(left([tokenOf('A')], rows)).toEqual({
      requests: [
        [tokenOf('A'), 'A', 0],
        [doubtful, 'B', 1],
      ],
      presumed: {},
    });
  });
  test('is a token whose row is gone', () => {
    expect(left([tokenOf('A')], rowsOf(['B', '', '', queued(0)]))).toEqual({
      requests: [[tokenOf('A'), '', 0]],
      presumed: {},
    });
  });
  test('is not what was written already, but a code that is there may be a duplicate’s: the look-up decides', () => {
    const rows = rowsOf(['A', '', '1', 'Created'], ['B', '', '', 'Failed: No.'], ['C', '', '', queued(1)]);
    expect(
      left(
        ['A', 'B', 'C'].map((name) => tokenOf(name)),
        rows,
      ),
    ).toEqual({
      requests: ['A', 'B', 'C'].map((name) => [tokenOf(name), '', 0]),
      presumed: { [tokenOf('A')]: 'done', [tokenOf('B')]: 'failed' },
    });
  });
  test('is a row whose Status the user cleared', () => {
    expect(left([tokenOf('A')], rowsOf(['A', '', '', ''])).requests).toEqual([[tokenOf('A'), 'A', 0]]);
  });
  test('goes to the row with the inputs that were sent, where a sort parted these from the mark', () => {
    const rows = rowsOf(['B', '', '', creating(tokenOf('A'), 0)], ['A', '', '', queued(0)]);
    const [request] = interrupted([tokenOf('A')], rows).requests;
    const { patches } = settle(request ? [{ request, result: created }] : [], rows, true);
    expect(patches.get(1)?.status).toBe(queued(0));
    expect(patches.get(2)?.id).toBe(CODE.id);
  });
  test('says with which values its code was created, where the row was edited since', () => {
    const rows = rowsOf(['A2', '', '', creating(tokenOf('A'), 0)]);
    const [request] = interrupted([tokenOf('A')], rows).requests;
    const found = request && afterLookUp(request, CODE, '', 'nobody');
    const { patches } = settle(found ? [found] : [], rows, true);
    expect(patches.get(1)?.status).toMatch(/the row was edited since: the code is for “A”/);
  });
});

const URL_A = 'https://a.example/';
const NOW = Date.UTC(2027, 0, 4, 9);
const code = (id: string, more: Partial<Code> = {}): Code => ({
  id,
  slug: `chosen-${id}`,
  name: 'A',
  destination: URL_A,
  shortUrl: `https://qrius.io/${id}`,
  imageUrl: '',
  createdAt: NOW,
  tags: null,
  description: null,
  paused: null,
  ...more,
});
const unknown = (nonce: string, name: string, slug = '') => ({
  token: token(nonce, sentHash(name, URL_A)),
  slug,
  inputs: { name, destination: URL_A },
});
const found = (...args: Parameters<typeof match>) =>
  Object.fromEntries([...match(...args)].map(([name, { id }]) => [name.slice(0, 4), id]));

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
    // It may be the one that is looked for: nothing is created again on a guess.
    expect(() => found([unknown('aaaa', 'A')], [bare], none, NOW)).toThrow(
      /doesn’t say which codes were created/,
    );
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
        const matches = match(all, [...known, ...codes], new Set(known.map(({ id }) => id)), NOW);
        const ids = [...matches.values()].map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        expect([...ids].sort()).toEqual(codes.map(({ id }) => id).sort());
        for (const [name, { name: codeName, destination }] of matches)
          expect(name.slice(5)).toBe(sentHash(codeName ?? '', destination ?? ''));
      }),
    );
  });
});

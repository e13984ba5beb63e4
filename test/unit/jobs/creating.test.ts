// Creating codes: what is written for each result, what an interrupted execution left, and which lost codes are adopted.
import fc from 'fast-check';
import {
  type Blame,
  type InFlight,
  interrupted,
  type Request,
  type Result,
} from '../../../src/jobs/create/in-flight';
import { type Account, clockOffset, lookUp, match } from '../../../src/jobs/create/look-up';
import { confirm, settle } from '../../../src/jobs/create/settle';
import { MAX_TRIES } from '../../../src/jobs/verdict';
import { CLOCK_SKEW_MS } from '../../../src/qrius/assumptions';
import type { Code } from '../../../src/qrius/readings';
import { textsBy } from '../../../src/shared/texts';
import { sentHash } from '../../../src/table/fingerprint';
import { type Row, readRows } from '../../../src/table/rows';
import { COPY, creating, queued, token, unconfirmed } from '../../../src/table/status';
import { findColumns } from '../../../src/table/understand';

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
  return { token: tokenOf(name), inputs: inputs as Row, slug, isRepeat: false, tries };
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
  ...textsBy(() => null),
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
  ...textsBy(() => null),
  paused: null,
  ...more,
});
const lost = (blame: Blame): Result => ({ kind: 'unknown', why: 'Qrius gave no answer', blame });
/** What a look-up makes of one request. */
function lookedUpAs(asked: Request, result: Result, codes: Code[] = [], more: Partial<Account> = {}) {
  const account = {
    codes,
    isWhole: true,
    known: new Set<string>(),
    logged: new Set<string>(),
    since: NOW,
    offset: null,
    mayLackSlugs: false,
    sent: new Map(),
    history: new Map(),
    ...more,
  };
  return lookUp([{ request: asked, result }], account, 'suffix')[0] as InFlight;
}

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
  test('names no slug as taken where the row had another when it was sent', () => {
    const sent = { ...request('A', 's2'), slug: 's1' };
    const edited = /^Created, but the row was edited since: the code is for “A”/;
    expect(patchesOf(created, rowsOf(marked('A', 's2')), sent)[1]?.status).toMatch(edited);
    const lookedUp: Result = { kind: 'created', code: CODE, found: true };
    expect(patchesOf(lookedUp, rowsOf(marked('A', 's2')), request('A', 's2'))[1]?.status).toMatch(edited);
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

describe('a code that is in its row', () => {
  const told = (slug: string, sent: string) => {
    const rows = rowsOf(['A', slug, '1', 'Created']);
    const { patches } = confirm([{ request: request('A', sent), code: CODE }], rows, false);
    return patches.get(1)?.status;
  };
  test('is told of where its slug was edited meanwhile, and not where Qrius took another', () => {
    expect([told('s1', ''), told('S1', 's1'), told('s0', 's0')]).toEqual([undefined, undefined, undefined]);
    expect([told('s2', ''), told('', 's1')]).toEqual([
      expect.stringMatching(/^Created, but the row was edited since/),
      expect.stringMatching(/^Created, but the row was edited since/),
    ]);
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
  test('that Qrius chooses the slug of is tried again after a look-up that found nothing, and fails in the end', () => {
    const lookedUp = (tries: number, blame: Blame) => lookedUpAs(request('A', '', tries), lost(blame));
    expect(lookedUp(0, 'itself')).toEqual({ request: request('A', '', 1), result: { kind: 'unsent' } });
    expect(lookedUp(MAX_TRIES - 1, 'itself').result).toEqual({
      kind: 'failed',
      sentence: 'Qrius gave no answer, 3 times. The code was not created.',
    });
    // Who failed with others, or was cut off, is not to blame.
    expect(lookedUp(MAX_TRIES, 'batch').result).toEqual({ kind: 'unsent' });
    expect(lookedUp(1, 'nobody')).toEqual({ request: request('A', '', 1), result: { kind: 'unsent' } });
    expect(lookedUpAs(request('A'), lost('itself'), [CODE]).result).toMatchObject({
      ...created,
      found: true,
    });
  });
  test('that has a slug leaves again with the same, and stays in doubt in the end', () => {
    const lookedUp = (tries: number, blame: Blame) => lookedUpAs(request('A', 's', tries), lost(blame));
    const again = (tries: number) => ({
      request: { ...request('A', 's', tries), isRepeat: true },
      result: { kind: 'unsent' },
    });
    expect([lookedUp(0, 'itself'), lookedUp(1, 'nobody')]).toEqual([again(1), again(1)]);
    expect(lookedUp(MAX_TRIES - 1, 'itself').result).toEqual({
      kind: 'doubt',
      sentence: 'Qrius gave no answer, 3 times. Run again to check.',
    });
    const { patches, repeats } = settle([lookedUp(0, 'itself') as InFlight], rows(), true);
    expect([patches.get(1), repeats.map(({ row }) => row.index)]).toEqual([
      { status: creating(tokenOf('A'), 1) },
      [1],
    ]);
  });
  test('whose slug is taken on a second try is its own code where that is listed, and never gets a suffix', () => {
    const taken: Result = { kind: 'exists', sentence: 'Taken.' };
    const own = code('1', { slug: 's', name: 'A', destination: urlOf('A') });
    const asked = { ...request('A', 's'), isRepeat: true };
    expect(lookedUpAs(asked, taken, [own]).result).toMatchObject({ kind: 'created', code: own });
    expect(lookedUpAs(asked, taken).result).toEqual({
      kind: 'doubt',
      sentence:
        'Qrius has a code with the slug “s”, but doesn’t list it as yours. Run again to check, or change the slug.',
    });
    const young = { ...own, name: 'Something else' };
    expect(lookedUpAs(asked, taken, [young]).result).toEqual({
      kind: 'doubt',
      sentence:
        'Qrius didn’t reply. Its code may be “Something else” (https://qrius.io/1). If so, paste its QR ID into this row, then choose Import codes. If not, clear this cell and run again.',
      candidates: [young],
    });
  });
  test('whose slug is that of an older code with what it asked for uses that code, and did not create it', () => {
    const found = (createdAt: number | null, more: Partial<Request> = {}) => {
      const there = code('1', { slug: 's', destination: urlOf('A'), createdAt });
      return lookedUpAs({ ...request('A', 's'), ...more }, lost('nobody'), [there]).result;
    };
    expect(found(NOW - 2 * CLOCK_SKEW_MS)).toMatchObject({ kind: 'created', adopted: true });
    const sentAgain = { isEarlier: true, isRepeat: true };
    expect(found(NOW, { isEarlier: true })).toMatchObject({ kind: 'created', adopted: true });
    expect(found(NOW, sentAgain)).toMatchObject({ kind: 'created', adopted: false });
    expect(found(NOW - 2 * CLOCK_SKEW_MS, sentAgain)).toMatchObject({ kind: 'created', adopted: true });
    expect(found(NOW)).toMatchObject({ kind: 'created', adopted: false });
    // Of an age that nobody knows it may have been there: an undo leaves it.
    expect(found(null)).toMatchObject({ kind: 'created', adopted: true });
  });
  test('whose slug is that of an older code of the account has the suffix of its token', () => {
    const old = code('1', { slug: 's', name: 'Else', createdAt: NOW - 2 * CLOCK_SKEW_MS });
    const asked = { ...request('A', 's'), isRepeat: true };
    const taken: Result = { kind: 'exists', sentence: 'Taken.' };
    expect(lookedUpAs(asked, taken, [old], { offset: 0 })).toEqual({
      request: { ...asked, slug: 's-aaaa' },
      result: { kind: 'unsent' },
    });
    // By a clock that nobody knows it may be younger than it looks, and it has its name.
    const alike = { ...old, name: 'A' };
    expect(lookedUpAs(asked, taken, [alike]).result.kind).toBe('doubt');
    // Of what an edited row held when an earlier job sent it, nobody knows anything.
    const foreign = { ...asked, isForeign: true, isEarlier: true };
    expect(lookedUpAs(foreign, taken, [old], { offset: 0 }).result.kind).toBe('doubt');
  });
  test('that Qrius chooses the slug of stays in doubt while a new code is there that nobody explains', () => {
    const strange = code('1', { name: 'Traduction', destination: 'https://b.example/' });
    expect(lookedUpAs(request('A'), lost('itself'), [strange]).result).toEqual({
      kind: 'doubt',
      sentence:
        'Qrius didn’t reply. Its code may be “Traduction” (https://qrius.io/1). If so, paste its QR ID into this row, then choose Import codes. If not, clear this cell and run again.',
      candidates: [strange],
    });
    const explained = [
      { logged: new Set(['1']) },
      { known: new Set(['1']) },
      { since: NOW + CLOCK_SKEW_MS + 1 },
    ];
    for (const more of explained)
      expect(lookedUpAs(request('A'), lost('itself'), [strange], more).result.kind).toBe('unsent');
    expect(lookedUpAs(request('A'), lost('itself'), [], { isWhole: false })).toBeUndefined();
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

  test('is each row with a token that may have left, a copied one once', () => {
    const doubtful = tokenOf('B', 'bbbb');
    const rows = rowsOf(
      marked('A'),
      marked('A'),
      ['B', '', '', unconfirmed(doubtful, 1)],
      ['C', '', '', queued(0)],
    );
    expect(left([tokenOf('A'), doubtful], rows)).toEqual({
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
    const found = request && lookedUpAs(request, lost('nobody'), [CODE]);
    const { patches } = settle(found ? [found] : [], rows, true);
    expect(patches.get(1)?.status).toMatch(/the row was edited since: the code is for “A”/);
  });
});

const unknown = (nonce: string, name: string, slug = ''): Request => ({
  token: token(nonce, sentHash(name, URL_A)),
  inputs: { name, destination: URL_A, shown: URL_A, slug, tags: [], ...textsBy(() => '') },
  slug,
  isRepeat: false,
  tries: 0,
});
const found = (requests: Request[], codes: Code[], known: ReadonlySet<string>, since: number) =>
  Object.fromEntries(
    [...match(requests, { codes, known, sent: new Map(), history: new Map(), since, offset: null })].map(
      ([name, { id }]) => [name.slice(0, 4), id],
    ),
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
          known: new Set(known.map(({ id }) => id)),
          sent: new Map(),
          history: new Map(),
          since: NOW,
          offset: null,
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

describe('the clock of Qrius', () => {
  const line = (id: string, when: number, before = '') => ({ action: 'Create' as const, id, when, before });

  test('is read from codes that were logged as soon as they were created, and not from those found later', () => {
    const codes = [code('1', { createdAt: NOW - 5 }), code('2', { createdAt: NOW })];
    expect(clockOffset([line('1', NOW), line('2', NOW + 86_400_000, '(found later)')], codes)).toBe(-5);
    expect(clockOffset([line('2', NOW + 86_400_000, '(found later)')], codes)).toBeNull();
  });
});

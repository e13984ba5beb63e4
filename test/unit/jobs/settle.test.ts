// What is written for each result, and what an execution that was cut off left to be looked up.
import { leftovers } from '../../../src/jobs/create/leftovers';
import type { Request, Result } from '../../../src/jobs/create/send';
import { afterLookUp, MOST_TRIES, settle } from '../../../src/jobs/create/settle';
import type { Code } from '../../../src/qrius/readings';
import { findColumns } from '../../../src/table/columns';
import { sentHash } from '../../../src/table/fingerprint';
import { COPY, creating, inDoubt, queued, token } from '../../../src/table/status';
import { type Row, readRows } from '../../../src/table/rows';

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
  imageUrl: 'https://api.qrius.io/1.svg',
  createdAt: null,
  tags: null,
  paused: null,
};
const CELLS = {
  id: '1',
  shortUrl: CODE.shortUrl,
  image: '=IMAGE("https://api.qrius.io/1.svg")',
  status: 'Created',
};
const patchesOf = (result: Result, rows: Row[], open = request('A')) =>
  Object.fromEntries(settle([{ request: open, result }], rows, true).patches);
const created: Result = { kind: 'created', code: CODE };

describe('a code that was made', () => {
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
  test('says what it was made for, where the row was edited meanwhile', () => {
    const rows = rowsOf(['A2', '', '', creating(tokenOf('A'), 0)]);
    expect(patchesOf(created, rows)[1]?.status).toBe(
      'Created, but the row was edited meanwhile: the code was made for “A”, leading to https://a.example/A',
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
  test('in doubt keeps its mark, as do its copies, until it is looked up', () => {
    const lost: Result = { kind: 'doubt', why: 'x', blame: 'itself' };
    const settled = settle([{ request: request('A'), result: lost }], rowsOf(marked('A'), marked('A')), true);
    expect(settled.doubts).toEqual([request('A')]);
    expect(settled.patches).toEqual(new Map());
  });
  test('gives a mark that a sort left beside another row back to the queue', () => {
    const torn = rowsOf(['B', '', '', creating(tokenOf('A'), 0)], ['A', '', '', queued(0)]);
    expect(patchesOf(created, torn)).toEqual({ 1: { status: queued(0) }, 2: { ...CELLS, slug: 's1' } });
  });
  test('is tried again after a look-up that found nothing, and fails with a sentence in the end', () => {
    const lookedUp = (tries: number, blame: 'itself' | 'batch' | 'nobody') =>
      afterLookUp(request('A', '', tries), undefined, 'Qrius gave no answer', blame);
    expect(lookedUp(0, 'itself')).toEqual({ request: request('A', '', 1), result: { kind: 'unsent' } });
    expect(lookedUp(MOST_TRIES - 1, 'itself').result).toEqual({
      kind: 'failed',
      sentence: 'Qrius gave no answer, 3 times. The code was not made.',
    });
    // Who failed with others, or was cut off, is not to blame.
    expect(lookedUp(MOST_TRIES, 'batch').result).toEqual({ kind: 'unsent' });
    expect(lookedUp(1, 'nobody')).toEqual({ request: request('A', '', 1), result: { kind: 'unsent' } });
    expect(afterLookUp(request('A'), CODE, '', 'itself').result).toEqual(created);
  });
});

describe('what an execution that was cut off left behind', () => {
  const left = (inFlight: string[], rows: Row[]) => {
    const { requests, seems } = leftovers(inFlight, rows);
    return {
      requests: requests.map(({ token: name, inputs, tries }) => [name, inputs.name, tries]),
      seems: Object.fromEntries(seems),
    };
  };

  test('is each row that is marked as being created or in doubt, a copied one once', () => {
    const doubtful = tokenOf('B', 'bbbb');
    const rows = rowsOf(
      marked('A'),
      marked('A'),
      ['B', '', '', inDoubt(doubtful, 1)],
      ['C', '', '', queued(0)],
    );
    expect(left([tokenOf('A')], rows)).toEqual({
      requests: [
        [tokenOf('A'), 'A', 0],
        [doubtful, 'B', 1],
      ],
      seems: {},
    });
  });
  test('is a token whose row is gone', () => {
    expect(left([tokenOf('A')], rowsOf(['B', '', '', queued(0)]))).toEqual({
      requests: [[tokenOf('A'), '', 0]],
      seems: {},
    });
  });
  test('is not what was written already, but a code that stands there may be a twin’s: the look-up tells', () => {
    const rows = rowsOf(['A', '', '1', 'Created'], ['B', '', '', 'Failed: No.'], ['C', '', '', queued(1)]);
    expect(
      left(
        ['A', 'B', 'C'].map((name) => tokenOf(name)),
        rows,
      ),
    ).toEqual({
      requests: ['A', 'B', 'C'].map((name) => [tokenOf(name), '', 0]),
      seems: { [tokenOf('A')]: 'done', [tokenOf('B')]: 'failed' },
    });
  });
  test('is a row whose Status the user cleared meanwhile', () => {
    expect(left([tokenOf('A')], rowsOf(['A', '', '', ''])).requests).toEqual([[tokenOf('A'), 'A', 0]]);
  });
  test('goes to the row with the inputs that were sent, where a sort tore these from the mark', () => {
    const rows = rowsOf(['B', '', '', creating(tokenOf('A'), 0)], ['A', '', '', queued(0)]);
    const [request] = leftovers([tokenOf('A')], rows).requests;
    const { patches } = settle(request ? [{ request, result: created }] : [], rows, true);
    expect(patches.get(1)?.status).toBe(queued(0));
    expect(patches.get(2)?.id).toBe(CODE.id);
  });
  test('says with which values its code was made, where the row was edited meanwhile', () => {
    const rows = rowsOf(['A2', '', '', creating(tokenOf('A'), 0)]);
    const [request] = leftovers([tokenOf('A')], rows).requests;
    const found = request && afterLookUp(request, CODE, '', 'nobody');
    const { patches } = settle(found ? [found] : [], rows, true);
    expect(patches.get(1)?.status).toMatch(/the row was edited meanwhile: the code was made for “A”/);
  });
});

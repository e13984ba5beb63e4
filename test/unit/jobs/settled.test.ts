// Creating codes: what becomes of each result, in its row and in the next request.
import type { Blame, InFlight, Request, Result } from '../../../src/jobs/create/in-flight';
import { confirm, settle } from '../../../src/jobs/create/settle';
import { MAX_TRIES } from '../../../src/jobs/verdict';
import { CLOCK_SKEW_MS } from '../../../src/qrius/assumptions';
import { COPY, creating, queued } from '../../../src/table/status';
import {
  CELLS,
  CODE,
  code,
  created,
  lookedUpAs,
  lost,
  marked,
  NOW,
  patchesOf,
  request,
  rowsOf,
  tokenOf,
  urlOf,
} from './creating';

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

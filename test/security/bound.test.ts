// A confirmation covers what was shown, and nothing else; a copy of a document says whose codes it shows.
import { ask, get } from '../../sim/sidebar';
import type { Input } from '../../src/shared/contract/methods';
import { act, changing, code, coded } from '../jobs/change/helper';
import { connected, createCodes, type Desk, NEW, SHEET, talks } from '../support/desk';
import { destinations, keyless } from './helper';

const EVIL = 'https://evil.example/';
const WHERE = { scope: 'sheet', hidden: false } as const;
type Asked = Input<'previewChange'>['request'];

/** Looks at a change, lets something happen, then presses. */
function pressed(made: Pick<Desk, 'world'>, request: Asked, meanwhile: () => void) {
  const { targetFingerprint, deletes } = get(made.world, 'previewChange', { request, ...WHERE });
  meanwhile();
  return ask(made.world, 'changeCodes', { request, ...WHERE, deletes, targetFingerprint });
}

const REFUSED = { ok: false, failure: { code: 'target-changed' } };

/** Rows whose URL was changed by their owner. */
function edited(count: number) {
  const made = coded(count);
  createCodes(made);
  made.world.user.setCells(
    SHEET,
    'B2',
    Array.from({ length: count }, (_, index) => [`${NEW}/${index}`]),
  );
  return made;
}

describe('a press sends what its preview showed', () => {
  test.each<[string, Asked, (made: ReturnType<typeof coded>) => void]>([
    ['a value in a row', { kind: 'column' }, (made) => keyless(made).user.setCell(SHEET, 'B3', EVIL)],
    [
      'a value in a row',
      { kind: 'changed', choices: [] },
      (made) => keyless(made).user.setCell(SHEET, 'B3', EVIL),
    ],
    ['tags in a row', { kind: 'tags-column' }, (made) => keyless(made).user.setCell(SHEET, 'C3', 'x')],
    [
      'the ID in a row',
      { kind: 'delete' },
      (made) => keyless(made).user.setCell(SHEET, 'D3', made.ids[0] ?? ''),
    ],
    ['a row, by one more', { kind: 'delete' }, (made) => keyless(made).user.copyRow(SHEET, 2)],
    ['a row, by one less', { kind: 'pause' }, (made) => keyless(made).user.deleteRow(SHEET, 3)],
    [
      'what the code has in Qrius',
      { kind: 'column' },
      (made) => {
        code(made, 1).destinationUrl = 'https://example.com/meanwhile';
      },
    ],
  ])('%s changes meanwhile: nothing is sent (%j)', (_, request, meanwhile) => {
    const made = edited(3);
    if (request.kind === 'tags-column') made.world.user.setCells(SHEET, 'C2', [['t'], ['t'], ['t']]);
    expect(pressed(made, request, () => meanwhile(made))).toMatchObject(REFUSED);
    expect(changing(made)).toEqual([]);
  });

  test('a column that a colleague chose meanwhile is not sent', () => {
    const made = edited(3);
    made.world.user.setCells(SHEET, 'G1', [['Backup'], [EVIL], [EVIL], [EVIL]]);
    const choose = () => get(keyless(made), 'chooseColumn', { role: 'destination', header: 'Backup' });
    expect(pressed(made, { kind: 'column' }, choose)).toMatchObject(REFUSED);
    expect(changing(made)).toEqual([]);
  });

  test('one difference was shown: three are not sent', () => {
    const made = coded(3);
    act(made, { request: { kind: 'destination', url: NEW } });
    made.world.user.setCell(SHEET, 'B2', `${NEW}/1`);
    const before = changing(made).length;
    const more = () => keyless(made).user.setCells(SHEET, 'B3', [[EVIL], [EVIL]]);
    expect(pressed(made, { kind: 'changed', choices: [] }, more)).toMatchObject(REFUSED);
    expect(changing(made)).toHaveLength(before);
  });

  test('an undo is bound to the values that it would bring back', () => {
    const made = coded(3);
    act(made, { request: { kind: 'destination', url: NEW } });
    const before = changing(made).length;
    const answer = pressed(made, { kind: 'undo', job: null }, () => {
      code(made, 2).destinationUrl = 'https://example.com/since';
    });
    expect(answer).toMatchObject(REFUSED);
    expect(changing(made)).toHaveLength(before);
  });

  test('where nothing changed, or rows were sorted as a whole, all of it is sent', () => {
    const made = edited(3);
    const sort = () => keyless(made).user.edit({ kind: 'sort', byColumn: 'A', ascending: false });
    expect(pressed(made, { kind: 'column' }, sort)).toMatchObject({ ok: true, value: { done: 3 } });
  });

  test('the preview shows each value before and after', () => {
    const made = edited(2);
    expect(get(made.world, 'previewChange', { request: { kind: 'column' }, ...WHERE }).changes).toEqual([
      { row: 2, name: 'Talk 001', before: 'https://example.com/001', after: `${NEW}/0` },
      { row: 3, name: 'Talk 002', before: 'https://example.com/002', after: `${NEW}/1` },
    ]);
  });
});

describe.each(['bound', 'addon'] as const)('in a copy of the document (%s)', (kind) => {
  /** A copy by the user who made the codes; a bound script asks for the key once more. */
  function copied() {
    const made = connected(talks(3), { world: { kind } });
    createCodes(made);
    made.world.advance(60_000);
    const world = made.world.copyDocument('owner');
    if (kind === 'bound') get(world, 'connect', { key: made.qrius.accounts[0]?.key ?? '', name: 'Ada' });
    return { ...made, world };
  }

  test('undo does nothing to the codes of the original, and says where to undo', () => {
    const made = copied();
    const request = { kind: 'undo', job: null } as const;
    for (const method of ['previewChange', 'changeCodes'] as const)
      expect(
        ask(made.world, method, { request, ...WHERE, deletes: 3, targetFingerprint: null }),
      ).toMatchObject({
        ok: false,
        failure: { code: 'undo-elsewhere', message: expect.stringMatching(/^This document is a copy/) },
      });
    expect(Object.keys(destinations(made))).toHaveLength(3);
  });

  test('its codes are deleted only after the preview said whose they are', () => {
    const made = copied();
    const request = { kind: 'delete' } as const;
    expect(
      ask(made.world, 'changeCodes', { request, ...WHERE, deletes: 3, targetFingerprint: null }),
    ).toMatchObject({
      ok: false,
      failure: {
        message: expect.stringMatching(/^3 codes of these belong to the document that this one was copied/),
      },
    });
    expect(Object.keys(destinations(made))).toHaveLength(3);
    expect(get(made.world, 'previewChange', { request, ...WHERE })).toMatchObject({ copied: 3, deletes: 3 });
    expect(pressed(made, request, () => undefined)).toMatchObject({ ok: true, value: { done: 3 } });
  });

  test('codes that were made in the copy are its own', () => {
    const made = copied();
    made.world.user.setCells(SHEET, 'A5', [['Own', 'https://example.com/own']]);
    createCodes(made);
    const request = { kind: 'pause' } as const;
    expect(get(made.world, 'previewChange', { request, ...WHERE })).toMatchObject({ codes: 4, copied: 3 });
    expect(act(made, { request: { kind: 'undo', job: null }, deletes: 1 })).toMatch(/^Done\. 1 deleted/);
    expect(Object.keys(destinations(made))).toHaveLength(3);
  });

  test('a job that was cut off in the original is not continued', () => {
    const made = connected(talks(30), { qrius: { requestsPerMinute: 12 }, world: { kind } });
    get(made.world, 'createCodes', { scope: 'sheet', conflict: 'suffix', images: false, most: null });
    const world = made.world.copyDocument('owner');
    world.advance(60_000);
    if (kind === 'bound') get(world, 'connect', { key: made.qrius.accounts[0]?.key ?? '', name: 'Ada' });
    const before = Object.keys(made.qrius.codes).length;
    world.advance(60_000 * 10);
    expect(ask(world, 'continueJob', null)).toMatchObject({ ok: false });
    expect(Object.keys(made.qrius.codes)).toHaveLength(before);
  });
});

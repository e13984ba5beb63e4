// A button does what the page showed when it was pressed, or nothing: the server's part.

import { addCode } from '../../sim/qrius/codes';
import { ask, get } from '../../sim/sidebar';
import { creates } from '../jobs/create/helper';
import { connected, SHEET, talks } from '../support/desk';

const START = { scope: 'selection', conflict: 'suffix', images: true, most: null } as const;
const sheetId = (made: ReturnType<typeof connected>) => get(made.world, 'getHome', null).sheet.id;
const outdated = { ok: false, failure: { code: 'target-changed' } };

describe('creating', () => {
  const checked = () => {
    const made = connected(talks(20));
    made.world.user.select(['A2:A4']);
    const check = get(made.world, 'checkRows', { scope: 'selection' });
    expect(check.valid).toBe(3);
    return { made, seen: { sheet: sheetId(made), fingerprint: check.fingerprint } };
  };

  test('makes the codes that the check counted', () => {
    const { made, seen } = checked();
    expect(ask(made.world, 'createCodes', START, seen)).toMatchObject({ ok: true, value: { done: 3 } });
  });

  test('sends nothing after other rows were selected, or a cell was edited', () => {
    const { made, seen } = checked();
    made.world.user.select(['A10:A20']);
    expect(ask(made.world, 'createCodes', START, seen)).toMatchObject(outdated);
    made.world.user.select(['A2:A4']);
    made.world.user.setCell(SHEET, 'B3', 'https://example.com/edited');
    expect(ask(made.world, 'createCodes', START, seen)).toMatchObject(outdated);
    expect(creates(made)).toEqual([]);
    expect(made.world.table()[0]).not.toContain('Status');
  });

  test('takes plan and room from the check: five codes fit into the ten requests a minute of FREE', () => {
    const made = connected(talks(5), { qrius: { plan: 'FREE' } });
    const { fingerprint, runMs } = get(made.world, 'checkRows', { scope: 'sheet' });
    const asked = made.qrius.log.length;
    const start = { ...START, scope: 'sheet' } as const;
    expect(ask(made.world, 'createCodes', start, { fingerprint })).toMatchObject({ value: { done: 5 } });
    expect(made.qrius.log.slice(asked).map(({ method }) => method)).toEqual(Array(5).fill('POST'));
    expect(runMs).toBeLessThan(10_000);
    // The next check knows that the window is used up.
    made.world.user.setCells(SHEET, 'A7', talks(5).slice(1));
    made.qrius.accounts[0]?.codeIds.splice(0);
    expect(get(made.world, 'checkRows', { scope: 'sheet' }).runMs).toBeGreaterThan(10_000);
  });

  test('follows its rows where a colleague sorted them', () => {
    const made = connected(talks(20));
    const { fingerprint } = get(made.world, 'checkRows', { scope: 'sheet' });
    made.world.user.sortRange(SHEET, 'A2:B21', 'A', false);
    const start = { ...START, scope: 'sheet' } as const;
    expect(ask(made.world, 'createCodes', start, { fingerprint })).toMatchObject({ value: { done: 20 } });
  });
});

test('nothing happens in a sheet that the page did not show', () => {
  const made = connected(talks(5));
  const seen = { sheet: sheetId(made) };
  made.world.user.edit({ kind: 'insertSheet', name: 'Other' });
  made.world.user.setCells('Other', 'A1', talks(3));
  made.world.user.select(['A2:A4'], 'Other');
  const before = JSON.stringify(made.world.state.document);
  for (const [method, input] of [
    ['createCodes', { ...START, scope: 'sheet' }],
    [
      'changeCodes',
      { request: { kind: 'pause' }, scope: 'sheet', hidden: false, deletes: null, targetFingerprint: null },
    ],
    ['importCodes', null],
    ['refreshScans', { scope: 'sheet' }],
    ['setSchedule', { every: { kind: 'hour' }, switches: false }],
    ['insertTemplate', null],
    ['insertChart', null],
    ['chooseColumn', { role: 'name', header: 'Title' }],
    ['exportCsv', null],
    ['listShortUrls', null],
  ] as const)
    expect([method, ask(made.world, method, input, seen)]).toMatchObject([method, outdated]);
  expect(JSON.stringify(made.world.state.document)).toBe(before);
  expect(creates(made)).toEqual([]);
});

test('an import brings the codes that were counted, or none', () => {
  const made = connected([['Name', 'URL']]);
  const [account] = made.qrius.accounts;
  if (!account) throw new Error('no account');
  const add = (name: string) =>
    addCode(made.qrius, account, { name, destinationUrl: 'https://example.com' }, 0);
  add('First');
  const { codes, fingerprint } = get(made.world, 'countImportable', null);
  expect(codes).toBe(1);
  add('Second');
  expect(ask(made.world, 'importCodes', null, { fingerprint })).toMatchObject(outdated);
  expect(made.world.table()).toHaveLength(1);
});

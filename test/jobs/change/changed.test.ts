// Update changed rows: only what was changed is sent, and where both sides were, only what the user chose.
import fc from 'fast-check';
import { copyOf } from '../../../sim/copy';
import { get } from '../../../sim/sidebar';
import type { Choice } from '../../../src/shared/contract/change';
import { splitTags } from '../../../src/table/cells';
import { connected, createCodes, NEW, SHEET, talks } from '../../support/desk';
import { act, type Coded, changing, code, row } from './helper';

/** Talks whose codes were made here, so that the log knows what was sent. Columns A to H, Status last. */
function made(count: number): Coded {
  const desk = connected(talks(count, ['Tags'], ['a']));
  createCodes(desk);
  desk.world.advance(60_000);
  desk.batches.length = 0;
  return { ...desk, ids: Object.keys(desk.qrius.codes) };
}

const REACH = { scope: 'sheet', hidden: false } as const;
const changed = (choices: Choice[] = []) => ({ request: { kind: 'changed' as const, choices } });
const told = (desk: Coded, number: number) => row(desk, number).at(-1);

test('what was changed here is sent, each field by the request for it; unchanged rows are not', () => {
  const desk = made(4);
  desk.world.user.setCell(SHEET, 'B2', NEW);
  desk.world.user.setCell(SHEET, 'C3', 'b');
  desk.world.user.setCell(SHEET, 'A4', 'Renamed');
  expect(act(desk, changed())).toBe('Done. 3 updated, 1 already there, 0 failed, 0 waiting, 0 left out.');
  const [one, two, three] = desk.ids;
  expect(changing(desk)).toEqual([
    expect.objectContaining({
      path: '/qr/bulk/update-destination',
      body: { qrCodeIds: [one], destinationUrl: NEW },
    }),
    expect.objectContaining({
      path: '/qr/bulk/tags',
      body: { qrCodeIds: [two], action: 'set', tags: ['b'] },
    }),
    { method: 'PATCH', path: `/qr/${three}`, body: { name: 'Renamed' } },
  ]);
  expect(code(desk, 3).name).toBe('Renamed');
  expect([2, 3, 4, 5].map((number) => told(desk, number))).toEqual([
    'Changed: destination',
    'Changed: tags',
    'Changed: name',
    'Created',
  ]);
  desk.batches.length = 0;
  expect(act(desk, changed())).toBe('Nothing to change: 4 rows are already up to date.');
  expect(changing(desk)).toEqual([]);
});

test('what was changed in Qrius, or on both sides, waits for a choice; what is gone is told', () => {
  const desk = made(4);
  code(desk, 1).destinationUrl = `${NEW}/there`;
  desk.world.user.setCell(SHEET, 'A3', 'Here');
  code(desk, 2).name = 'There';
  code(desk, 3).tags = ['there'];
  delete desk.qrius.codes[desk.ids[3] ?? ''];
  for (const account of desk.qrius.accounts) account.codeIds = desk.ids.slice(0, 3);
  const seen = get(desk.world, 'previewChange', { ...changed(), ...REACH });
  expect(seen.differences.map(({ field, here, there, side }) => [field, here, there, side])).toEqual([
    ['destination', 'https://example.com/001', `${NEW}/there`, 'there'],
    ['name', 'Here', 'There', 'both'],
    ['tags', 'a', 'there', 'there'],
  ]);
  expect(seen).toMatchObject({ codes: 0, faultCount: 1, requests: 0 });
  expect(act(desk, changed())).toBe('Done. 0 updated, 0 already there, 1 failed, 0 waiting, 3 left out.');
  expect(told(desk, 5)).toBe(
    'Not changed: this Qrius account does not list the code: it was deleted, is new, or belongs to another account.',
  );
  expect(changing(desk)).toEqual([]);

  const [first = '', second = '', third = ''] = desk.ids;
  act(
    desk,
    changed([
      { id: first, field: 'destination', keep: 'theirs' },
      { id: second, field: 'name', keep: 'mine' },
      { id: third, field: 'tags', keep: 'theirs' },
    ]),
  );
  expect(changing(desk).map(({ method, body }) => [method, body])).toEqual([['PATCH', { name: 'Here' }]]);
  expect(row(desk, 2)[1]).toBe(`${NEW}/there`);
  expect([row(desk, 4)[2], told(desk, 4)]).toEqual(['there', 'Taken from Qrius']);
  expect([code(desk, 2).name, told(desk, 3)]).toEqual(['Here', 'Changed: name']);
});

const TEXTS = { destination: [`${NEW}/1`, `${NEW}/2`], name: ['One', 'Two'], tags: ['b', 'c, d'] } as const;
const COLUMN = { destination: 'B', name: 'A', tags: 'C' } as const;
const edit = fc.record({
  number: fc.integer({ min: 1, max: 4 }),
  field: fc.constantFrom('destination' as const, 'name' as const, 'tags' as const),
  here: fc.option(fc.nat(1), { freq: 3 }),
  there: fc.option(fc.nat(1)),
  keep: fc.option(fc.constantFrom('mine' as const, 'theirs' as const)),
});

test('whatever was edited on either side: sheet and Qrius agree wherever one side was changed here or a choice was made', () => {
  const base = made(4);
  fc.assert(
    fc.property(
      fc.uniqueArray(edit, { maxLength: 8, selector: ({ number, field }) => `${number} ${field}` }),
      (edits) => {
        const desk: Coded = { ...base, ...copyOf(base) };
        const has = (number: number) => {
          const { name, destinationUrl, tags } = code(desk, number);
          return { name, destination: destinationUrl, tags: tags.join() };
        };
        const shown = (number: number) => {
          const [name, destination, tags = ''] = row(desk, number + 1);
          return { name, destination, tags: splitTags(tags).join() };
        };
        const choices: Choice[] = [];
        for (const { number, field, here, there, keep } of edits) {
          if (here !== null)
            desk.world.user.setCell(SHEET, `${COLUMN[field]}${number + 1}`, TEXTS[field][here] ?? '');
          const text = TEXTS[field][there ?? 0] ?? '';
          if (there !== null && field === 'tags') code(desk, number).tags = splitTags(text);
          if (there !== null && field === 'name') code(desk, number).name = text;
          if (there !== null && field === 'destination') code(desk, number).destinationUrl = text;
          if (keep) choices.push({ id: desk.ids[number - 1] ?? '', field, keep });
        }
        const before = [1, 2, 3, 4].map((number) => ({ here: shown(number), there: has(number) }));
        act(desk, changed(choices));
        for (const { number, field, here, there, keep } of edits) {
          const was = before[number - 1];
          const onlyHere = here !== null && there === null;
          const wanted = keep ?? (onlyHere ? 'mine' : null);
          const value = wanted === 'theirs' ? was?.there[field] : was?.here[field];
          if (wanted === null) {
            expect([has(number)[field], shown(number)[field]]).toEqual([was?.there[field], was?.here[field]]);
          } else expect([has(number)[field], shown(number)[field]]).toEqual([value, value]);
        }
      },
    ),
    { numRuns: 40 },
  );
});

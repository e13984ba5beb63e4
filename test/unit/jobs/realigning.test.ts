// What a write that was cut off may have put beside other rows, and what it cannot have.

import { lostCells, withLogged } from '../../../src/jobs/create/lost-codes';
import { mixedSlugs } from '../../../src/jobs/create/lost-marks';
import { type Known, realign } from '../../../src/jobs/create/realign';
import { strayCells } from '../../../src/jobs/create/stray';
import type { Base } from '../../../src/jobs/fields';
import type { Code } from '../../../src/qrius/readings';
import { textsBy } from '../../../src/shared/texts';
import { sentHash } from '../../../src/table/fingerprint';
import type { Row } from '../../../src/table/rows';
import { creating, readMark } from '../../../src/table/status';

const urlOf = (name: string) => `https://example.com/${name}`;
const rowOf = (index: number, name: string, cells: Partial<Row> = {}): Row => ({
  index,
  name,
  destination: urlOf(name),
  shown: urlOf(name),
  slug: '',
  tags: [],
  ...textsBy(() => ''),
  id: '',
  shortUrl: '',
  status: '',
  next: '',
  empty: false,
  skip: null,
  ...cells,
  mark: readMark(cells.status ?? ''),
});
const baseOf = (name: string): Base => ({ name, destination: urlOf(name) });
const known: Known = {
  sent: new Map(),
  isTorn: true,
  inFlight: [],
  pictureAt: () => '',
  lostBy: () => null,
};

test('a row with a code that was edited to what a marked row holds keeps its code', () => {
  const token = `bcdfghjkm-${sentHash('B', urlOf('B'))}-abcdefg`;
  const code = { id: 'qr_A', shortUrl: 'https://qrius.io/aaaaaaaaa', status: 'Created' };
  const rows = [rowOf(1, 'B', code), rowOf(2, 'B', { status: creating(token, 0) })];
  const { patches, homeless } = realign(rows, {
    ...known,
    sent: new Map([['qr_A', baseOf('A')]]),
    inFlight: [token],
  });
  expect([[...patches], homeless]).toEqual([[], []]);
});

describe('a short URL beside another row', () => {
  const code = (slug: string): Code =>
    ({
      id: 'qr_1',
      shortUrl: `https://qrius.io/${slug}`,
      slug,
      name: 'M',
      destination: urlOf('M'),
      imageUrl: `https://qrius.io/i/${slug}.png`,
      createdAt: null,
      tags: null,
    }) as Code;
  const token = `bcdfghjkm-${sentHash('B', urlOf('B'))}-abcdefg`;

  test.each(['', 'qr_other'])('of a code that was not being written stays (ID “%s”)', (id) => {
    const row = rowOf(5, 'X', { id, shortUrl: 'https://qrius.io/menu' });
    expect(strayCells([row], [code('menu')], [token], () => '')).toEqual(new Map());
  });

  test.each(['bcdfghjkm', 'menu-bcdfghjkm'])('of the code “%s” that was being written goes', (slug) => {
    const row = rowOf(5, 'X', { shortUrl: `https://qrius.io/${slug}` });
    expect(strayCells([row], [code(slug)], [token], () => '')).toEqual(new Map([[5, { shortUrl: '' }]]));
  });
});

describe('the code that a row lost to another’s', () => {
  const row = rowOf(1, 'A');
  const code = (id: string, shown: Partial<Code> = {}): Code => ({
    id,
    slug: id,
    name: 'A',
    destination: urlOf('A'),
    shortUrl: `https://qrius.io/${id}`,
    imageUrl: '',
    createdAt: null,
    tags: null,
    ...textsBy(() => null),
    paused: null,
    ...shown,
  });
  const hidden = { destination: null };
  const named = (...ids: string[]) =>
    expect.stringContaining(
      `Its code may be ${ids.map((id) => `“A” (https://qrius.io/${id})`).join(' or ')}.`,
    );

  test.each([
    ['the only one that was made from what it holds', [code('1'), code('2', { name: 'B' })], { id: '1' }],
    ['named where two may be', [code('1'), code('2')], { status: named('1', '2') }],
    ['named where Qrius hides its destination', [code('1', hidden)], { status: named('1') }],
    [
      'named where the row was edited since',
      [code('1', { destination: urlOf('B') })],
      { status: named('1') },
    ],
    ['none that is known to be another’s', [code('1', { name: 'B', destination: null })], null],
    ['none of which nothing is known', [code('1', { name: null, destination: null })], null],
  ])('is %s', (_, free, expected) => {
    const cells = lostCells(row, free, false);
    if (expected === null) expect(cells).toBeNull();
    else expect(cells).toMatchObject(expected);
  });

  test('is told by the log what the list hides', () => {
    const [filled] = withLogged([code('1', hidden)], new Map([['1', baseOf('A')]]));
    expect(lostCells(row, filled ? [filled] : [], false)).toMatchObject({ id: '1', status: 'Created' });
  });
});

describe('of rows that are alike, and in flight as a write was cut off', () => {
  const sent = sentHash('A', urlOf('A'));
  const made = `bcdfghjkm-${sent}-abcdefg`;
  const own = `k3f9-${sent}-abcdefg`;
  const code = { id: 'qr_1', slug: 'bcdfghjkm', status: 'Created' };

  test.each([
    ['the one with a made slug says that they may be exchanged', [made, own], code, [1]],
    ['none says so where all slugs were made', [made, `bcdfghjkn-${sent}-abcdefg`], code, []],
    ['none says so where only one was in flight', [made], code, []],
    ['none says so that has no code', [made, own], { slug: 'bcdfghjkm' }, []],
    [
      'none says so that has another word',
      [made, own],
      { ...code, status: 'Created, but the row was edited since' },
      [],
    ],
    ['none says so that has a slug of its own', [made, own], { id: 'qr_2', slug: 's2' }, []],
  ])('%s', (_, inFlight, cells, expected) => {
    const rows = [rowOf(1, 'A', cells), rowOf(2, 'B', { ...code, slug: 'bcdfghjkp' })];
    expect([...mixedSlugs(rows, inFlight).keys()]).toEqual(expected);
  });

  test('the one with a made slug says so, too, where it was edited since', () => {
    expect([...mixedSlugs([rowOf(1, 'B', code)], [made, own]).keys()]).toEqual([1]);
  });
});

test('a code with a slug of the user’s returns to the one of two rows that are alike which shows it', () => {
  const rows = [
    rowOf(1, 'A'),
    rowOf(2, 'A', { slug: 's2' }),
    rowOf(3, 'B', { id: 'qr_2', shortUrl: 'https://qrius.io/s2', status: 'Created' }),
  ];
  const { patches } = realign(rows, { ...known, sent: new Map([['qr_2', baseOf('A')]]) });
  expect(patches.get(2)).toMatchObject({ id: 'qr_2' });
  expect(patches.has(1)).toBe(false);
});

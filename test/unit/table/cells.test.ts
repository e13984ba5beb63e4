// What goes into cells stays what it was, and what comes out of them is judged before it is sent.
import fc from 'fast-check';
import { createWorld } from '../../../sim/apps-script/world';
import { textsBy } from '../../../src/shared/texts';
import { asText, asTextInAnyFormat, columnLetter, joinTags, splitTags } from '../../../src/table/cells';
import { invalidReason } from '../../../src/table/check';
import { comparableUrl, SENT_LENGTH, sentHash } from '../../../src/table/fingerprint';
import { imageAddress, imageFormula } from '../../../src/table/images';
import { hasHiddenLinks, readRows } from '../../../src/table/rows';
import { slugRows } from '../../../src/table/slugs';
import * as status from '../../../src/table/status';
import { findColumns } from '../../../src/table/understand';

/** Writes texts down a column in the given format, and returns what the sheet then shows and computes. */
const bundle = `function write(texts, format) {
  var range = SpreadsheetApp.getActiveSheet().getRange(1, 1, texts.length, 1);
  range.setNumberFormat(format);
  range.setValues(texts.map(function (text) { return [text]; }));
  SpreadsheetApp.flush();
  return { shown: range.getDisplayValues(), formulas: range.getFormulas() };
}`;

function written(texts: string[], format: string): { shown: string[]; formulas: string[] } {
  const result = createWorld({ code: bundle, document: { sheets: [{ name: 'S' }] } }).run('write', [
    texts,
    format,
  ]);
  if (result.outcome !== 'returned') throw new Error(result.error);
  const { shown, formulas } = result.value as Record<'shown' | 'formulas', string[][]>;
  return { shown: shown.flat(), formulas: formulas.flat() };
}

/** Texts that a sheet would rather take for something else, and any others. */
const text = fc.oneof(
  fc.constantFrom(
    '=1+1',
    '+1',
    '-1',
    '@x',
    '\t=1',
    '\r=1',
    "'",
    "'='",
    '=',
    '012',
    '1-2',
    'jan-1',
    '1e5',
    'TRUE',
    '5%',
    '',
  ),
  fc
    .tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', "'", ' '), fc.string({ unit: 'binary' }))
    .map((parts) => parts.join('')),
  fc.string({ unit: 'binary' }),
);
const texts = fc.array(text, { minLength: 1, maxLength: 60 });

describe('text from outside', () => {
  test.each(['=1', '+1', '-1', '@a', '\ta', '\ra', "'a"])(
    '%j is written with an apostrophe before it',
    (harm) => {
      expect(asText(harm)).toBe(`'${harm}`);
    },
  );
  test.each(['a=1', '1-2', ''])('%j is written as it is', (harmless) => {
    expect(asText(harmless)).toBe(harmless);
  });

  test('stays text in a column of plain text, and in one of any format', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom('General', '0.00', 'yyyy-mm-dd'), (list, format) => {
        const unchanged = { shown: list, formulas: list.map(() => '') };
        expect(written(list.map(asText), '@')).toEqual(unchanged);
        expect(written(list.map(asTextInAnyFormat), format)).toEqual(unchanged);
      }),
      { numRuns: 40 },
    );
  });

  test('never leaves the quotes of a picture’s formula', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl({ withQueryParameters: true })),
        fc.string(),
        (url, tail) => {
          for (const hostile of [url, `https://a.example/${url}`, `https://a.example/${url}"&${tail}`]) {
            expect(imageFormula(hostile)).toMatch(
              /^=(IMAGE\("https?:\/\/[^"\s\\]+"\)|"No picture: [^"\s\\]+( [^"\s\\]+)*")$/i,
            );
          }
        },
      ),
    );
    expect(imageFormula('https://api.qrius.io/images/1')).toBe('=IMAGE("https://api.qrius.io/images/1")');
  });
  test.each([
    '',
    'javascript:alert(1)',
    'data:image/png;base64,AA',
    '//a.example/x',
    'https://',
    'https://a.example/"',
    'https://a b',
  ])('%j is no picture', (url) => expect(imageFormula(url)).toMatch(/^="No picture: Qrius sent/));

  test.each(['https://api.qrius.io/1.png', 'https://api.qrius.io/1.svg?v=2'])('%s is read back', (url) => {
    expect(imageAddress(imageFormula(url))).toBe(url);
    expect(imageAddress(imageFormula('')) + imageAddress('=HYPERLINK("https://a.example/")')).toBe('');
  });

  test('columns are named as users see them', () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(columnLetter)).toEqual([
      'A',
      'Z',
      'AA',
      'AZ',
      'BA',
      'ZZ',
      'AAA',
    ]);
  });
});

describe('cells that are read', () => {
  test.each([
    ['a, b;c\nd\r\ne', ['a', 'b', 'c', 'd', 'e']],
    [' track:main ,, ; track:main', ['track:main']],
    ['two words', ['two words']],
    [' ,;\n', []],
  ])('tags of %j', (cell, tags) => expect(splitTags(cell)).toEqual(tags));

  test('tags are written so that exactly these are read again, whatever they hold', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', ' ', ',', ';', '"', '|', '#', '[', ']', '、', '\n', '\u200b'),
    });
    fc.assert(
      fc.property(
        fc.oneof(
          text,
          fc.array(text).map((list) => JSON.stringify(list)),
        ),
        (cell) => {
          const tags = splitTags(cell);
          expect(splitTags(joinTags(tags))).toEqual(tags);
        },
      ),
    );
    expect(joinTags(['Berlin, Mitte', 'x'])).toBe('"Berlin, Mitte", x');
  });

  test('a destination is what its cell shows, or the link behind a text', () => {
    const grid = [
      ['Name', 'URL'],
      ['a', 'https://a.example/'],
      ['b', 'The page'],
      ['c', 'Session: map'],
      ['d', 'gone'],
    ];
    const columns = findColumns(grid);
    const links = [null, 'https://other.example/', 'https://b.example/', 'https://c.example/', null];
    expect(hasHiddenLinks(grid, columns)).toBe(true);
    expect(hasHiddenLinks(grid.slice(0, 2), columns)).toBe(false);
    expect(readRows(grid, columns, links).map(({ destination }) => destination)).toEqual([
      'https://a.example/',
      'https://b.example/',
      'https://c.example/',
      'gone',
    ]);
  });
});

const fault = (destination: string, slug = '', rows: number[] = []) =>
  invalidReason(
    { name: 'n', destination, shown: destination, slug, tags: [], ...textsBy(() => '') },
    { same: new Map([[slug, rows]]), alike: new Map() },
  );
const long = (length: number) => `https://a.example/${'x'.repeat(length - 'https://a.example/'.length)}`;

describe('the check before sending', () => {
  test.each([
    ...[
      'https://a.example',
      'http://a.example/x?y=1#z',
      'HTTPS://A.EXAMPLE/',
      'https://a.example:8443/x',
      'https://localhost/',
    ],
    ...[
      'https://a.example?q=mailto:x@y',
      'https://a.example/@me:1',
      'https://müller.example/straße',
      'https://1.2.3.4#top',
    ],
  ])('%s is valid', (destination) => expect(fault(destination)).toBeNull());

  test.each([
    ['', 'the destination is missing.'],
    [
      'https://a.example/a b',
      'the destination contains a space. Remove it, or write %20 if it belongs to the address.',
    ],
    ['https://a.example/\u2028x', 'the destination contains a line break. Remove it.'],
    ['https://a.example/\u0000x', 'the destination contains a character that no address has. Type it again.'],
    [
      'javascript:alert(1)',
      'the destination must begin with http:// or https://, not with “javascript:”. Only web addresses can become codes.',
    ],
    [
      'data:text/html,x',
      'the destination must begin with http:// or https://, not with “data:”. Only web addresses can become codes.',
    ],
    ['mailto:a@b.example', 'the destination is a mail address. Only web addresses can become codes.'],
    [
      'ftp://a.example/',
      'the destination must begin with http:// or https://, not with “ftp:”. Only web addresses can become codes.',
    ],
    ['www.a.example/x?y', 'the destination is missing https://. Did you mean https://www.a.example/x?y?'],
    ['a.example:8080/x', 'the destination is missing https://. Did you mean https://a.example:8080/x?'],
    ['https://', 'the destination has no proper host after http:// or https://.'],
    ['https:a.example', 'the destination has no proper host after http:// or https://.'],
    ['https:///x', 'the destination has no proper host after http:// or https://.'],
    ['https://?q', 'the destination has no proper host after http:// or https://.'],
    ['https://a.example:x/', 'the destination has no proper host after http:// or https://.'],
    [
      'https://bank.example@evil.example/',
      'the destination contains a user name. Write the address without it.',
    ],
    ['someone@a.example', 'the destination is a mail address. Only web addresses can become codes.'],
    [
      '/sessions/s01',
      'the destination is only a part of an address. Write all of it, with https:// and the site.',
    ],
    [
      'Room1',
      'the destination is not a web address. It must begin with http:// or https://. Only web addresses can become codes. If it is a smart chip, paste its address instead.',
    ],
  ])('%j is not', (destination, said) => expect(fault(destination)).toBe(said));

  test('a destination has at most 2,048 characters', () => {
    expect(fault(long(2048))).toBeNull();
    expect(fault(long(2049))).toBe('the destination has 2049 characters, but at most 2048 are allowed.');
  });

  test('the address that is proposed is valid', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        expect(fault(url)).toBeNull();
        const bare = url.replace(/^https?:\/\//, '');
        const proposed = /Did you mean (\S+)\?$/.exec(fault(bare) ?? '')?.[1];
        expect(proposed).toBe(`https://${bare}`);
        expect(fault(`https://${bare}`)).toBeNull();
      }),
      // An @ behind the host makes no mail address.
      { examples: [['http://a.aa?@#.a'], ['http://a.aa#@a.a']] },
    );
  });

  test('names and slugs', () => {
    const noName = {
      name: '',
      destination: 'https://a.example',
      shown: '',
      slug: '',
      tags: [],
      ...textsBy(() => ''),
    };
    expect(invalidReason(noName, slugRows([]))).toBe('the name is missing.');
    for (const slug of ['conf-2025_S01', 'x', '-']) expect(fault('https://a.example', slug, [2])).toBeNull();
    for (const slug of ['a b', 'a/b', 'ü', 'a.b', '=1'])
      expect(fault('https://a.example', slug, [2])).toBe(
        `the slug “${slug}” can contain only letters, numbers, - and _.`,
      );
  });

  test('a slug that is there twice names both rows, as a user counts them', () => {
    const grid = [
      ['Name', 'URL', 'Slug'],
      ['a', 'https://a.example', 's1'],
      ['b', 'b', ''],
      ['c', 'c', ' s1 '],
    ];
    const rows = readRows(grid, findColumns(grid));
    const counted = slugRows(rows);
    expect(rows.map((row) => invalidReason({ ...row, destination: 'https://a.example' }, counted))).toEqual([
      'rows 2 and 4 have the same slug, “s1”. Slugs must be unique.',
      null,
      'rows 2 and 4 have the same slug, “s1”. Slugs must be unique.',
    ]);
  });
});

describe('the words of the Status column', () => {
  const token = fc
    .tuple(fc.stringMatching(/^[0-9a-z]{4}$/), fc.string(), fc.webUrl())
    .map(([nonce, name, url]) => status.token(nonce, sentHash(name, url)));
  const tries = fc.integer({ min: 0, max: 20 });

  test('what is written is read again', () => {
    fc.assert(
      fc.property(token, tries, (name, count) => {
        expect(status.readMark(` ${status.queued(count)} `)).toEqual({
          kind: 'queued',
          token: '',
          tries: count,
        });
        expect(status.readMark(status.creating(name, count))).toEqual({
          kind: 'creating',
          token: name,
          tries: count,
        });
        const unknown = { kind: 'doubt', token: name, tries: count };
        const sentence = status.unconfirmed(name, count);
        expect(status.readMark(sentence)).toEqual(unknown);
        // As earlier versions worded it.
        expect(status.readMark(sentence.replace('Unconfirmed', 'In doubt'))).toEqual(unknown);
      }),
    );
  });

  test('nothing else is a mark, whatever servers and users write', () => {
    const spoken = fc
      .string()
      .chain((words) =>
        fc.constantFrom(
          ...[
            words,
            status.failed(words),
            status.invalid(words),
            status.createdFrom(words, words),
            status.CREATED,
            status.COPY,
          ],
          ...[
            status.createdWithSlug(words, words),
            status.STOPPED,
            `Queued ${words}.`,
            `x Queued`,
            'queued',
            'Queued (try 0)',
          ],
          ...[
            'Queued (try 1)',
            'Queued (try 02)',
            'Queued (try 99999999999999999999)',
            'Creating… a',
            'Creating… abcd-ABCDE',
          ],
        ),
      );
    const none = { kind: 'none', token: '', tries: 0 };
    fc.assert(fc.property(spoken, (text) => expect(status.readMark(text)).toEqual(none)));
  });
});

describe('the hash of what was sent', () => {
  test.each([
    ['https://A.example', 'https://a.example/'],
    ['HTTPS://a.example?x', 'https://a.example/?x'],
    ['https://a.example#x', 'https://a.example/#x'],
    [' https://a.example/X ', 'https://a.example/X'],
    ['no address', 'no address'],
  ])('a destination %j compares as %j', (given, same) => {
    expect(comparableUrl(given)).toBe(same);
    expect(sentHash('n', given)).toBe(sentHash(' n ', same));
  });

  test('is short, fit for a mark, and the same again after any server’s slash', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (name, destination) => {
        expect(sentHash(name, destination)).toMatch(new RegExp(`^[0-9a-z]{${SENT_LENGTH}}$`));
        expect(comparableUrl(comparableUrl(destination))).toBe(comparableUrl(destination));
      }),
    );
  });

  test('differs between the rows of a programme', () => {
    const hashes = Array.from({ length: 3_000 }, (_, n) =>
      sentHash(`Session ${n}`, `https://conf.example.com/sessions/s${n}`),
    );
    // 36^5 values: 0.07 pairs alike are to be expected among 3,000.
    expect(new Set(hashes).size).toBeGreaterThanOrEqual(2_998);
    expect(sentHash('a', 'https://x.example/b')).not.toBe(sentHash('ahttps://x.example/', 'b'));
  });
});

// Headers are understood however they are written.
import fc from 'fast-check';
import { UserError } from '../../../src/shared/errors';
import { findAgain, headersOf } from '../../../src/table/columns';
import type { Role } from '../../../src/table/roles';
import { findColumns } from '../../../src/table/understand';

/** A header as somebody else would type it: other case, accents, spaces and punctuation around and inside. */
const dressed = (word: string): fc.Arbitrary<string> => {
  const noise = fc.constantFrom(
    '',
    '',
    '',
    ' ',
    '-',
    '_',
    '.',
    '/',
    '  ',
    '\n',
    '\u00a0',
    '#',
    '“',
    '(',
    ')',
    '’',
  );
  const letters = [...word].map((letter) =>
    fc
      .tuple(fc.boolean(), fc.constantFrom('', '', '\u0301', '\u0308'), noise)
      .map(([upper, accent, after]) => {
        const cased = upper ? letter.toUpperCase() : letter.toLowerCase();
        // Composed where such a letter exists, as keyboards write it.
        return (/\p{L}/u.test(letter) ? (cased + accent).normalize('NFC') : cased) + after;
      }),
  );
  return fc.tuple(noise, ...letters).map((parts) => parts.join(''));
};

/** Any UTF-16, lone surrogates and control characters included. */
const anyText = fc.string({
  unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
});

describe('however the headers are written', () => {
  const roles: Array<[Role, string]> = [
    ['name', 'Name'],
    ['destination', 'Destination URL'],
    ['slug', 'Back-half'],
    ['tags', 'Tags'],
    ['id', 'QR ID'],
    ['shortUrl', 'Short URL'],
    ['image', 'QR code image'],
    ['status', 'Status'],
  ];

  test('the same columns are found in any order and dress, also beside a Track', () => {
    const headers = fc
      .tuple(...roles.map(([role, word]) => fc.tuple(fc.constant(role), dressed(word))))
      .chain((known) =>
        fc.shuffledSubarray<[Role | null, string]>([...known, [null, 'Track'], [null, 'Room'], [null, '']], {
          minLength: known.length + 3,
        }),
      );
    fc.assert(
      fc.property(headers, (columns) => {
        const found = findColumns([columns.map(([, header]) => header)]).at;
        columns.forEach(([role], column) => {
          if (role !== null) expect(found[role]).toBe(column);
        });
      }),
    );
  });

  test('any cells at all give columns or a refusal', () => {
    const cell = fc.oneof(
      anyText,
      fc.constantFrom('name', 'URL', 'tags', 'Track', '__proto__', 'constructor'),
    );
    fc.assert(
      fc.property(fc.array(fc.array(cell)), (grid) => {
        const before = structuredClone(grid);
        try {
          const columns = findColumns(grid);
          expect(findAgain(grid, headersOf(grid, columns))).toEqual(columns);
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
          expect(error.info.code).toMatch(/^columns-/);
        }
        expect(grid).toEqual(before);
      }),
      // Headers that are repeated below.
      { examples: [[[['tags', 'URL'], ['tags', 'URL', '\u0000'], ['A㐀']]]] },
    );
  });
});

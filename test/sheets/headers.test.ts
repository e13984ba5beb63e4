// Header rows that people could have, in every language of the vocabulary: understood, or one clear question.
import fc from 'fast-check';
import type { ErrorInfo } from '../../src/shared/errors';
import { understandSheet } from '../../src/table/understand';
import { LANGUAGE_NAMES, LANGUAGES } from '../../src/table/vocabulary';

const TABLES = LANGUAGES.map((lines, index) => ({
  language: LANGUAGE_NAMES[index],
  kinds: lines.split('\n').map((line) => line.split(' ').map((word) => word.replace(/^=/, ''))),
}));
const wordOf = (kinds: string[][], kind: number): fc.Arbitrary<string> =>
  fc.constantFrom(...(kinds[kind] ?? ['']));
/** What people write around a header. */
const dressed = (word: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(
      word,
      fc.constantFrom('', ' (required)', ' (https://…)', '*', ':', ' [max. 100]', '（必須）'),
      fc.boolean(),
    )
    .map(([text, note, upper]) => (upper ? text.toUpperCase() : text) + note);
const LINKS = ['https://example.com/a', 'https://example.com/b'];
const NOISE = ['Room', 'ID', 'Preis', 'Date', '備考', ''];

test.each(TABLES)('$language: a name and a link are found among other columns, below titles', ({ kinds }) => {
  const sheet = fc.record({
    name: dressed(wordOf(kinds, 0)),
    link: dressed(wordOf(kinds, 2)),
    noise: fc.subarray(NOISE),
    titles: fc.subarray(['Our fair', 'Stand: 12.03.2026', '']),
    nameFirst: fc.boolean(),
  });
  fc.assert(
    fc.property(sheet, ({ name, link, noise, titles, nameFirst }) => {
      const [first, second] = nameFirst ? [name, link] : [link, name];
      const headers = [first, ...noise, second];
      const row = (n: number) =>
        headers.map((header, column) =>
          column === headers.indexOf(link) ? (LINKS[n] ?? '') : header === '' ? '' : `x${n}`,
        );
      const grid = [...titles.map((title) => [title]), headers, row(0), row(1)];
      const { at, headerRow, failure } = understandSheet(grid);
      expect(failure).toBeNull();
      expect(headerRow).toBe(titles.length);
      expect([at.name, at.destination]).toEqual([headers.indexOf(name), headers.indexOf(link)]);
    }),
  );
});

test.each(TABLES)('$language: tags are taken by their words, and a topic never unasked', ({ kinds }) => {
  for (const word of (kinds[4] ?? []).filter((text) => text !== '-'))
    expect(understandSheet([['Name', 'URL', word]]).at.tags).toBe(2);
  for (const word of kinds[5] ?? []) expect(understandSheet([['Name', 'URL', word]]).at.tags).toBeUndefined();
});

test('any headers and cells at all are understood, refused or asked about in a sentence; a question names real headers', () => {
  const words = TABLES.flatMap(({ kinds }) => kinds.flat());
  const cell = fc.oneof(
    fc.constantFrom(...words, ...LINKS, 'QR ID', 'Status', '', '', 'https://example.com/?utm_source=a'),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 6 }), (grid) => {
      const before = structuredClone(grid);
      const { at, headers, failure, question } = understandSheet(grid);
      expect(grid).toEqual(before);
      const codes: Array<ErrorInfo['code']> = ['columns-missing', 'columns-unclear'];
      if (failure) expect(codes).toContain(failure.code);
      else expect([at.name, at.destination]).not.toContain(undefined);
      for (const header of question?.headers ?? [])
        expect(headers.map((text) => text.trim())).toContain(header);
    }),
  );
});

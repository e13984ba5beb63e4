// Header rows that people could have, in every language of the vocabulary: understood, or one clear question.
import fc from 'fast-check';
import type { ErrorInfo } from '../../src/shared/errors';
import { understandSheet } from '../../src/table/understand';
import { LANGUAGE_NAMES, LANGUAGES } from '../../src/table/vocabulary';

const TABLES = LANGUAGES.map((lines, index) => ({
  language: LANGUAGE_NAMES[index],
  kinds: lines.split('\n').map((line) => line.split(' ')),
}));
/** A word alone; or at the end of a header of several, and behind another word where a language writes both as one. */
const wordOf = (kinds: string[][], kind: number, first: string, joined: string[]): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom(...(kinds[kind] ?? [])).map((word) => word.replace(/^=/, '')),
    fc
      .constantFrom(...(kinds[kind] ?? []).filter((word) => !word.startsWith('=')))
      .map((word) => `${first} ${word}`),
    fc.constantFrom(...joined).map((ending) => `${first}${ending}`),
  );
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
/** Rows below the headers that say what belongs into the columns. */
const UNITS = [[], [['Text', 'https://…']], [['', '(URL)']], [['max. 100', 'required']]];
const NOISE = ['Room', 'ID', 'Preis', 'Date', '備考', ''];

test.each(TABLES)('$language: a name and a link are found among other columns, below titles', ({ kinds }) => {
  const sheet = fc.record({
    name: dressed(wordOf(kinds, 0, 'Xylo', ['name', 'naam', 'titel', 'bezeichnung'])),
    link: dressed(wordOf(kinds, 2, 'Xylo', ['link', 'url', 'URL'])),
    units: fc.constantFrom(...UNITS),
    noise: fc.subarray(NOISE),
    titles: fc.subarray(['Our fair', 'Stand: 12.03.2026', '']),
    nameFirst: fc.boolean(),
  });
  fc.assert(
    fc.property(sheet, ({ name, link, units, noise, titles, nameFirst }) => {
      const [first, second] = nameFirst ? [name, link] : [link, name];
      const headers = [first, ...noise, second];
      const row = (n: number) =>
        headers.map((header, column) =>
          column === headers.indexOf(link) ? (LINKS[n] ?? '') : header === '' ? '' : `x${n}`,
        );
      const unitRows = units.map(([ofName, ofLink]) =>
        headers.map((header) => (header === name ? ofName : header === link ? ofLink : '') ?? ''),
      );
      const grid = [...titles.map((title) => [title]), headers, ...unitRows, row(0), row(1)];
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
  const words = TABLES.flatMap(({ kinds }) => kinds.flat().map((word) => word.replace(/^=/, '')));
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

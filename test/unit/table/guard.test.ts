// The one guard of texts that leave: no spreadsheet takes them for a formula, and nothing else is changed.
import fc from 'fast-check';
import { csvOf, guarded, lineOf } from '../../../src/shared/csv';
import { safeName } from '../../../src/sidebar/print/file-names';
import { asText } from '../../../src/table/cells';

const SIGNS = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
const UNSEEN = [
  ' ',
  '\u00a0',
  '\u200b',
  '\u200e',
  '\u2060',
  '\ufeff',
  '\u3000',
  '\n',
  '\t',
  '\u00ad',
  '\u0001',
  '\u001f',
];

test('signs of formulas are guarded, behind anything that does not show', () => {
  const before = fc.array(fc.constantFrom(...UNSEEN), { maxLength: 5 }).map((all) => all.join(''));
  fc.assert(
    fc.property(before, fc.constantFrom(...SIGNS), fc.string(), (unseen, sign, rest) => {
      const text = `${unseen}${sign}${rest}`;
      expect([guarded(text), asText(text)]).toEqual([`'${text}`, `'${text}`]);
      expect(csvOf([[text]], ',').startsWith(`"'`)).toBe(true);
    }),
  );
});

test('what leaves as a file, a line of the clipboard, or the name of a file begins with no formula', () => {
  const spaced = fc
    .array(fc.constantFrom(...UNSEEN, ' ', '', "'"), { maxLength: 4 })
    .map((all) => all.join(''));
  const text = fc
    .tuple(spaced, fc.constantFrom(...SIGNS), fc.string({ unit: 'binary' }))
    .map((all) => all.join(''));
  const isFormula = (shown: string) => /^[\s\p{C}]*[=+\-@＝＋－＠]/u.test(shown);
  fc.assert(
    fc.property(text, text, (one, other) => {
      const cells = csvOf([[one, other]], ';')
        .slice(1, -3)
        .split('";"');
      for (const shown of [...cells, ...lineOf([one, other]).split('\t'), safeName(one)])
        expect([shown, isFormula(shown)]).toEqual([shown, false]);
    }),
  );
});

test('any other text stays as it is', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-zA-Z0-9(]/), (text) => {
      expect([guarded(text), asText(text)]).toEqual([text, text]);
    }),
  );
});

test.each([...UNSEEN, '=', "'"])('100,000 times %j takes no time', (hostile) => {
  const began = Date.now();
  asText(hostile.repeat(100_000));
  asText(`${hostile.repeat(100_000)}x`);
  expect(Date.now() - began).toBeLessThan(5_000);
});

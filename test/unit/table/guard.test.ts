// The one guard of texts that leave: no spreadsheet takes them for a formula, and nothing else is changed.
import fc from 'fast-check';
import { csvOf, guarded } from '../../../src/shared/csv';
import { asText } from '../../../src/table/cells';

const SIGNS = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
const UNSEEN = [' ', '\u00a0', '\u200b', '\u200e', '\u2060', '\ufeff', '\u3000', '\n', '\t', '\u00ad'];

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
  expect(Date.now() - began).toBeLessThan(500);
});

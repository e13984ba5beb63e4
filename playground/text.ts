// Text on a terminal: how many columns it takes, and how it is cut to fit.

/** Letters that take two columns: emoji, and the scripts of East Asia (Unicode Standard Annex 11, Wide and Fullwidth). */
const WIDE =
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}]/u;

const letters = new Intl.Segmenter();
const split = (text: string) => [...letters.segment(text)].map(({ segment }) => segment);
const widthOfLetter = (letter: string) => (WIDE.test(letter) ? 2 : 1);

/** The columns that a text takes. It must be {@link printable}. */
export function width(text: string): number {
  return split(text).reduce((sum, letter) => sum + widthOfLetter(letter), 0);
}

/** On one line, and without anything that a terminal would obey: what stands in cells comes from outside. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

/** A number of things, in words: `one` is the word for a single one. */
export const count = (number: number, one: string): string => `${number} ${one}${number === 1 ? '' : 's'}`;

/** Each line {@link printable}. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

/**
 * Exactly `columns` (at least 1) wide: filled up with spaces, or cut with … in its place.
 * @param keep which end of a longer text stays: the beginning of a sentence, the end of an address.
 */
export function inColumns(text: string, columns: number, keep: 'beginning' | 'end' = 'beginning'): string {
  const missing = columns - width(text);
  if (missing >= 0) return text + ' '.repeat(missing);
  const inOrder = (letters: string[]) => (keep === 'end' ? letters.reverse() : letters);
  const kept: string[] = [];
  let room = columns - 1;
  for (const letter of inOrder(split(text))) {
    room -= widthOfLetter(letter);
    if (room < 0) break;
    kept.push(letter);
  }
  return inColumns(inOrder([...kept, '…']).join(''), columns);
}

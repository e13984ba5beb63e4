// Text that fits a box: pieces where a line may break, lines, and the largest size at which they fit.

/** The width of a text at size 1, so at another size it is that many times the size. */
export type Measure = (text: string) => number;

export interface Fitted {
  lines: string[];
  size: number;
  direction: 'ltr' | 'rtl';
}

export interface Box {
  width: number;
  height: number;
}

/** From baseline to baseline, in sizes: leaves room for stacked accents and for Thai. */
export const LINE_HEIGHT = 1.25;

/** Fonts differ a little between canvas and printer. */
const SLACK = 0.97;
/** Each try is that much smaller. */
const STEP = 0.93;
/** Down to this share of the size whole words are kept; a text that is still too long is broken inside them. */
const WORDS_UNTIL = 0.5;

const RIGHT_TO_LEFT = /[\u0591-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const LETTER = /\p{L}/u;
const SPACES = /\s+/gu;
const OPENING = /^[\p{Ps}\p{Pi}\u00a1\u00bf<"']+$/u;

/** The direction of the first letter (Unicode Bidirectional Algorithm, rules P2 and P3). */
export function directionOf(text: string): 'ltr' | 'rtl' {
  for (const letter of text) {
    if (RIGHT_TO_LEFT.test(letter)) return 'rtl';
    if (LETTER.test(letter)) return 'ltr';
  }
  return 'ltr';
}

/** What a reader takes for one character: letters with their accents, emoji with their joiners. */
function graphemesOf(text: string): string[] {
  // Firefox has Segmenter since 125.
  if (!('Segmenter' in Intl)) return Array.from(text);
  return Array.from(
    new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text),
    (one) => one.segment,
  );
}

/** Pieces between which a line may break. Word by word also where no spaces are written, as in Chinese and Thai. */
function piecesOf(text: string): string[] {
  if (!('Segmenter' in Intl)) return text.match(/\S+\s*/gu) ?? [];
  const pieces: string[] = [];
  let opening = '';
  for (const { segment, isWordLike } of new Intl.Segmenter(undefined, { granularity: 'word' }).segment(
    text,
  )) {
    const last = pieces.length - 1;
    if (isWordLike) {
      pieces.push(opening + segment);
      opening = '';
    } else if (OPENING.test(segment)) opening += segment;
    else if (last < 0) opening += segment;
    else {
      // Punctuation and spaces stay with the word before.
      pieces[last] += opening + segment;
      opening = '';
    }
  }
  return opening === '' ? pieces : [...pieces, opening];
}

/** Lines no wider than `width`, or null where one piece alone is wider. */
function wrap(pieces: string[], width: number, measure: Measure): string[] | null {
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces) {
    const longer = line + piece;
    if (measure(longer.trim()) <= width) {
      line = longer;
      continue;
    }
    if (measure(piece.trim()) > width) return null;
    if (line !== '') lines.push(line.trim());
    line = piece;
  }
  return line.trim() === '' ? lines : [...lines, line.trim()];
}

/** The lines that fit a box at one size, with an ellipsis where the text is longer. */
function cut(lines: string[], { width, height }: Box, size: number, measure: Measure): string[] {
  const room = Math.max(1, Math.floor(height / (size * LINE_HEIGHT)));
  if (lines.length <= room) return lines;
  const kept = lines.slice(0, room);
  const last = graphemesOf(kept[room - 1] ?? '');
  while (last.length > 0 && measure(`${last.join('')}…`) * size > width * SLACK) last.pop();
  kept[room - 1] = `${last.join('')}…`;
  return kept;
}

/**
 * The largest text that fits a box. Long words are made smaller first, then broken; what is too long even for the
 * smallest size ends with an ellipsis.
 * @param most and @param least sizes, in the unit of the box.
 */
export function fitText(text: string, box: Box, most: number, least: number, measure: Measure): Fitted {
  const words = text.replace(SPACES, ' ').trim();
  const direction = directionOf(words);
  const atSize = (pieces: string[], size: number) => wrap(pieces, (box.width * SLACK) / size, measure);
  const tries = (pieces: string[], from: number, to: number): Fitted | null => {
    for (let size = from; size >= to; size *= STEP) {
      const lines = atSize(pieces, size);
      if (lines && lines.length * size * LINE_HEIGHT <= box.height) return { lines, size, direction };
    }
    return null;
  };
  const pieces = piecesOf(words);
  const graphemes = graphemesOf(words);
  return (
    tries(pieces, most, Math.max(least, most * WORDS_UNTIL)) ??
    tries(graphemes, most * WORDS_UNTIL, least) ?? {
      lines: cut(atSize(pieces, least) ?? atSize(graphemes, least) ?? [], box, least, measure),
      size: least,
      direction,
    }
  );
}

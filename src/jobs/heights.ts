// How high rows with pictures are made: no mode of IMAGE makes its own cell larger (docs/facts/apps-script.md#image-formulas).
import type { RowHeight } from '../shared/contract/create';
import { oneOf, type Parser, withDefault } from '../shared/parse';
import type { Row } from '../table/rows';
import type { Plan } from './kind';
import type { Span } from './ports';

export const rowHeight: Parser<RowHeight> = withDefault(oneOf('none', 'small', 'medium', 'large'), 'none');

/** In pixels. A column of a new sheet is 100 wide, so that higher rows would make no picture larger. */
export const HEIGHT_PIXELS: Record<RowHeight, number> = { none: 0, small: 50, medium: 75, large: 100 };

/**
 * The rows that get pictures, in as few spans as possible: each is a call. What is between two of them is made higher too,
 * unless it is a row without a code that nobody asked for.
 * @param asked rows (0-based) that were asked for.
 */
export function heightsFor(
  height: RowHeight,
  rows: readonly Row[],
  asked: ReadonlySet<number>,
  getting: readonly Row[],
): NonNullable<Plan['heights']> | null {
  if (height === 'none' || getting.length === 0) return null;
  const between = (from: number, to: number) => rows.filter(({ index }) => index > from && index < to);
  const isOther = ({ index, id, empty }: Row) => id === '' && !empty && !asked.has(index);
  const spans: Span[] = [];
  for (const { index } of getting) {
    const last = spans[spans.length - 1];
    const end = last ? last.row + last.count - 1 : 0;
    if (!last || between(end, index).some(isOther)) spans.push({ row: index, count: 1 });
    else last.count = index - last.row + 1;
  }
  return { spans, pixels: HEIGHT_PIXELS[height] };
}

// How high rows are made that get a picture.
import type { RowHeight } from '../../shared/contract/create';
import { Select } from './select';
import { words } from './words';

/** A usual choice: at it a phone reads the picture from the screen. */
export const FIRST_HEIGHT: RowHeight = 'medium';

const HEIGHTS = (['small', 'medium', 'large', 'none'] as const).map((value) => ({
  value,
  label: words.heights[value],
}));

export function RowHeightChoice({ value, onPick }: { value: RowHeight; onPick(value: RowHeight): void }) {
  return <Select id="row-height" label={words.rowHeight} value={value} options={HEIGHTS} onPick={onPick} />;
}

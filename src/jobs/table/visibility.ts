// Which rows the user does not see.
import { UserError } from '../../shared/errors';
import type { Ports, SheetPort } from '../ports';
import * as words from '../words';

/** Rows asked for at once, and what must be left of the execution after the last of them, in milliseconds. */
const ROWS_AT_ONCE = 100;
const LEFT_FOR_THE_RUN_MS = 240_000;

/**
 * The rows of these that the user does not see. Each row is a call of its own: thousands of them must not use up the six
 * minutes.
 * @throws UserError `sheet-too-large`
 */
export function hiddenAmong(
  { clock, endsAt }: Pick<Ports, 'clock' | 'endsAt'>,
  sheet: SheetPort,
  rows: readonly number[],
): Set<number> {
  const hidden = new Set<number>();
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    if (clock.now() + LEFT_FOR_THE_RUN_MS > endsAt)
      throw new UserError('sheet-too-large', words.tooManyRows(rows.length, Math.max(ROWS_AT_ONCE, start)));
    for (const row of sheet.hidden(rows.slice(start, start + ROWS_AT_ONCE))) hidden.add(row);
  }
  return hidden;
}

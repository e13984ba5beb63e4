// Bringing codes from Qrius into the sheet, from the sidebar.
import { loadUser } from '../../google/connection';
import { clock } from '../../google/document';
import { loadPicks } from '../../google/picks';
import { activeSheetId } from '../../google/selection';
import { openSheet } from '../../google/spreadsheet';
import { type ImportOrder, lackingIn, rowsIn } from '../../jobs/import/start';
import type { JobView } from '../../wire/contract';
import { connectionOf, firstThrottle, portsOf } from '../ports';
import { begin } from './run';

/** How many codes of the account stand in no row of the sheet, or in one that holds hardly more than their ID. */
export function missing(): { codes: number } {
  const connection = connectionOf(loadUser());
  const sheetId = activeSheetId();
  const rows = rowsIn(openSheet(sheetId).read(), loadPicks(sheetId));
  const throttled = { throttle: firstThrottle(connection) };
  const lacking = lackingIn(portsOf(connection, clock.now()), throttled, rows);
  return { codes: lacking.missing.length + lacking.incomplete.length };
}

export const bring = (): JobView => begin<ImportOrder>({ kind: 'import', wanted: () => true });

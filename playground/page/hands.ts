// What the user's hands do to the document: each deed is an edit that the world applies, and the grid shows what came of it.
import { columnLetters, parseA1 } from '../../sim/apps-script/a1';
import type { UserEdit } from '../../sim/apps-script/edits';
import type { Outcome } from '../server/messages';
import { contentAt, shownText } from './cells';
import { showToast } from './dialogs';
import { ask } from './door';
import type { OwnItem } from './menus';
import { activeSheet, here, view } from './state';

/** How long a refusal stays, in seconds. */
const REFUSAL_SECONDS = 8;

/** Sends edits of the active sheet; a refusal is said. */
export async function edit(...edits: UserEdit[]): Promise<Outcome> {
  const sheet = activeSheet()?.name ?? '';
  const outcome = await ask('/edit', { user: here.user, edits: edits.map((one) => ({ sheet, ...one })) });
  if (!outcome.ok) showToast('', outcome.error, REFUSAL_SECONDS);
  return outcome;
}

/** The selected areas, cut off at the sheet's size. */
function areas() {
  const sheet = activeSheet();
  const size = { rows: sheet?.maxRows ?? 1, columns: sheet?.maxColumns ?? 1 };
  return view.ranges.flatMap((a1) => parseA1(a1, size) ?? []);
}

/** Numbers of the selected rows, highest first: so each can be deleted before the next. */
function selectedRows(): number[] {
  const rows = new Set<number>();
  for (const { row, rows: count } of areas()) for (let at = row; at < row + count; at++) rows.add(at);
  return [...rows].sort((a, b) => b - a);
}

function sortSheet(ascending: boolean): void {
  const area = areas().at(-1);
  if (area) void edit({ kind: 'sort', byColumn: columnLetters(area.column), ascending });
}

function sortRange(ascending: boolean): void {
  const area = areas().at(-1);
  const range = view.ranges.at(-1);
  if (area && range) void edit({ kind: 'sort', range, byColumn: columnLetters(area.column), ascending });
}

export const rowItems: OwnItem[] = [
  {
    label: 'Insert row above',
    act: () => void edit({ kind: 'insertRow', above: selectedRows().at(-1) ?? 1 }),
  },
  {
    label: 'Insert row below',
    act: () => void edit({ kind: 'insertRow', above: (selectedRows()[0] ?? 0) + 1 }),
  },
  {
    label: 'Delete selected rows',
    act: () => void edit(...selectedRows().map((row): UserEdit => ({ kind: 'deleteRow', row }))),
  },
  null,
  {
    label: 'Hide selected rows',
    act: () => void edit(...selectedRows().map((row): UserEdit => ({ kind: 'hideRow', row }))),
  },
  {
    label: 'Show hidden rows',
    act: () =>
      void edit(
        ...(activeSheet()?.hidden ?? []).map((row): UserEdit => ({ kind: 'hideRow', row, hidden: false })),
      ),
  },
];

/** Numbers of the rows under the header whose text in the selected column is, or is not, that of the selected cell. */
function rowsLikeSelected(alike: boolean): number[] {
  const sheet = activeSheet();
  const area = areas().at(-1);
  if (!sheet || !area) return [];
  const textAt = (row: number) => shownText(contentAt(sheet, row, area.column));
  const wanted = textAt(area.row);
  const body = Array.from({ length: Math.max(0, sheet.rows.length - 1) }, (_, index) => index + 2);
  return body.filter((row) => (textAt(row) === wanted) === alike);
}

/** The filter hides these rows, and those that it hides already. */
const hideToo = (rows: number[]) =>
  void edit({ kind: 'filterRows', hidden: [...new Set([...(activeSheet()?.hidden ?? []), ...rows])] });

export const filterItems: OwnItem[] = [
  {
    label: 'Only rows like the selected cell',
    act: () => hideToo(rowsLikeSelected(false)),
  },
  { label: 'Hide rows like the selected cell', act: () => hideToo(rowsLikeSelected(true)) },
  null,
  { label: 'Remove the filter', act: () => void edit({ kind: 'filterRows', hidden: [] }) },
];

export const dataItems: OwnItem[] = [
  { label: 'Sort sheet by this column, A to Z', act: () => sortSheet(true) },
  { label: 'Sort sheet by this column, Z to A', act: () => sortSheet(false) },
  null,
  { label: 'Sort selected range only, A to Z', act: () => sortRange(true) },
  { label: 'Sort selected range only, Z to A', act: () => sortRange(false) },
];

// What the first view shows: the connection, the sheet as it was understood, and the document's job.
import { loadUser, type User } from '../google/connection';
import { clock } from '../google/document';
import { loadOverrides, saveOverrides } from '../google/overrides';
import { activeSheetId, activeSheetName, selectedRows } from '../google/selection';
import { openSheet } from '../google/spreadsheet';
import { spreadsheetZone } from '../google/zone';
import { scheduleNews } from '../jobs/automation/schedule';
import { nextSwitches } from '../jobs/automation/switch-due';
import { written } from '../jobs/automation/zone-time';
import { load } from '../jobs/record';
import { openTable } from '../jobs/table/columns';
import type { Table } from '../jobs/table/load';
import { type Home, type Input, MAX_SWITCHES, type SheetView, type SwitchView } from '../shared/contract';
import { UserError } from '../shared/errors';
import { textOf } from '../table/cells';
import { invalidReason, slugRows } from '../table/check';
import { findColumns, isEmptyGrid, normalizeHeader } from '../table/columns';
import { CHOOSABLE_ROLES, ROLES } from '../table/roles';
import { currentJob } from './begin';
import { connectionView } from './connection';
import { storeOf } from './context';
import { scheduleView } from './schedule';

export function home(): Home {
  const user = loadUser();
  return {
    connection: connectionView(user.connection),
    ...sheetSeen(),
    job: currentJob(user),
    schedule: scheduleView(user),
    notice: noticeOf(user),
  };
}

function noticeOf(user: User): string | null {
  const store = storeOf(user);
  const job = load(store).unreadable
    ? 'A job in this document can’t be continued: it was begun with another version of the add-on, or somebody changed its record. Rows that still say Queued or Creating can be selected and created again: what exists already is found.'
    : null;
  return [job, scheduleNews(store)].filter((sentence) => sentence !== null).join(' ') || null;
}

/** Chooses a column for a role, or takes the choice back. */
export function pickColumn({ role, header }: Input<'chooseColumn'>): void {
  const sheetId = activeSheetId();
  const { [role]: _, ...others } = loadOverrides(sheetId);
  saveOverrides(sheetId, header === null ? others : { ...others, [role]: header });
}

const NO_COLUMNS: SheetView['columns'] = {
  ...{ name: null, destination: null, slug: null, tags: null, description: null },
};

function sheetSeen(): Pick<Home, 'sheet' | 'switches'> {
  const sheetId = activeSheetId();
  const sheet = openSheet(sheetId);
  const grid = sheet.read('text');
  const headers = (grid.find((cells) => !isEmptyGrid([cells])) ?? []).map((cell) => textOf(cell).trim());
  const view: SheetView = {
    name: activeSheetName(),
    empty: headers.length === 0,
    headers: headers.filter((header) => header !== ''),
    columns: NO_COLUMNS,
    offered: {},
    failure: null,
    ...{ rows: 0, ready: 0, created: 0, attention: 0, selected: 0 },
  };
  try {
    if (view.empty) findColumns([]);
    const table = openTable(sheet, grid, { reads: 'text', writes: [] }, loadOverrides(sheetId));
    return {
      sheet: {
        ...view,
        ...countsOf(table),
        columns: chosenColumns(table, headers),
        offered: offeredColumns(table, headers),
      },
      switches: switchViews(table),
    };
  } catch (error) {
    if (error instanceof UserError) return { sheet: { ...view, failure: error.info }, switches: [] };
    throw error;
  }
}

function countsOf(table: Table): Pick<SheetView, 'rows' | 'ready' | 'created' | 'attention' | 'selected'> {
  const rows = table.rows.filter((row) => !row.empty);
  const slugs = slugRows(table.rows);
  const open = rows.filter((row) => row.id === '');
  const ready = open.filter((row) => invalidReason(row, slugs) === null).length;
  const isSelected = selectedRows();
  return {
    rows: rows.length,
    ready,
    created: rows.length - open.length,
    attention: open.length - ready,
    selected: rows.filter((row) => isSelected(row.index)).length,
  };
}

function chosenColumns({ columns }: Table, headers: readonly string[]): SheetView['columns'] {
  const chosen = { ...NO_COLUMNS };
  for (const role of CHOOSABLE_ROLES) {
    const column = columns.at[role];
    if (column !== undefined) chosen[role] = headers[column] ?? null;
  }
  return chosen;
}

/** Headers that a role without a column could have. */
function offeredColumns({ columns }: Table, headers: readonly string[]): SheetView['offered'] {
  const offered: SheetView['offered'] = {};
  for (const role of CHOOSABLE_ROLES) {
    const { offers }: { offers: readonly string[] } = ROLES[role];
    const header = headers.find((text) => offers.includes(normalizeHeader(text)));
    if (columns.at[role] === undefined && header !== undefined) offered[role] = header;
  }
  return offered;
}

function switchViews(table: Table): SwitchView[] {
  const { next, switchOn } = table.columns.at;
  if (next === undefined || switchOn === undefined) return [];
  const zone = spreadsheetZone();
  return nextSwitches(zone, clock.now(), table)
    .slice(0, MAX_SWITCHES)
    .map(({ row, at }) => ({ row: row.index + 1, name: row.name, next: row.next, at: written(at, zone) }));
}

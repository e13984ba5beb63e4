// What the first view shows: the connection, the sheet as it was understood, and the document's job.
import { loadUser } from '../google/connection';
import { clock, documentStore } from '../google/document';
import { logSheet } from '../google/log-sheet';
import { loadOverrides, saveOverrides } from '../google/overrides';
import { activeSheetId, activeSheetName, selectedRows } from '../google/selection';
import { openSheet } from '../google/spreadsheet';
import { spreadsheetZone } from '../google/zone';
import { nextSwitches } from '../jobs/automation/switch-due';
import { written } from '../jobs/automation/zone-time';
import { baseOf } from '../jobs/fields';
import { load } from '../jobs/record';
import { type RowState, rowStates } from '../jobs/row-state';
import { openTable, requireTable } from '../jobs/table/columns';
import type { Table } from '../jobs/table/load';
import {
  type Home,
  type Input,
  MAX_FAULTS,
  MAX_SWITCHES,
  type Output,
  type SheetView,
  type SwitchView,
} from '../shared/contract';
import { UserError } from '../shared/errors';
import { textOf } from '../table/cells';
import { findColumns, isEmptyGrid, normalizeHeader } from '../table/columns';
import { readLog } from '../table/log';
import { ownTab } from '../table/own-tab';
import { CHOOSABLE_ROLES, ROLES } from '../table/roles';
import { currentJob } from './begin';
import { connectionView } from './connection';
import { tableOf } from './context';
import { scheduleView } from './schedule';

export function home(): Home {
  const user = loadUser();
  return {
    connection: connectionView(user.connection),
    ...sheetSeen(),
    job: currentJob(user.id),
    schedule: scheduleView(user.id),
    notice: load(documentStore()).unreadable
      ? 'A job in this document was begun with another version of the add-on and can’t be continued. Rows that still say Queued or Creating can be selected and created again: what exists already is found.'
      : null,
  };
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
    id: sheetId,
    name: activeSheetName(),
    empty: headers.length === 0,
    headers: headers.filter((header) => header !== ''),
    columns: NO_COLUMNS,
    offered: {},
    failure: null,
    ...{ rows: 0, ready: 0, created: 0, edited: 0, attention: 0, selected: 0 },
  };
  try {
    const own = ownTab(view.name, grid);
    if (own !== null) throw new UserError('own-tab', own);
    if (view.empty) findColumns([]);
    const table = openTable(sheet, grid, { reads: 'text', writes: [] }, loadOverrides(sheetId));
    return {
      sheet: {
        ...view,
        ...countsOf(table, statesOf(table)),
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

/** The log says what Qrius was told of each code; without a code there is nothing to ask it. */
function statesOf({ rows, columns }: Table): RowState[] {
  const told = rows.some(({ id }) => id !== '') ? readLog(logSheet().read()) : [];
  return rowStates(rows, columns, baseOf(told));
}

function countsOf(
  { rows }: Table,
  states: readonly RowState[],
): Pick<SheetView, 'rows' | 'ready' | 'created' | 'edited' | 'attention' | 'selected'> {
  const count = (wanted: RowState['state']) => states.filter(({ state }) => state === wanted).length;
  const isSelected = selectedRows();
  return {
    rows: states.length,
    ready: count('ready'),
    created: rows.filter(({ id, empty }) => id !== '' && !empty).length,
    edited: count('edited'),
    attention: count('attention'),
    selected: states.filter(({ row }) => isSelected(row.index)).length,
  };
}

/** The rows behind two of the counts. */
export function listAttention(): Output<'listAttention'> {
  const sheetId = activeSheetId();
  const table = requireTable(tableOf(openSheet(sheetId), sheetId));
  const states = statesOf(table);
  const faults = (wanted: RowState['state']) =>
    states
      .filter(({ state }) => state === wanted)
      .map(({ row, sentence }) => ({ row: row.index + 1, name: row.name, sentence }));
  const [attention, edited] = [faults('attention'), faults('edited')];
  return {
    attention: attention.slice(0, MAX_FAULTS),
    attentionCount: attention.length,
    edited: edited.slice(0, MAX_FAULTS),
    editedCount: edited.length,
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

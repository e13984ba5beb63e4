// What the first view shows: the connection, the sheet as it was understood, and the document's job.

import { loadUser, type User } from '../google/connection';
import { clock } from '../google/document';
import { logSheet } from '../google/log-sheet';
import { loadOverrides, saveOverrides } from '../google/overrides';
import { activeSheetId, selectedRows } from '../google/selection';
import { openSheet } from '../google/spreadsheet';
import { scheduleNews } from '../jobs/automation/schedule';
import { baseOf } from '../jobs/fields';
import { noteLine } from '../jobs/log';
import { ANY_AGE } from '../jobs/ports';
import { load } from '../jobs/record';
import { codesIn } from '../jobs/refresh/request';
import { type RowState, rowStates } from '../jobs/row-state';
import { openTable } from '../jobs/table/columns';
import type { Table } from '../jobs/table/load';
import type { Home } from '../shared/contract/home';
import type { Input, Output } from '../shared/contract/methods';
import type { ScheduleView } from '../shared/contract/schedule';
import {
  CHOOSABLE_ROLES,
  type ChoosableRole,
  MAX_FAULTS,
  type SheetView,
  type TopRow,
} from '../shared/contract/sheet';
import { UserError, unlessRefused } from '../shared/errors';
import { textsBy } from '../shared/texts';
import { type ColumnOverrides, offersFor } from '../table/candidates';
import { splitTags, textOf } from '../table/cells';
import type { Grid } from '../table/columns';
import { readLog } from '../table/log';
import { ownTab } from '../table/own-tab';
import { faultOf } from '../table/rows';
import { SAMPLE_ROWS, type Understanding, understandSheet } from '../table/understand';
import { currentJob } from './begin';
import { connectionView } from './connection';
import { activeTable, ensureAlive, isOverdue, storeOf } from './context';
import { scheduleView } from './schedule';
import { switchesSeen } from './switches';
import { isUnfinished } from './unattended';
import * as words from './words';

export function home(): Home {
  const user = loadUser();
  const schedule = scheduleView(user);
  return {
    connection: connectionView(user.connection),
    ...sheetSeen(user),
    job: currentJob(user),
    schedule,
    notice: noticeOf(user, schedule),
  };
}

function noticeOf(user: User, schedule: ScheduleView | null): string | null {
  const store = storeOf(user);
  const { unreadable, job: current, endedEarly } = load(store, ANY_AGE);
  const job = unreadable ? words.jobUnreadable : null;
  const needsTrigger =
    isUnfinished(current, user) || (schedule?.mine === true && schedule.pausedWhy === null);
  const trigger = needsTrigger ? triggerNews(user) : null;
  return (
    [job, endedEarly, trigger, scheduleNews(store)].filter((sentence) => sentence !== null).join(' ') || null
  );
}

/** A trigger that is listed and does not fire is replaced; the log says so, too. */
function triggerNews(user: User): string | null {
  if (!isOverdue(user)) return null;
  return unlessRefused(
    () => {
      if (!ensureAlive(user)) return null;
      noteLine(logSheet(), user.connection?.name ?? '', words.triggerDead, clock.now());
      return words.triggerDead;
    },
    ({ info }) => info.message,
  );
}

/** Chooses a column for a role, or the header row; null takes the choice back. */
function pick(what: keyof ColumnOverrides, choice: string | number | null): void {
  const sheetId = activeSheetId();
  const { [what]: _, ...others } = loadOverrides(sheetId);
  saveOverrides(sheetId, choice === null ? others : { ...others, [what]: choice });
}

export const pickColumn = ({ role, header }: Input<'chooseColumn'>): void => pick(role, header);
export const pickHeaderRow = ({ row }: Input<'chooseHeaderRow'>): void => pick('headerRow', row);

/** Rows at the top among which the sidebar lets the user point out the headers, and how much it shows of each. */
const TOP_ROWS = 10;
const TOP_CELLS = 4;
const TOP_TEXT = 60;

function sheetSeen(user: User): Pick<Home, 'sheet' | 'switches' | 'waiting'> {
  const sheetId = activeSheetId();
  const sheet = openSheet(sheetId);
  const grid = sheet.read('text');
  const overrides = loadOverrides(sheetId);
  const understood = understandSheet(grid, overrides, sheet.frozenRows);
  const { headerRow, headers, question, failure } = understood;
  const own = ownTab(sheet.name, grid);
  const offered = offersOf(understood, overrides);
  const view: SheetView = {
    id: sheetId,
    name: sheet.name(),
    empty: headerRow < 0,
    headerRow: headerRow + 1,
    topRows: topRows(grid),
    headers: headers.map((header) => header.trim()).filter((header) => header !== ''),
    columns: columnsOf(understood),
    picked: CHOOSABLE_ROLES.filter((role) => overrides[role] !== undefined),
    rowPicked: overrides.headerRow !== undefined,
    offered,
    tagsToBe: tagsIn(grid, understood, offered.tags),
    question,
    failure: own === null ? failure : new UserError('own-tab', own).info,
    ...NO_ROWS,
    rows: 0,
    created: 0,
    selected: 0,
    codes: { sheet: '', selection: '' },
  };
  if (view.failure) return { sheet: view, switches: [], waiting: 0 };
  const table = openTable(sheet, grid, {}, overrides);
  return { sheet: { ...view, ...countsOf(table) }, ...switchesSeen(user, table) };
}

function topRows(grid: Grid): TopRow[] {
  const filled = grid.flatMap((cells, index) => {
    const texts = cells.map((cell) => textOf(cell).trim()).filter((text) => text !== '');
    const text = texts.slice(0, TOP_CELLS).join(' · ').slice(0, TOP_TEXT);
    return text === '' ? [] : [{ row: index + 1, text }];
  });
  return filled.slice(0, TOP_ROWS);
}

/** The log says what Qrius was told of each code; without a code there is nothing to ask it. */
function statesOf({ rows, columns }: Table): RowState[] {
  const told = rows.some(({ id }) => id !== '') ? readLog(logSheet().read()) : [];
  return rowStates(rows, columns, baseOf(told));
}

const NO_ROWS = { ready: 0, coded: 0, edited: 0, attention: 0, deleted: 0 };

function countsOf(
  table: Table,
): Record<RowState['state'], number> & Pick<SheetView, 'rows' | 'created' | 'selected' | 'codes'> {
  const states = statesOf(table);
  const counts = { ...NO_ROWS };
  for (const { state } of states) counts[state] += 1;
  const isSelected = selectedRows();
  return {
    ...counts,
    rows: states.length,
    created: states.filter(({ row }) => row.id !== '').length,
    selected: states.filter(({ row }) => isSelected(row.index)).length,
    codes: { sheet: codesIn(table.rows, () => true), selection: codesIn(table.rows, isSelected) },
  };
}

/** The rows behind two of the counts. */
export function listAttention(): Output<'listAttention'> {
  const table = activeTable();
  const states = statesOf(table);
  const faults = (wanted: RowState['state']) =>
    states.filter(({ state }) => state === wanted).map(({ row, sentence }) => faultOf(row, sentence));
  const [attention, edited] = [faults('attention'), faults('edited')];
  return {
    attention: attention.slice(0, MAX_FAULTS),
    attentionCount: attention.length,
    unconfirmed: states.filter(({ row }) => row.mark.kind === 'doubt' && row.id === '').length,
    edited: edited.slice(0, MAX_FAULTS),
    editedCount: edited.length,
  };
}

function columnsOf({ at, headers }: Understanding): SheetView['columns'] {
  const header = (role: ChoosableRole) => headers[at[role] ?? -1]?.trim() ?? null;
  return {
    name: header('name'),
    destination: header('destination'),
    slug: header('slug'),
    tags: header('tags'),
    ...textsBy(header),
  };
}

function offersOf({ at, headers }: Understanding, overrides: ColumnOverrides): SheetView['offered'] {
  const used = CHOOSABLE_ROLES.map((role) => headers[at[role] ?? -1]);
  const offered: SheetView['offered'] = {};
  for (const role of CHOOSABLE_ROLES) {
    const [header] = offersFor(role, headers).filter((text) => !used.includes(text));
    if (overrides[role] === undefined && header !== undefined) offered[role] = header.trim();
  }
  return offered;
}

/** Tags that the check shows of a column that could be used for them. */
const SHOWN_TAGS = 5;

function tagsIn(
  grid: Grid,
  { at, headers, headerRow }: Understanding,
  offered: string | undefined,
): string[] {
  if (offered === undefined || at.tags !== undefined) return [];
  const column = headers.findIndex((header) => header.trim() === offered);
  const cells = grid.slice(headerRow + 1, headerRow + 1 + SAMPLE_ROWS).map((row) => textOf(row[column]));
  return [...new Set(cells.flatMap(splitTags))].slice(0, SHOWN_TAGS);
}

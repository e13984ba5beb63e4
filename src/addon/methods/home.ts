// What the first view shows: the connection, the sheet as it was understood, and the document's job.
import { loadUser } from '../../google/connection';
import { clock, documentStore } from '../../google/document';
import { loadPicks, savePicks } from '../../google/picks';
import { activeSheetId, activeSheetName, selectedRows } from '../../google/selection';
import { openSheet } from '../../google/spreadsheet';
import { spreadsheetZone } from '../../google/zone';
import { jobView } from '../../jobs/job-view';
import type { SheetPort } from '../../jobs/ports';
import { load } from '../../jobs/record';
import { written } from '../../jobs/schedule/wall-clock';
import { nextSwitches } from '../../jobs/switch/switches';
import { slugRows, unfitness } from '../../table/check';
import { type Columns, findColumns, type Picks } from '../../table/columns';
import { hasHiddenLinks, type Row, readRows } from '../../table/rows';
import {
  type Home,
  type JobView,
  MOST_SWITCHES,
  type PickedRole,
  type SheetView,
  type SwitchView,
} from '../../wire/contract';
import { Refusal } from '../../wire/failure';
import { connectionView } from './connection';
import { pickedRole, record, text } from './inputs';
import { scheduleView } from './schedule';

/** The longest header that can be pointed out, in characters: picks share the 9 KB of a property (Apps Script quotas). */
const MOST_HEADER = 500;

export function home(): Home {
  const user = loadUser();
  const { sheet, switches } = sheetSeen();
  return {
    connection: connectionView(user.connection),
    sheet,
    job: currentJob(user.id),
    schedule: scheduleView(user.id),
    switches,
  };
}

/**
 * The document's job, with the rows that need attention once it rests; null where there is none. The user's own job that
 * was cut off while it began counts as none: there is nothing to go on with, and it begins anew.
 * @param known the rows of the job's sheet, where they were just read.
 */
export function currentJob(user: string, known: readonly Row[] | null = null): JobView | null {
  const { record: job, lost } = load(documentStore());
  if (!job) return null;
  const held = job.lease !== null && clock.now() < job.lease.until;
  if (job.phase === 'starting' && job.owner === user && !held) return null;
  const rests = job.phase === 'ended' || job.phase === 'paused';
  return jobView(
    job,
    lost.filter(({ owner }) => owner === user).flatMap(({ codes }) => codes),
    rests ? (known ?? rowsOf(job.sheetId, job.headers)) : [],
    user,
    clock.now(),
  );
}

/** Points out a column, or takes that back. */
export function pickColumn(input: unknown): void {
  const { role, header } = record(input);
  const sheetId = activeSheetId();
  const { [pickedRole(role)]: _, ...others } = loadPicks(sheetId);
  savePicks(sheetId, header === null ? others : { ...others, [pickedRole(role)]: text(header, MOST_HEADER) });
}

function rowsOf(sheetId: number, picks: Picks) {
  try {
    const sheet = openSheet(sheetId);
    const grid = sheet.read();
    return readRows(grid, findColumns(grid, picks));
  } catch (error) {
    // The sheet is gone, or its headers were changed: the job's own words say so.
    if (error instanceof Refusal) return [];
    throw error;
  }
}

const ROLES: readonly PickedRole[] = ['name', 'destination', 'slug', 'tags'];
const NONE: SheetView['columns'] = { name: null, destination: null, slug: null, tags: null };

function sheetSeen(): Pick<Home, 'sheet' | 'switches'> {
  const sheetId = activeSheetId();
  const sheet = openSheet(sheetId);
  const grid = sheet.read();
  const headers = (grid.find((cells) => cells.some((cell) => cell.trim() !== '')) ?? []).map((cell) =>
    cell.trim(),
  );
  const view: SheetView = {
    name: activeSheetName(),
    empty: headers.length === 0,
    headers: headers.filter((header) => header !== ''),
    columns: NONE,
    failure: null,
    ...{ rows: 0, ready: 0, created: 0, attention: 0, selected: 0 },
  };
  try {
    const columns = findColumns(grid, loadPicks(sheetId));
    const links = hasHiddenLinks(grid, columns) ? sheet.links(columns.at.destination) : [];
    const all = readRows(grid, columns, links);
    const rows = all.filter((row) => !row.empty);
    const slugs = slugRows(all);
    const open = rows.filter((row) => row.id === '');
    const ready = open.filter((row) => unfitness(row, slugs) === null).length;
    const isSelected = selectedRows();
    for (const role of ROLES) {
      const column = columns.at[role];
      if (column !== undefined) view.columns = { ...view.columns, [role]: headers[column] ?? null };
    }
    const counted = {
      ...view,
      rows: rows.length,
      ready,
      created: rows.length - open.length,
      attention: open.length - ready,
      selected: rows.filter((row) => isSelected(row.index)).length,
    };
    const coded = rows.filter((row) => row.id !== '');
    return { sheet: counted, switches: switchViews(sheet, coded, columns) };
  } catch (error) {
    if (error instanceof Refusal) return { sheet: { ...view, failure: error.failure }, switches: [] };
    throw error;
  }
}

function switchViews(sheet: SheetPort, rows: readonly Row[], columns: Columns): SwitchView[] {
  if (columns.at.next === undefined || columns.at.switchOn === undefined) return [];
  const zone = spreadsheetZone();
  return nextSwitches(zone, clock.now(), sheet, rows, columns)
    .slice(0, MOST_SWITCHES)
    .map(({ row, at }) => ({
      ...{ row: row.index + 1, name: row.name, next: row.next, at: written(at, zone) },
    }));
}

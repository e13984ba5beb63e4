// The jobs that the demo shows after the codes were created: what a user does in the sheet, and what they order in the sidebar.
import type { World } from '../sim/apps-script/world';
import { ask, type ChangeOrder } from '../sim/sidebar';
import type { JobView } from '../src/shared/contract/job';
import type { Result } from '../src/shared/contract/methods';
import type { ColumnOverrides } from '../src/table/candidates';
import { columnLetter, splitTags } from '../src/table/cells';
import { findColumns, understandSheet } from '../src/table/understand';
import { shownRows } from './rows';

export const JOBS = [
  'create',
  'update',
  'tags',
  'pause',
  'delete',
  'undo',
  'import',
  'refresh',
  'print',
] as const;
export type DemoJob = (typeof JOBS)[number];

const SHEET = 'Sheet1';
/** The session that moves: the 14th, or the last one of a shorter sheet. */
const MOVED = 14;
const ROOM = 'room=overflow-b';
const TRACK = { column: 'Track', text: 'Engineering', tag: 'track:engineering' };
/** Rows from the first one on that are deleted, or tagged in a sheet without that track. */
const FIRST_ROWS = 5;
const ANY_TAG = 'demo';

/** What the add-on does once the codes are created: nothing more for those who only create or print them. */
export function laterJobs(job: DemoJob): LaterJob[] {
  if (job === 'create' || job === 'print') return [];
  return job === 'undo' ? ['update', 'undo'] : [job];
}

/** Jobs that change codes. */
export type ChangeJob = Exclude<DemoJob, 'create' | 'import' | 'refresh' | 'print'>;

/** Jobs of the add-on after codes were created. */
export type LaterJob = Exclude<DemoJob, 'create' | 'print'>;

/** So many rows, from the last one up, are deleted by hand before their codes are brought back. */
const LEFT_OUT = 10;
/** How long visitors scan before the counts are refreshed, in milliseconds; on the real clock nobody waits for them. */
const EVENT_MS = 24 * 3_600_000;

/**
 * Begins a job that brings codes into the sheet, or refreshes their scan counts, after what comes before it.
 * @param wait lets time pass, in milliseconds; null on the real clock.
 */
export function beginning(
  job: 'import' | 'refresh',
  world: World,
  wait: ((ms: number) => void) | null,
): () => Result<JobView> | null {
  if (job === 'refresh') {
    wait?.(EVENT_MS);
    return () => ask(world, 'refreshScans', { scope: 'sheet' });
  }
  const last = world.table().length;
  for (let row = last; row > Math.max(1, last - LEFT_OUT); row -= 1) world.user.deleteRow(SHEET, row);
  return () => ask(world, 'importCodes', null);
}

/** The rows as the demo begins with them: where tags are to be added, the sessions come without. */
export function rowsFor(job: DemoJob, rows: string[][], overrides: ColumnOverrides): string[][] {
  if (job !== 'tags') return rows;
  const { at, headerRow } = understandSheet(rows, overrides);
  const { tags } = at;
  return rows.map((cells, index) =>
    cells.map((text, column) =>
      index > headerRow && column === tags
        ? splitTags(text)
            .filter((tag) => tag !== TRACK.tag)
            .join(', ')
        : text,
    ),
  );
}

/**
 * What the user does with their hands before they order a job that changes codes, and the order.
 * @throws Error with a sentence where the sheet has no rows for it.
 */
export function orderOf(job: ChangeJob, stage: Sheet): ChangeOrder {
  const { world } = stage;
  switch (job) {
    case 'update':
      moveSession(stage);
      return { request: { kind: 'changed', choices: [] } };
    case 'tags': {
      const track = rowsOfTrack(world.table());
      select(world, track.length > 0 ? track : firstRows(stage));
      const tags = track.length > 0 ? TRACK.tag : ANY_TAG;
      return { request: { kind: 'tags', action: 'add', tags }, scope: 'selection' };
    }
    case 'pause':
      return { request: { kind: 'pause' } };
    case 'delete':
      select(world, firstRows(stage));
      return { request: { kind: 'delete' }, scope: 'selection' };
    case 'undo':
      return { request: { kind: 'undo', job: null } };
  }
}

/** The sheet, and what the user chose of its columns. */
interface Sheet {
  world: World;
  overrides: ColumnOverrides;
}

/** The first rows with a code. */
const firstRows = ({ world, overrides }: Sheet): number[] =>
  shownRows(world.table(), overrides)
    .filter(({ id }) => id !== '')
    .slice(0, FIRST_ROWS)
    .map(({ row }) => row);

function moveSession({ world, overrides }: Sheet): void {
  const table = world.table();
  const { destination } = findColumns(table, overrides).at;
  const coded = shownRows(table, overrides).filter(({ id }) => id !== '');
  const moved = coded[Math.min(MOVED, coded.length) - 1];
  if (!moved) throw new Error('No row has a code.');
  const url = table[moved.row - 1]?.[destination] ?? '';
  const cell = `${columnLetter(destination)}${moved.row}`;
  world.user.setCell(SHEET, cell, `${url}${url.includes('?') ? '&' : '?'}${ROOM}`);
}

/** Rows of the conference's track; none in another sheet. */
function rowsOfTrack(table: string[][]): number[] {
  const column = table[0]?.indexOf(TRACK.column) ?? -1;
  return table.flatMap((cells, index) => (cells[column] === TRACK.text ? [index + 1] : []));
}

const select = (world: World, rows: readonly number[]) =>
  world.user.select(
    rows.map((row) => `A${row}`),
    SHEET,
  );

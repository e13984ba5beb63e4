// Rows of the same codes on other tabs, as on a copy of a tab: the preview names them, and what was changed shows there, too.
import type { ElsewhereView } from '../../shared/contract/change';
import { unlessRefused } from '../../shared/errors';
import { groupBy, once, textOf } from '../../table/cells';
import { isDone, type ReadLine } from '../../table/log';
import { isDeleted, saysCode, saysPaused } from '../../table/status';
import type { Ports, SheetPort } from '../ports';
import { openTable, strictColumns } from '../table/columns';
import { commit } from '../table/commit';
import { reload, type Table } from '../table/load';
import type { ChangeDetails } from './details';
import { type Hit, hitRows } from './hit-rows';
import { type Known, putBack } from './put-back';
import { settledCells, wroteBy } from './settle';

interface Elsewhere {
  sheetId: number;
  sheet: SheetPort;
  /** Null where nothing can be written: its columns are unclear, the user may not edit them, or a formula fills its rows. */
  table: Table | null;
}

type Reach = Pick<Ports, 'openSheet' | 'otherSheets'>;

/**
 * The other tabs that show any of these codes. One call for each tab of the document, and some more for each that does.
 * @param isTorn a write there may have been cut off: a tab may have lost all of their rows since.
 */
function tabsWith(ports: Reach, sheetId: number, ids: ReadonlySet<string>, isTorn = false): Elsewhere[] {
  return ports.otherSheets(sheetId).flatMap(({ sheetId: other, overrides }): Elsewhere[] => {
    const sheet = ports.openSheet(other);
    return unlessRefused(
      () => {
        const cells = sheet.read('text');
        // To open a tab takes as long as to read it several times.
        const isMet = (text: string) => ids.has(text) || (isTorn && (saysCode(text) || isDeleted(text)));
        if (!cells.some((row) => row.some((cell) => isMet(textOf(cell))))) return [];
        const table = openTable(sheet, cells, { writesUserCells: true }, overrides);
        const { at } = table.columns;
        if (!isTorn && !table.rows.some(({ id }) => ids.has(id))) return [];
        sheet.refuseProtected(Object.values(at));
        // Not row by row: a row whose cell cannot be written would keep a Status that is out of date.
        const unfit = strictColumns(table, Object.values(at)).size + table.filled.size;
        return [{ sheetId: other, sheet, table: unfit > 0 ? null : table }];
      },
      ({ info }) =>
        ['own-tab', 'sheet-deleted'].includes(info.code) ? [] : [{ sheetId: other, sheet, table: null }],
    );
  });
}

/** What the preview says of other tabs. */
export const elsewhereOf = (ports: Reach, sheetId: number, ids: ReadonlySet<string>): ElsewhereView[] =>
  ids.size === 0
    ? []
    : tabsWith(ports, sheetId, ids).map(({ sheet, table }) => ({
        sheet: sheet.name(),
        follows: table !== null,
      }));

/**
 * Writes what was done into the rows of other tabs. To do it again changes nothing. A tab that cannot be written keeps what it
 * shows: the preview says so, or Google refuses single cells of it.
 * @param lines those of the job.
 * @param knownOf what is known of codes, where a write that was cut off may have hit rows of others; null where none was.
 */
export function tellElsewhere(
  ports: Reach,
  sheetId: number,
  lines: readonly ReadLine[],
  what: ChangeDetails['what'],
  knownOf: ((sheetId: number) => Known | null) | null,
): void {
  const finished = lines.filter(isDone);
  const done = groupBy(finished, ({ id }) => id);
  if (done.size === 0) return;
  const wrote = wroteBy(knownOf ? finished : []);
  for (const { sheetId: other, table } of tabsWith(ports, sheetId, new Set(done.keys()), knownOf !== null)) {
    if (!table) continue;
    unlessRefused(() => {
      // Now it is certain which cells hold formulas.
      reload(table);
      const known = once(() => knownOf?.(other) ?? null);
      // Only where a write was cut off the account is asked.
      const isActive = (id: string) => known()?.codes.get(id)?.paused === false;
      if (knownOf) {
        // Its rows may have got no words yet: one that says the same without another row's values says it of an earlier job.
        const isWritten = ({ row: { id, status }, fields }: Hit) =>
          fields.length > 0 || id === '' || (saysPaused(status) && isActive(id));
        const { rows, lacking } = hitRows(table, finished, what);
        const written = rows.filter(isWritten);
        const all = written.length > 0 ? known() : null;
        if (all) commit(table, putBack(table, { rows: written, lacking }, all), { corrects: true });
      }
      const told = table.rows.flatMap((row) => {
        const own = done.get(row.id);
        // A blank row that was inserted as a write was cut off.
        const isBlank = row.empty && knownOf !== null && saysCode(row.status);
        if (!own) return isBlank ? [[row.index, { status: '' }] as const] : [];
        const how = { isUndo: what === 'undo', isSource: false, wrote, isActive };
        return [[row.index, settledCells(table, row, own, how)] as const];
      });
      commit(table, new Map(told));
    });
  }
}

// Which rows a change updates: those that wait for it, and those that an interrupted write overwrote.
import type { Code } from '../../qrius/readings';
import { groupBy, idsOf, isEmpty } from '../../table/cells';
import { isDone, isOpen, type ReadLine, wasDeleted } from '../../table/log';
import type { Patch, Row } from '../../table/rows';
import { CHANGE_QUEUED, isChangeQueued, notChanged, saysCode } from '../../table/status';
import type { Run } from '../kind';
import { isStale } from './counts';
import type { ChangeDetails } from './details';
import { cellsBefore, settledCells, type Told, wroteBy } from './settle';
import * as words from './words';

export const isUndo = ({ what }: ChangeDetails): boolean => what === 'undo';

const isSource = ({ what }: ChangeDetails): boolean =>
  what === 'column' || what === 'changed' || what === 'tags-column';

/** A write that was cut off may have hit other rows than those of its codes. */
export const mayBeHit = ({ job }: Run, { status }: Row): boolean => job.isTorn && saysCode(status);

/**
 * @param all the lines of the job.
 * @param news those whose result is not in the log yet.
 * @param live all codes of the account, where it was asked.
 */
export function toldRows(
  run: Run,
  details: ChangeDetails,
  all: readonly ReadLine[],
  news: ReadonlySet<ReadLine>,
  live: ReadonlyMap<string, Code> | null,
): Map<number, Patch> {
  const { table, job } = run;
  const lines = groupBy(all, ({ id }) => id);
  const changedNow = idsOf([...news].filter(isDone));
  const wrote = wroteBy(job.isTorn ? all : []);
  const told: Told = {
    isUndo: isUndo(details),
    isSource: isSource(details),
    wrote,
    isActive: (id) => job.isTorn && live?.get(id)?.paused === false,
  };
  const patches = new Map<number, Patch>();
  for (const row of table.rows) {
    const own = lines.get(row.id);
    const patch = own ? patchOf(row, own) : strangePatch(row);
    if (patch) patches.set(row.index, patch);
  }
  return patches;

  function patchOf(row: Row, own: readonly ReadLine[]): Patch | null {
    const isOthers = mayBeHit(run, row);
    const open = own.filter(isOpen);
    if (open.length > 0) return waitingCells(row, open, isOthers);
    // A mark that was cleared after the request had left: its row is told, or it would show what is no longer true.
    const isCleared = row.status === '' && changedNow.has(row.id);
    const isOver = own.some((line) => wasDeleted(line) || isStale(row, line));
    const isTold = isChangeQueued(row.status) || isCleared || isOver || isOthers;
    return isTold ? settledCells(table, row, own, told) : null;
  }

  function waitingCells(row: Row, open: readonly ReadLine[], isOthers: boolean): Patch | null {
    const cells = job.isTorn ? cellsBefore(table, row, open, told) : {};
    if (isOthers) return { ...cells, status: CHANGE_QUEUED };
    return isChangeQueued(row.status) && !isEmpty(cells) ? cells : null;
  }

  function strangePatch({ status, empty }: Row): Patch | null {
    // What an interrupted write put beside other codes, `hitRows` finds.
    if (job.isTorn) return empty && (saysCode(status) || isChangeQueued(status)) ? { status: '' } : null;
    return isChangeQueued(status) ? { status: notChanged(words.noLine) } : null;
  }
}

// What leaves a change before its end: codes whose mark was cleared or whose row was deleted, and all the rest when the job stops.
import type { Code } from '../../qrius/readings';
import { splitTags } from '../../table/cells';
import { sameDestination } from '../../table/fingerprint';
import { DONE, type ReadLine } from '../../table/log';
import { isChangeQueued } from '../../table/marks';
import { Refusal } from '../../wire/failure';
import { allCodes } from '../look-up';
import { rowsById } from './plan';
import { setOf } from './planned';
import { isOpen, LEFT, type Run, STOPPED, settle } from './run';

/**
 * Settles the lines that are not to be sent any more. A request for them may have left: a part of a larger group that is
 * asked about again, or one of an execution that was cut off. So the account is asked which of them were changed. Where it
 * cannot be asked they stay, and the job pauses.
 * @param stopping whether the whole job stops.
 */
export function leave(run: Run, stopping: boolean): void {
  const rows = rowsById(run.ledger.rows);
  const leaving = run.lines.filter(isOpen).filter(({ id }) => {
    const own = rows.get(id) ?? [];
    // A job is undone for codes whose row is gone, too.
    if (own.length === 0) return stopping || run.record.what !== 'undo';
    return stopping || own.every(({ status }) => !isChangeQueued(status));
  });
  if (leaving.length === 0 || run.halt !== null) return;
  const live = accountOf(run);
  if (!live) return;
  for (const line of leaving) settle(run, line, wasDone(line, live) ? DONE : stopping ? STOPPED : LEFT);
}

function accountOf(run: Run): Map<string, Code> | null {
  const throttled = { throttle: run.record.throttle };
  try {
    return new Map(allCodes(run.ports, throttled).map((code) => [code.id, code] as const));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    run.halt = error;
    return null;
  } finally {
    run.record = { ...run.record, throttle: throttled.throttle };
  }
}

/** What Qrius does not tell counts as not done. */
function wasDone({ id, action, after }: ReadLine, live: ReadonlyMap<string, Code>): boolean {
  const code = live.get(id);
  if (action === 'Delete' || !code) return action === 'Delete' && !code;
  switch (action) {
    case 'Change tags':
      return code.tags !== null && setOf(code.tags) === setOf(splitTags(after));
    case 'Rename':
      return code.name?.trim() === after.trim();
    case 'Pause':
    case 'Activate':
      return code.paused === (action === 'Pause');
    default:
      return code.destination !== null && sameDestination(code.destination) === sameDestination(after);
  }
}

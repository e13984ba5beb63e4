// After a write of a change that was cut off: rows of other codes are put right before those of the job are told.
import type { Code } from '../../qrius/readings';
import { unlessRefused } from '../../shared/errors';
import { byIdOf, once } from '../../table/cells';
import { type ReadLine, readLog } from '../../table/log';
import { saysPaused } from '../../table/status';
import type { Run } from '../kind';
import { commit } from '../table/commit';
import type { ChangeDetails } from './details';
import { hitRows } from './hit-rows';
import { type Known, putBack } from './put-back';

type What = ChangeDetails['what'];

interface Seen {
  /** The lines of the job. */
  lines: readonly ReadLine[];
  /** All codes of the account, once it was asked. */
  live: ReadonlyMap<string, Code> | null;
}

/** Only the account can tell what rows of other codes had, and which codes are paused. */
export const isHitUnasked = ({ job, table }: Run, what: What, { live, lines }: Seen): boolean =>
  job.isTorn &&
  live === null &&
  (table.rows.some(({ status }) => saysPaused(status)) || hitRows(table, lines, what).rows.length > 0);

/**
 * Before rows of the job get what they lack: what they lack shows where it went. A row that was copied before the correction was
 * flushed is found by the second look.
 */
export function putBackHits(run: Run, what: What, { live, lines }: Seen): void {
  if (!run.job.isTorn || !live) return;
  const known = once(() => knownOf(run, live, run.job.sheetId));
  for (let look = 0; look < 2; look += 1) {
    const hits = hitRows(run.table, lines, what);
    const all = hits.rows.length > 0 ? known() : null;
    if (!all) return;
    commit(run.table, putBack(run.table, hits, all), { corrects: true });
  }
}

/** @returns null where Qrius can't be asked now. */
export function knownOf({ log, ports, client }: Run, live: Seen['live'], sheetId: number): Known | null {
  const ask = (): Seen['live'] => byIdOf(client.allCodes());
  const codes = live ?? unlessRefused(ask, () => null);
  if (!codes) return null;
  return {
    codes,
    log: log.all(),
    logged: readLog(ports.log.read()),
    elsewhere: ports.textsElsewhere(sheetId),
  };
}

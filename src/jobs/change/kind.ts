// Changing codes: what the engine must know of it.

import { attempt } from '../../shared/parse';
import { byIdOf, idsOf } from '../../table/cells';
import { DONE, isDone, isOpen } from '../../table/log';
import { isChangeFault } from '../../table/status';
import type { JobKind } from '../kind';
import { wasDone } from './actions';
import { changeDetails } from './details';
import { changeSession } from './session';
import * as words from './words';

export const changeKind: JobKind = {
  name: 'change',
  reads: 'text',
  writesUserCells: true,
  logs: true,
  writes: ['status'],
  needs: ['status'],
  details: changeDetails,
  what: (details) => attempt(changeDetails, details)?.what ?? null,
  isFault: (row) => row.id !== '' && isChangeFault(row.status),
  session: (run) => changeSession(run, changeDetails(run.job.details)),
  // What was sent is in the log, and the rest leaves the job. Requests may have left as the sheet was deleted: the account is asked.
  withoutSheet: ({ ports, client, log, job }, orphans) => {
    const lines = log.lines();
    const open = lines.filter(isOpen);
    const live = byIdOf(open.length > 0 ? client.allCodes() : []);
    for (const line of open) line.result = wasDone(line, live) ? DONE : words.stopped;
    log.setResults(open);
    ports.log.flush();
    const done = idsOf(lines.filter(isDone)).size;
    return { counts: { ...job.counts, done }, orphans };
  },
};

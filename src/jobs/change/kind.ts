// Changing codes: what the engine must know of it.

import { attempt } from '../../shared/parse';
import { idsOf } from '../../table/cells';
import { isDone } from '../../table/log';
import { isChangeFault } from '../../table/status';
import type { JobKind } from '../kind';
import { isOpen } from './counts';
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
  // What was sent is in the log, and the rest leaves the job.
  withoutSheet: ({ ports, log, job }, orphans) => {
    const lines = log.lines();
    const open = lines.filter(isOpen);
    for (const line of open) line.result = words.sheetDeleted;
    log.setResults(open);
    ports.log.flush();
    const done = idsOf(lines.filter(isDone)).size;
    return { counts: { ...job.counts, done }, orphans };
  },
};

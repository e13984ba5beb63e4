// Creating codes: what the engine must know of it.
import type { Code } from '../../qrius/readings';
import { attempt } from '../../shared/parse';
import { isFault, slugOf } from '../../table/status';
import type { Counts, Orphan } from '../job';
import type { JobKind, RunParts } from '../kind';
import { CODE_COLUMNS } from '../table/columns';
import { UNKNOWN_INPUTS } from './in-flight';
import { foundLine } from './log-line';
import { match } from './look-up';
import { createDetails } from './plan';
import { createSession } from './session';

export const createKind: JobKind = {
  name: 'create',
  reads: 'text',
  writesUserCells: false,
  ...CODE_COLUMNS,
  isReadable: (details) => attempt(createDetails, details) !== null,
  isFault: (row) => row.id === '' && isFault(row.status),
  session: (run) => createSession(run, createDetails(run.job.details)),
  withoutSheet,
};

/** Requests in flight are looked up: their owner is told of the codes that they created. */
function withoutSheet(
  { ports, client, log, job }: RunParts,
  created: readonly Orphan[],
): { counts: Counts; orphans: Orphan[] } {
  const { inFlight, since } = createDetails(job.details);
  const known = new Set([...created.map(({ id }) => id), ...ports.textsElsewhere(job.sheetId)]);
  const requests = inFlight.map((token) => ({
    ...{ token, slug: slugOf(token), inputs: UNKNOWN_INPUTS, isRepeat: true, tries: 0 },
  }));
  const found =
    requests.length > 0
      ? match(requests, { codes: client.allCodes(), known, since, offset: null })
      : new Map<string, Code>();
  log.addOnce([...found.values()].map(foundLine));
  if (log.isDirty()) ports.log.flush();
  const orphans = [
    ...created,
    ...[...found.values()].map(({ id, name, shortUrl }) => ({ id, name: name ?? '', shortUrl })),
  ];
  const { counts } = job;
  return {
    counts: { ...counts, done: counts.done + orphans.length, orphans: counts.orphans + orphans.length },
    orphans,
  };
}

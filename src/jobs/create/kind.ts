// Creating codes: what the engine must know of it.

import { CLOCK_SKEW_MS } from '../../qrius/assumptions';
import type { Code } from '../../qrius/readings';
import type { Orphan } from '../../shared/contract/job';
import { idsOf } from '../../table/cells';
import type { ReadLine } from '../../table/log';
import { isFault, slugOf } from '../../table/status';
import type { JobKind, RunParts, SheetlessEnd } from '../kind';
import { orphanOf } from '../orphans';
import { CODE_COLUMNS } from '../table/columns';
import { UNKNOWN_INPUTS } from './in-flight';
import { foundLine } from './log-line';
import { match, offsetFor, sentIn } from './look-up';
import { createDetails } from './plan';
import { createSession } from './session';

export const createKind: JobKind = {
  name: 'create',
  reads: 'text',
  writesUserCells: false,
  logs: true,
  ...CODE_COLUMNS,
  details: createDetails,
  isFault: (row) => row.id === '' && isFault(row.status),
  session: (run) => createSession(run, createDetails(run.job.details)),
  withoutSheet,
};

/** Requests in flight are looked up: their owner is told of the codes that they created. */
function withoutSheet(parts: RunParts, created: readonly Orphan[]): SheetlessEnd {
  const { ports, client, log, job } = parts;
  const { open, since, mayChoose } = createDetails(job.details);
  const known = new Set([...idsOf(created), ...ports.textsElsewhere(job.sheetId)]);
  const requests = [...open.own, ...open.foreign].map((token) => ({
    token,
    slug: slugOf(token),
    inputs: UNKNOWN_INPUTS,
    isRepeat: true,
    isEarlier: !open.own.includes(token) || open.earlier.includes(token),
    tries: 0,
  }));
  const codes = requests.length > 0 ? client.allCodes() : [];
  const offset = offsetFor(log.all(), requests, codes, since, ports.clock.now());
  const found = match(requests, {
    codes,
    known,
    sent: sentIn(log.lines()),
    history: new Map(),
    since,
    offset,
    isTorn: false,
    mayRefuse: mayChoose !== true,
    isStopping: true,
  });
  const foundFor = (tokens: readonly string[]) => tokens.flatMap((token) => found.get(token) ?? []);
  const own = foundFor(open.own);
  const earlier = foundFor(open.earlier);
  log.addOnce(own.map((code) => foundLine(code, earlier.includes(code))));
  if (log.isDirty()) ports.log.flush();
  const orphans = [...created, ...own.map((code) => orphanOf(code))];
  const { counts } = job;
  // A token without a slug says nothing of a code whose texts the service rewrote.
  const unfound = requests.filter(
    ({ token, slug }) => !found.has(token) && (slug === '' || mayChoose !== true),
  );
  const others = foundFor(open.foreign);
  const explained = new Set([...known, ...idsOf([...found.values()])]);
  const isDated = unfound.every(({ isEarlier }) => !isEarlier);
  const after = isDated ? since + (offset ?? 0) - CLOCK_SKEW_MS : 0;
  const candidates =
    unfound.length > 0 ? candidatesFor(unfound.length, codes, log.all(), explained, after) : [];
  return {
    counts: {
      ...counts,
      done: counts.done + orphans.length,
      waiting: Math.max(0, counts.waiting - orphans.length),
      orphans: counts.orphans + orphans.length,
    },
    orphans: [...orphans, ...[...others, ...candidates].map((code) => orphanOf(code, true))],
  };
}

/**
 * Codes that neither a sheet nor the log explains: those that are younger than the requests, and as many whose age nobody knows.
 * @param after the earliest moment, by the clock of Qrius; 0 where requests may have left in an earlier job.
 */
function candidatesFor(
  most: number,
  codes: readonly Code[],
  lines: readonly ReadLine[],
  known: ReadonlySet<string>,
  after: number,
): Code[] {
  const logged = idsOf(lines);
  const free = codes.filter(({ id }) => !known.has(id) && !logged.has(id));
  const isDated = ({ createdAt }: Code) => after > 0 && createdAt !== null;
  return [
    ...free.filter((code) => isDated(code) && (code.createdAt ?? 0) >= after),
    ...free.filter((code) => !isDated(code)).slice(0, most),
  ];
}

// The sheet of a job was deleted: the codes that were being made for it are told of, with their short URLs.
import type { Code } from '../../qrius/readings';
import { Refusal } from '../../wire/failure';
import { openJobLog } from '../log';
import { allCodes, match } from '../look-up';
import type { Ports } from '../ports';
import { type CreateRecord, type LostCode, save } from '../record';
import { logFound } from './log';

/**
 * Ends the job, or pauses it until Qrius tells which codes were made.
 * @param record the job; its requests in flight are looked up.
 * @param created codes that are known to have been made, and stand nowhere.
 * @returns the record as saved, without a lease.
 */
export function endWithoutSheet(
  ports: Ports,
  record: CreateRecord,
  created: readonly LostCode[],
  refusal: Refusal,
): CreateRecord {
  const done: CreateRecord = {
    ...record,
    inFlight: [],
    phase: 'ended',
    ending: 'given-up',
    failure: refusal.failure,
    lease: null,
  } as const;
  const known = new Set([...created.map(({ id }) => id), ...ports.textsElsewhere(record.sheetId)]);
  const doubts = record.inFlight.map((token) => ({ token, slug: '', inputs: { name: '' } }));
  const lost = [...created];
  try {
    const found =
      doubts.length > 0
        ? match(doubts, allCodes(ports, record), known, record.since)
        : new Map<string, Code>();
    if (found.size > 0) logFound(openJobLog(ports.log, record), [...found.values()], ports.clock.now());
    for (const code of found.values())
      lost.push({ id: code.id, name: code.name ?? '', shortUrl: code.shortUrl });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return save(ports.store, { ...record, phase: 'paused', failure: error.failure, lease: null }, created);
  }
  const { counts } = record;
  const sum = {
    ...counts,
    done: counts.done + lost.length,
    lost: counts.lost + lost.length,
    waiting: 0,
  };
  return save(ports.store, { ...done, counts: sum }, lost);
}

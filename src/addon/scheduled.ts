// One run of the document's schedule: codes are switched whose time has come, then scan counts are refreshed where that is due.
import type { User } from '../google/connection';
import { documentStore } from '../google/document';
import { loadPicks } from '../google/picks';
import type { JobRecord } from '../jobs/record';
import { isDue } from '../jobs/schedule/due';
import { loadSchedule, type RunOutcome, type Schedule, saveSchedule } from '../jobs/schedule/record';
import { hasSwitches } from '../jobs/switch/switches';
import { Refusal } from '../wire/failure';
import { connectionOf, portsOf } from './ports';
import { run, type Wished } from './unfinished';

/** Since when switches may be due, in epoch milliseconds. */
const since = ({ lookedAt, setAt }: Schedule): number => lookedAt ?? setAt;

/**
 * @param startedAt when the execution began, and `until` when its last batch may leave, in epoch milliseconds.
 * @returns what became of it; null where nothing was due.
 * @throws Refusal where it could not be done.
 */
export function runSchedule(
  user: User,
  schedule: Schedule,
  startedAt: number,
  until: number,
): RunOutcome | null {
  const { sheetId, every } = schedule;
  const ports = portsOf(connectionOf(user), startedAt);
  const common = { sheetId, picks: loadPicks(sheetId), wanted: () => true };
  const sentences: string[] = [];
  if (schedule.switches && hasSwitches(ports, ports.openSheet(sheetId), common.picks, since(schedule))) {
    const wish = { kind: 'switch' as const, since: since(schedule) };
    sentences.push(
      ...switchDue(
        user,
        { ...common, kind: 'change', hidden: true, deletes: null, reached: null, undoneIn: null, wish },
        startedAt,
        until,
      ),
    );
  }
  if (every !== null && isDue(every, schedule.lastRun ?? schedule.setAt, startedAt, ports.zone())) {
    const order = { ...common, selected: false, once: true, last: schedule.passed };
    sentences.push(refreshAll(user, { ...order, kind: 'refresh' }, startedAt, until));
  }
  return sentences.length > 0 ? { ok: true, sentence: sentences.join(' ') } : null;
}

function switchDue(user: User, order: Wished, startedAt: number, until: number): string[] {
  const ended = unlessNothing(() => run(user, order, startedAt, until).record);
  if (typeof ended === 'string') return [];
  if (ended.phase === 'paused' && ended.failure) throw new Refusal(ended.failure.code, ended.failure.message);
  const { done, failed, unfit } = ended.counts;
  const without = failed + unfit;
  return [
    ...(done > 0 ? [`${rows(done)} switched.`] : []),
    ...(without > 0 ? [`${rows(without)} not switched: Status says why.`] : []),
  ];
}

function refreshAll(user: User, order: Wished, startedAt: number, until: number): string {
  const ended = unlessNothing(() => run(user, order, startedAt, until).record);
  if (typeof ended === 'string') return ended;
  if (ended.failure) throw new Refusal(ended.failure.code, ended.failure.message);
  const passed = ended.kind === 'refresh' ? ended.passed : [];
  const now = loadSchedule(documentStore());
  if (now) saveSchedule(documentStore(), { ...now, passed });
  const { done, failed } = ended.counts;
  return `${rows(done)} refreshed${failed > 0 ? `, ${failed} without an answer` : ''}.`;
}

const rows = (count: number): string => `${count} ${count === 1 ? 'row' : 'rows'}`;

/** The job as it ended; where there is nothing to do, the sentence that says so. */
function unlessNothing(action: () => JobRecord): JobRecord | string {
  try {
    return action();
  } catch (error) {
    if (error instanceof Refusal && error.failure.code === 'nothing-to-do') return error.failure.message;
    throw error;
  }
}

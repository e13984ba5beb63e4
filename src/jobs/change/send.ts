// Sends groups of changes, batch after batch, and notes what became of each code.
import { SETTLE_MS } from '../../qrius/assumptions';
import { allow } from '../../qrius/throttle';
import { DONE } from '../../table/log';
import { Refusal } from '../../wire/failure';
import { quotaUsedUp, sendBatch, WORST_BATCH_MS, WRITE_BACK_MS } from '../batch';
import { allCodes } from '../look-up';
import { load } from '../record';
import { type Group, groupsOf, requestOf } from './changes';
import { changeOf, standsFor } from './intents';
import { isOpen, type Run, settle } from './run';
import { afterList, PAUSES_MS, type Verdict, verdict } from './verdict';

/** Results are written back after about so long, in milliseconds: a write-back costs as much as several batches. */
const CHUNK_MS = 10_000;
/** How often it is looked whether the job should stop, in milliseconds: a look costs about 80 ms. */
const STOP_CHECK_MS = 2_000;

/** Sends until everything has a result, the window closes, the user stops the job, or it is time to write back. */
export function sendGroups(run: Run): void {
  const { ports, record } = run;
  const startedAt = ports.clock.now();
  let checkedAt = startedAt;
  run.groups = openGroups(run);
  while (run.groups.length > 0 && run.halt === null) {
    const now = ports.clock.now();
    if (now - checkedAt >= STOP_CHECK_MS) {
      if (load(ports.store).stop === record.id) return;
      checkedAt = now;
    }
    const allowance = allow(run.record.throttle, now);
    if ('waitUntil' in allowance || now >= run.until || now - startedAt >= CHUNK_MS) return;
    if (now + WORST_BATCH_MS + WRITE_BACK_MS > ports.endsAt) return;
    sendNext(run, takeBatch(run.groups, allowance.send));
  }
}

/** What is still to be sent: the groups as they were divided so far, without codes whose rows have left the job. */
function openGroups(run: Run): Group[] {
  const open = run.lines.filter(isOpen);
  if (!run.groups)
    return groupsOf(open.map((line) => ({ id: line.id, change: changeOf(line, run.record.tags) })));
  const waits = ({ change }: Group, id: string) =>
    open.some((line) => line.id === id && standsFor(line.action, change.kind));
  return run.groups
    .map((group) => ({ ...group, ids: group.ids.filter((id) => waits(group, id)) }))
    .filter(({ ids }) => ids.length > 0);
}

/** Takes groups off the front that hold no code twice among them, nor one of a group that is passed over. */
function takeBatch(groups: Group[], most: number): Group[] {
  const batch: Group[] = [];
  const seen = new Set<string>();
  for (let at = 0; at < groups.length && batch.length < most; ) {
    const group = groups[at] as Group;
    const codes = [...group.ids, ...(group.probe?.rest ?? [])];
    if (codes.some((id) => seen.has(id))) at += 1;
    else batch.push(...groups.splice(at, 1));
    for (const id of codes) seen.add(id);
  }
  return batch;
}

function sendNext(run: Run, batch: readonly Group[]): void {
  const { ports } = run;
  const pause = Math.max(0, ...batch.map(({ tries }) => PAUSES_MS[tries - 1] ?? 0));
  if (pause > 0) ports.clock.sleep(pause);
  const { outcomes, throttle, fault } = sendBatch(ports, run.record.throttle, batch.map(requestOf));
  run.record = { ...run.record, throttle };
  if (fault?.kind === 'quota') run.halt = quotaUsedUp();
  const verdicts = batch.map((group, number) => verdict(group, outcomes[number] ?? null));
  // What has to be asked again comes before later groups that hold the same codes.
  const again: Group[] = [];
  for (const [number, group] of batch.entries()) {
    const judged = verdicts[number] as Verdict;
    apply(run, group, judged);
    again.push(...judged.again);
    if (judged.unclear) again.push(...clearUp(run, judged.unclear));
  }
  run.groups = [...again, ...(run.groups ?? [])];
}

function apply(run: Run, group: Group, { done, failed, halt }: Verdict): void {
  const results = new Map<string, string>([
    ...done.map((id) => [id, DONE] as const),
    ...failed.map(({ id, sentence }) => [id, sentence] as const),
  ]);
  for (const line of run.lines) {
    const result = results.get(line.id);
    if (result !== undefined && isOpen(line) && standsFor(line.action, group.change.kind))
      settle(run, line, result);
  }
  run.halt = halt ?? run.halt;
}

/** Codes that may have been deleted or not: the account's list tells. Where it cannot be had, the job pauses. */
function clearUp(run: Run, group: Group): Group[] {
  const { ports } = run;
  ports.clock.sleep(SETTLE_MS);
  const throttled = { throttle: run.record.throttle };
  try {
    const existing = new Set(allCodes(ports, throttled).map(({ id }) => id));
    const judged = afterList(group, existing);
    apply(run, group, judged);
    return judged.again;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.failure.code !== 'out-of-time') run.halt = error;
    return [group];
  } finally {
    run.record = { ...run.record, throttle: throttled.throttle };
  }
}

// Judges the counts that a sidebar shows of a job.
import type { JobView } from '../../src/shared/contract/job';
import { type Evidence, viewsOf } from './evidence';
import type { Violation } from './violation';

function badCounts(view: JobView): string | null {
  const { kind, total, done, already, failed, invalid, waiting, withdrawn, phase, failure } = view;
  const sum = done + already + failed + invalid + waiting + withdrawn;
  const counts = `${done} done, ${already} already, ${failed} failed, ${invalid} invalid, ${waiting} waiting, ${withdrawn} withdrawn`;
  if (sum !== total) return `The ${kind} job counts ${counts}: that is not its total of ${total}.`;
  // Nobody knows yet whether some rows have a code, or the job was stopped without being able to write.
  const mayWait = kind === 'create' || failure !== null;
  if (phase === 'ended' && waiting > 0 && !mayWait) return `The ${kind} job has ended and counts ${counts}.`;
  return null;
}

/** The counts of every view add up, and an ended job lets nothing wait but what nobody knows yet. */
export function counts({ played }: Evidence): Violation[] {
  const found = new Map<string, Violation>();
  for (const view of viewsOf(played)) {
    const sentence = badCounts(view);
    if (sentence !== null) found.set(view.id, { kind: 'counts', where: `job ${view.id}`, sentence });
  }
  return [...found.values()];
}

// What a screen reader hears of a job: each phase once, and progress at every tenth, not at every row.

import { counted, duration } from '../ui/format';
import { type Drive, isActive, isOpen } from './drive';
import { finished } from './finished';

export function announcement(drive: Drive): string {
  const { job } = drive;
  if (!isActive(drive)) return '';
  if (drive.stop !== 'no') return 'The job is being stopped.';
  if (!isOpen(job)) return 'The job begins.';
  // The view shows why, and is read out as an alert.
  if (drive.fault || (job.phase === 'paused' && !drive.slice)) return 'The job is paused.';
  if (job.phase === 'waiting' && job.waitMs > 0 && !drive.slice) {
    return `The job waits for Qrius and goes on in ${duration(job.waitMs)}.`;
  }
  const tenths = Math.floor((finished(job) * 10) / Math.max(1, job.total));
  return `${tenths * 10} percent of ${counted(job.total, 'row')} finished.`;
}

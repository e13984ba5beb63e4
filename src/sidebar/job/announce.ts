// What a screen reader hears of a job: each phase once, and progress at every tenth instead of every row.
import { finished } from './counts';
import { type Drive, isActive, isOpen } from './drive';
import { announcements } from './words';

export function announcement(drive: Drive): string {
  const { job } = drive;
  if (!isActive(drive)) return '';
  if (drive.stop !== 'no') return announcements.stopping;
  if (!isOpen(job)) return announcements.starting;
  // The view shows why in an alert, which is read out too.
  if (drive.fault || (job.phase === 'paused' && !drive.slice)) return announcements.paused;
  if (job.phase === 'waiting' && job.waitMs > 0 && !drive.slice) return announcements.waiting(job.waitMs);
  const tenths = Math.floor((finished(job) * 10) / Math.max(1, job.total));
  return announcements.progress(tenths * 10, job.total);
}

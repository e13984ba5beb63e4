// What a user is told of a job: how far it is, and how it ended. The counts add up to its rows.
import type { JobRecord, LostCode } from './record';

/** One short sentence while the job runs. */
export function progress({ counts }: JobRecord): string {
  const failed = counts.failed > 0 ? `, ${counts.failed} failed` : '';
  // Copies of queued rows join a job, so there can be more than were asked for.
  const rows = Math.max(counts.asked, counts.created + counts.failed + counts.waiting);
  return `${counts.created} of ${rows} ${rows === 1 ? 'QR code' : 'QR codes'} created${failed}.`;
}

/** Rows of a job, each counted once. */
export interface Summary {
  created: number;
  already: number;
  failed: number;
  waiting: number;
  /** Rows that were left out or left the job: hidden, deleted, their mark cleared by a user, or stopped. */
  left: number;
}

export function summary({ counts }: JobRecord): Summary {
  return {
    created: counts.created,
    already: counts.already,
    failed: counts.failed + counts.unfit,
    waiting: counts.waiting,
    left: counts.hidden + Math.max(0, counts.asked - counts.created - counts.failed - counts.waiting),
  };
}

/** The sentences at the end of a slice. */
export function closing(record: JobRecord): string {
  const { created, already, failed, waiting, left } = summary(record);
  const counted = [
    `${created} created`,
    `${already} already there`,
    `${failed} failed`,
    `${waiting} waiting`,
    `${left} left out`,
  ].join(', ');
  const parts = [`${headline(record)} ${counted}.`];
  if (record.failure) parts.push(record.failure.message);
  if (failed > 0) parts.push('The Status column says why in each row that failed.');
  if (record.phase !== 'ended') parts.push('Choose the same menu item again to continue.');
  return parts.join('\n\n');
}

/** Names each code whose row is gone, with its short URL: it was made, and must not be dropped without a word. */
export function lostCodes(lost: readonly LostCode[]): string {
  return `The rows of these codes are gone; keep their addresses or delete them in Qrius: ${lost.map(nameLost).join('; ')}.`;
}

const nameLost = ({ id, name, shortUrl }: LostCode) =>
  `${name === '' ? 'a code' : `“${name}”`} ${shortUrl} (${id})`;

function headline(record: JobRecord): string {
  if (record.phase === 'paused') return 'The job pauses.';
  if (record.phase !== 'ended') return 'The job is not finished yet.';
  if (record.ending === 'stopped') return 'The job was stopped.';
  return record.ending === 'given-up' ? 'The job was given up.' : 'Done.';
}

// Drives a job until it rests, as the sidebar does, but not for ever; and says in a few words how it rests.
import { type Course, drive, type Hand } from '../../sim/sidebar';
import type { Trial } from '../../sim/trial';
import type { JobView } from '../../src/shared/contract/job';
import type { Result } from '../../src/shared/contract/methods';

/** Nobody needs more slices than this for four rows. */
const MOST_SLICES = 25;

/** Runs slice after slice until the job rests; null where it never does. */
export function rest(
  { world }: Pick<Trial, 'world'>,
  begin: () => Result<JobView> | null,
  hand: Hand = world,
): Course | null {
  let slices = 0;
  const endless = new Error('endless');
  try {
    return drive(hand, begin, (ms) => {
      slices += 1;
      if (slices > MOST_SLICES) throw endless;
      world.advance(ms);
    });
  } catch (error) {
    if (error !== endless) throw error;
    return null;
  }
}

/** How a job rests, in a few words. */
export function words(course: Course | null): string {
  if (!course) return 'does not come to rest';
  const { rest: at } = course;
  if (at.kind === 'cutOff') return 'was cut off';
  if (at.kind === 'refused') return `refused: ${at.failure.code}, ${at.failure.message}`;
  const { phase, ending, failure } = at.view;
  return [phase, ending, failure?.code, failure?.message].filter(Boolean).join(', ');
}

export const isOver = (course: Course | null): boolean =>
  course?.rest.kind === 'rests' && course.rest.view.phase === 'ended';

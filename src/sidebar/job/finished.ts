// How far a job is.
import type { JobView } from '../../wire/contract';

/** Rows that need no more work. */
export const finished = ({ total, waiting }: JobView): number => Math.max(0, total - waiting);

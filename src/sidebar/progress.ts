// How far a job is.
import type { JobView } from '../shared/contract';

/** Rows that need no more work. */
export const finished = ({ total, waiting }: JobView): number => Math.max(0, total - waiting);

// The calls by which the page drives a job.

/** Calls that begin a job. */
export type BeginCall = 'start' | 'retry' | 'change' | 'bring';
export type SliceCall = BeginCall | 'work';
export type JobCall = SliceCall | 'job' | 'stop';

export const isBeginning = (call: JobCall): call is BeginCall =>
  call === 'start' || call === 'retry' || call === 'change' || call === 'bring';

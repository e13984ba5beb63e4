// The calls with which the page drives a job.

/** Calls that start a job. */
export type BeginCall = 'start' | 'retry' | 'change' | 'bring' | 'refresh';
export type SliceCall = BeginCall | 'work';
export type JobCall = SliceCall | 'job' | 'stop';

const BEGINS: readonly JobCall[] = ['start', 'retry', 'change', 'bring', 'refresh'] satisfies BeginCall[];

export const isBeginning = (call: JobCall): call is BeginCall => BEGINS.includes(call);

// The calls with which the page drives a job.

/** Calls that start a job. */
export type BeginCall = 'createCodes' | 'retryFailed' | 'changeCodes' | 'importCodes' | 'refreshScans';
export type SliceCall = BeginCall | 'continueJob';
export type JobCall = SliceCall | 'getJob' | 'stopJob';

const BEGINS: readonly JobCall[] = [
  'createCodes',
  'retryFailed',
  'changeCodes',
  'importCodes',
  'refreshScans',
] satisfies BeginCall[];

export const isBeginning = (call: JobCall): call is BeginCall => BEGINS.includes(call);

// The calls with which the page drives a job.

import type { JobView } from '../../shared/contract/job';
import type { MethodName, Output } from '../../shared/contract/methods';

type AnsweredByJob = { [M in MethodName]: JobView extends Output<M> ? M : never }[MethodName];
/** Calls that start a job. */
export type BeginCall = Exclude<AnsweredByJob, 'continueJob' | 'getJob' | 'stopJob'>;
export type SliceCall = BeginCall | 'continueJob';
export type JobCall = SliceCall | 'getJob' | 'stopJob';

const BEGINS: Record<BeginCall, true> = {
  createCodes: true,
  retryFailed: true,
  changeCodes: true,
  importCodes: true,
  refreshScans: true,
};

export const isBeginning = (call: MethodName): call is BeginCall => call in BEGINS;

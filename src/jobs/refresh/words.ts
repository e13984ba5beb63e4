// Sentences of refreshing scan counts.

export { noAnswer, noneSelected } from '../words';

export const noCodes = 'This sheet has no codes yet. Create some first.';
export const changedSince =
  'Other rows are selected now, or their codes changed, so nothing was refreshed. Review them again.';
export const forbidden = (message: string): string => `Qrius does not give the scan counts: ${message}`;
export const noData =
  'Qrius returned no scan data for many codes. What was refreshed is kept; continue later.';

// Sentences of scan counts, the chart, and the refresh job.
import type { JobView } from '../../shared/contract/job';
import type { JobWords } from '../job/job-words';
import { counted, number } from '../ui/format';

export const words = {
  title: 'Scan counts',
  intro: 'Adds each code’s scans and last scan date to the sheet.',
  noCodes: 'This sheet has no codes yet.',
  refresh: 'Refresh scan counts',

  total: (scans: number) => counted(scans, 'scan'),
  change: (scans: number) => `${number(scans)} more since the refresh before`,
  top: 'Most scanned codes',
  byTag: 'Scans by tag',

  chart: 'Chart',
  insertChart: 'Insert chart',
  inserting: 'Inserting chart…',
  chartIs: (tab: string) => `The chart is on the “${tab}” tab and updates with every refresh.`,
};

export const jobWords: JobWords = {
  running: 'Refreshing scan counts',
  starting: 'Finding rows with a code…',
  firstRows: (rows) => `Requesting scans of the first of ${counted(rows, 'row')}…`,
  one: 'row',
  many: 'rows',
  done: 'refreshed',
  already: 'Already refreshed',
  kept: 'Finished rows keep their new counts.',
  nothingSent: 'Nothing was changed.',
};

/** What to know about the result of a refresh. */
export const refreshHints = ({ failed }: JobView): string[] =>
  failed === 0 ? [] : [`Qrius returned no scan data for ${counted(failed, 'row')}. Old values were kept.`];

// Sentences of the schedule: how often it runs, with whose account, the last and the next run, and what to do when it stopped.
import type { Every, ScheduleView } from '../../shared/contract/schedule';
import type { SheetView } from '../../shared/contract/sheet';
import { clockHour, counted, documentTime, truncate } from '../ui/format';
import { words as shared } from '../ui/words';
import type { ScheduleDraft } from './draft';

const switchCount = (count: number): string => `${count} ${count === 1 ? 'switch' : 'switches'}`;

export const words = {
  title: 'Schedule',
  none: 'No schedule yet.',
  openSheet: 'Open the sheet with your codes to set a schedule.',
  save: 'Save schedule',
  saving: 'Saving…',
  takeOver: 'Take over schedule',
  turnOff: 'Turn off schedule',
  saved: 'Schedule saved.',
  turnedOff: 'Schedule turned off.',
  takingOver: 'Taking over saves these settings and runs them with your account.',
  open: 'Open schedule',

  every: 'Scan counts',
  weekday: 'On',
  hour: 'At',
  zone: 'In the sheet’s time zone. Google picks the minute within that hour.',
  switches: 'Switch destinations on schedule',
  switchesHint: 'Fill in “Next destination” and “Switch on” (e.g. 2027-03-14 15:09).',
  colleagues: 'Colleagues may schedule switches',
  colleaguesHint: 'Otherwise a switch that is entered or edited after you save waits for your approval.',
  saveApproves: 'Saving approves these switches.',
  areApproved: 'These switches are approved.',
  laterWait: ' Any that are added or edited later wait for you.',
  /** Before a switch. */
  more: (shown: number, more: number) =>
    `Only the next ${shown} can be approved at a time. ${switchCount(more)} later in time ${more === 1 ? 'isn’t' : 'aren’t'} approved yet: come back when some are done.`,
  waits: 'Waits for your approval. ',
  approved: 'Switches approved.',
  approve: (count: number) => `Approve ${switchCount(count)}`,
  waiting: (count: number) =>
    `${switchCount(count)} ${count === 1 ? 'waits' : 'wait'} for your approval: added or edited since you last saw the list.`,
  review: 'Review switches',
  planned: 'Planned switches',
  faulty: (rows: number) => `${counted(rows, 'row')} can’t switch`,

  upcoming: 'Upcoming switches',
  unscheduled: 'These switches aren’t on a schedule yet. ',
};

export const KINDS: ReadonlyArray<{ value: ScheduleDraft['kind']; label: string }> = [
  { value: 'off', label: 'Off' },
  { value: 'hour', label: 'Every hour' },
  { value: 'sixHours', label: 'Every 6 hours' },
  { value: 'day', label: 'Daily' },
  { value: 'week', label: 'Weekly' },
];

export const WEEKDAYS: ReadonlyArray<{ value: ScheduleDraft['weekday']; label: string }> = [
  { value: 1, label: 'Monday' },
  { value: 2, label: 'Tuesday' },
  { value: 3, label: 'Wednesday' },
  { value: 4, label: 'Thursday' },
  { value: 5, label: 'Friday' },
  { value: 6, label: 'Saturday' },
  { value: 7, label: 'Sunday' },
];

/** `hourly`, `daily at 7:00 AM`. */
export function often(every: Every): string {
  if (every.kind === 'hour') return 'hourly';
  if (every.kind === 'sixHours') return 'every 6 hours';
  if (every.kind === 'day') return `daily at ${clockHour(every.hour)}`;
  const day = WEEKDAYS.find(({ value }) => value === every.weekday)?.label ?? '';
  return `on ${day}s at ${clockHour(every.hour)}`;
}

/** The next run after `often`: its time where it is soon, else its date. */
function nextOf({ kind }: Every, nextRun: string): string {
  if (kind === 'day' || kind === 'week') return `next on ${documentTime(nextRun, 'date')}`;
  return `next about ${documentTime(nextRun, 'time')}`;
}

/** What home says: how often it runs, and what the last run did. */
export const scheduleNews = (schedule: ScheduleView, sheet: Pick<SheetView, 'name'>): string[] => [
  scheduleLine(schedule, sheet),
  ...(schedule.lastRun === null ? [] : lastRunOf(schedule)),
];

/** `Scans refresh hourly, next about 2:00 PM. Destinations switch on schedule.` */
function scheduleLine(schedule: ScheduleView, sheet: Pick<SheetView, 'name'>): string {
  const { every, nextRun, switches } = schedule;
  const where = schedule.sheet === sheet.name ? '' : ` on “${schedule.sheet}”`;
  if (every === null) return `Destination switches${where} are on.`;
  const refresh = `Scans${where} refresh ${often(every)}`;
  return [
    nextRun === null ? `${refresh}.` : `${refresh}, ${nextOf(every, nextRun)}.`,
    ...(switches ? ['Destinations switch on schedule.'] : []),
  ].join(' ');
}

/** What is known of a schedule, one line each. */
export function scheduleFacts(schedule: ScheduleView, sheet: Pick<SheetView, 'name' | 'created'>): string[] {
  const { mine, owner, nextRun } = schedule;
  const account = mine ? 'your account' : `${shared.owner(owner)}’s account`;
  const moves = schedule.sheet !== sheet.name && sheet.created > 0;
  return [
    `Runs with ${account} on the “${schedule.sheet}” tab`,
    ...lastRunOf(schedule),
    ...(nextRun === null ? [] : [`Next run about ${documentTime(nextRun)}`]),
    ...(moves ? [`Saving moves it to this tab, “${sheet.name}”`] : []),
  ];
}

function lastRunOf({ every, lastRun, lastOutcome, pausedWhy }: ScheduleView): string[] {
  if (lastRun === null) return every === null ? [] : ['Hasn’t run yet'];
  // The reason for a pause repeats the outcome of the last run.
  const outcome = lastOutcome === null || pausedWhy !== null ? '' : `: ${lastOutcome}`;
  return [`Last run ${documentTime(lastRun)}${outcome}`];
}

/** Why a schedule does not run and what to do; null where it runs. */
export function standstill({ mine, owner, pausedWhy, overdue, heldBy }: ScheduleView): string | null {
  if (pausedWhy !== null) return pausedWhy;
  if (!overdue) return null;
  if (heldBy !== null)
    return `The schedule waits for ${shared.owner(heldBy)}’s unfinished job. It runs when the job is done, or has got nothing done for an hour.`;
  const late = 'The schedule hasn’t run for several hours.';
  return mine
    ? `${late} Reopen the sidebar from the Qrius menu, approve access if asked, and save again.`
    : `${late} Ask ${shared.owner(owner)} to reopen the sidebar from the Qrius menu and approve access, or take the schedule over.`;
}

/** Characters of a destination in the list. */
const MOST_URL = 60;

/** A switch in the list: `Mar 14, 2027, 3:09 PM → https://example.com/new`. */
export const switchSentence = (at: string, next: string): string =>
  `${documentTime(at)} → ${truncate(next, MOST_URL)}`;

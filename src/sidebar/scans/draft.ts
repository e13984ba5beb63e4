// A schedule while the user puts it together. Pure.
import type { Input } from '../../shared/contract/methods';
import type { Every, ScheduleView } from '../../shared/contract/schedule';
import type { SheetView } from '../../shared/contract/sheet';

export interface ScheduleDraft {
  kind: Every['kind'] | 'off';
  /** Kept while another kind is chosen. */
  hour: number;
  weekday: Extract<Every, { kind: 'week' }>['weekday'];
  switches: boolean;
  colleagues: boolean;
}

const HOUR = 7;

/** The current schedule, or what a new one starts with. */
export function draftOf(schedule: ScheduleView | null): ScheduleDraft {
  const every = schedule?.every ?? null;
  return {
    kind: every?.kind ?? 'off',
    hour: every?.kind === 'day' || every?.kind === 'week' ? every.hour : HOUR,
    weekday: every?.kind === 'week' ? every.weekday : 1,
    switches: schedule?.switches ?? false,
    colleagues: schedule?.colleagues ?? false,
  };
}

/** The request to the server. */
export function requestOf(draft: ScheduleDraft): Input<'setSchedule'> {
  const { switches, colleagues } = draft;
  return { every: everyOf(draft), switches, colleagues };
}

function everyOf({ kind, hour, weekday }: ScheduleDraft): Every | null {
  if (kind === 'off') return null;
  if (kind === 'day') return { kind, hour };
  return kind === 'week' ? { kind, weekday, hour } : { kind };
}

/** Whether there is nothing to schedule. */
export const isOff = ({ kind, switches }: ScheduleDraft): boolean => kind === 'off' && !switches;

/** Whether the schedule switches destinations on this sheet, running or not. */
export const isSwitching = (schedule: ScheduleView | null, sheet: Pick<SheetView, 'name'>): boolean =>
  schedule?.switches === true && schedule.sheet === sheet.name;

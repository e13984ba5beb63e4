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
  };
}

/** The request to the server. */
export function requestOf({ kind, hour, weekday, switches }: ScheduleDraft): Input<'setSchedule'> {
  if (kind === 'off') return { every: null, switches };
  if (kind === 'day') return { every: { kind, hour }, switches };
  return { every: kind === 'week' ? { kind, weekday, hour } : { kind }, switches };
}

/** Whether there is nothing to schedule. */
export const isOff = ({ kind, switches }: ScheduleDraft): boolean => kind === 'off' && !switches;

/** Whether the schedule switches destinations on this sheet, running or not. */
export const isSwitching = (schedule: ScheduleView | null, sheet: Pick<SheetView, 'name'>): boolean =>
  schedule?.switches === true && schedule.sheet === sheet.name;

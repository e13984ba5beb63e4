// A schedule while the user puts it together. Pure.
import type { Every, Input, ScheduleView } from '../../wire/contract';

export interface ScheduleDraft {
  kind: Every['kind'] | 'off';
  /** Kept while another kind is chosen. */
  hour: number;
  weekday: Extract<Every, { kind: 'week' }>['weekday'];
  switches: boolean;
}

const HOUR = 7;

/** What is set, or what a new one begins with. */
export function draftOf(schedule: ScheduleView | null): ScheduleDraft {
  const every = schedule?.every ?? null;
  return {
    kind: every?.kind ?? 'off',
    hour: every?.kind === 'day' || every?.kind === 'week' ? every.hour : HOUR,
    weekday: every?.kind === 'week' ? every.weekday : 1,
    switches: schedule?.switches ?? false,
  };
}

/** What is asked of the server. */
export function wantedOf({ kind, hour, weekday, switches }: ScheduleDraft): Input<'setSchedule'> {
  if (kind === 'off') return { every: null, switches };
  if (kind === 'day') return { every: { kind, hour }, switches };
  return { every: kind === 'week' ? { kind, weekday, hour } : { kind }, switches };
}

/** Whether it asks for nothing. */
export const asksNothing = ({ kind, switches }: ScheduleDraft): boolean => kind === 'off' && !switches;

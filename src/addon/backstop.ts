// What goes on with a job when its sidebar was closed or its execution died: the user's hourly trigger in this document.
import { ensureHourly } from '../google/triggers';
import { Refusal } from '../wire/failure';

/** The top-level function that the hourly trigger runs (main.ts). */
export const HOURLY = 'onTheHour';

/** Sees that the trigger is there. Where Google refuses it, the job goes on while the sidebar is open. */
export function backstop(): void {
  try {
    ensureHourly(HOURLY);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}
